import Foundation

extension Answer {
    /// This answer as it fares on a bad connection; unchanged for every other scenario.
    func over(_ scenario: Scenario) -> Answer {
        var answer = self
        let part = max(1, body.count * 2 / 3)
        switch scenario {
        case .truncatedChunked: (answer.framing, answer.ending) = (.chunked, .closed(afterBytes: part))
        case .truncatedLength: (answer.framing, answer.ending) = (.contentLength, .closed(afterBytes: part))
        case .resetInBody: (answer.framing, answer.ending) = (.contentLength, .reset(afterBytes: part))
        case .stalled: (answer.framing, answer.ending) = (.contentLength, .stalled(afterBytes: part))
        case .resetAtOnce: answer.ending = .resetAtOnce
        case .closedAtOnce: answer.ending = .closedAtOnce
        case .silent: answer.ending = .silent
        case .notHTTP: answer = Answer(body: Data("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n".utf8), framing: .raw)
        case .slowFirstByte: answer.delay += .seconds(3)
        case .slowBody: answer.bytesPerSecond = max(1, body.count / 3)
        default: break
        }
        return answer
    }
}
