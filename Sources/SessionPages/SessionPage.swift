public import Foundation
import ImageModels
public import Sessions
import Synchronization

/// A session as a page to look at: `index.html`, which stays as it is, and `session.js` beside it, which an open page
/// runs again and again to follow the session.
public final class SessionPage: SessionPaging {
    private let words: PageWords
    private let made = Mutex(Made())

    /// What need not be made again: turns that have ended stay as they are.
    private struct Made {
        var session: URL?
        var hasDocument = false
        var ended: [Int: Data] = [:]
        var dollars: [Int: Double] = [:]
    }

    public init(words: PageWords) {
        self.words = words
    }

    public func files(of session: Session) -> [String: Data] {
        made.withLock { made in
            if made.session != session.folder { made = Made(session: session.folder) }
            var files: [String: Data] = [:]
            if !made.hasDocument {
                made.hasDocument = true
                files["index.html"] = PageText.document(title: "Session \(session.number)", session: nil)
            }
            if let script = try? script(of: session, &made) { files["session.js"] = script }
            return files
        }
    }

    private func script(of session: Session, _ made: inout Made) throws -> Data {
        var turns = [
            try made.ended[0] ?? PageText.encoded(PageTurn(startOf: session, words: words, contents: .beside))
        ]
        made.ended[0] = turns[0]
        for entry in session.state.turns {
            if let known = made.ended[entry.number] {
                turns.append(known)
                continue
            }
            let turn = try PageText.encoded(PageTurn(entry, of: session, words: words, contents: .beside))
            turns.append(turn)
            guard entry.outcome != .underWay else { continue }
            made.ended[entry.number] = turn
            switch try session.ending(of: entry.number) {
            case .answered(let answered): made.dollars[entry.number] = answered.cost?.dollars
            case .failed(let failed): made.dollars[entry.number] = failed.cost?.dollars
            default: break
            }
        }
        let dollars = made.dollars.values.reduce(try session.opened().made?.cost?.dollars ?? 0, +)
        let cost = dollars > 0 ? words.cost(Cost(dollars: dollars, basis: .estimate)) : nil
        var script = Data("retouchSession(".utf8)
        script.append(
            try PageText.json(
                of: session, revision: session.journalLength, turns: turns, cost: cost))
        script.append(contentsOf: ");\n".utf8)
        return script
    }
}
