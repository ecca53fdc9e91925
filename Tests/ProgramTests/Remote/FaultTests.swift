import Foundation
import ImageModels
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    /// `RETOUCH_FAULTS` sets how many turns there are; `scripts/faults` runs 200.
    @Suite struct FaultTests {
        /// All that ends by itself before long, and takes one turn.
        private static let faults = Scenario.allCases.filter {
            [.gemini, .anywhere].contains($0.place) && !$0.isSlow && $0 != .twoPictures
        }

        /// Answers that break off: what came of their pictures need not be a picture.
        private static let broken: Set<Scenario> = [
            .truncatedChunked, .truncatedLength, .truncatedJSON, .resetInBody, .resetAtOnce, .closedAtOnce, .notHTTP,
            .emptyBody, .notBase64, .notAPicture, .truncatedPicture,
        ]

        @Test("Whatever goes wrong, turn after turn, the session is whole, has all that came, and tells every request")
        func faults() async throws {
            let turns = ProcessInfo.processInfo.environment["RETOUCH_FAULTS"].flatMap(Int.init) ?? 25
            let seed = ProcessInfo.processInfo.environment["RETOUCH_FAULTS_SEED"].flatMap(UInt64.init) ?? 2026
            let remote = try await RemotePlace()
            remote.service.playAtRandom(among: Self.faults, seed: seed)
            let terminal = try remote.conversation(["photo.png", "--budget", "1000"])
            try terminal.wait(forLine: "0001/0 lite>")
            try terminal.say("/set links always", until: "links always")
            for turn in 1...turns {
                terminal.type("paint disc number \(turn)\r")
                try await waitForEnd(of: turn, in: remote, terminal)
            }
            terminal.settle()
            try terminal.quit()

            let session = try remote.session()
            #expect(session.verified().findings.isEmpty)
            #expect(session.state.turns.map(\.number) == Array(1...turns))
            var told = 0
            var received: Set<String> = []
            for turn in 1...turns {
                #expect(try session.asked(turn).instruction == "paint disc number \(turn)")
                let ending = try #require(try session.ending(of: turn))
                told += try #require(ending.requests, "turn \(turn): \(ending)")
                if case .answered = ending { received.insert(try session.receivedRecord(turn).sha256) }
            }
            #expect(told == remote.server.requests.count)
            let whole = remote.service.played.filter { !Self.broken.contains($0.scenario) }
            for played in whole {
                guard let picture = played.picture else { continue }
                #expect(received.contains(picture), "\(played.scenario)")
            }
            // Pictures came, and troubles.
            #expect(!received.isEmpty && received.count < turns)
            let check = try await remote.run(["verify", "1"])
            #expect(check.status == 0, "\(check.talk)")
            try remote.expectNoKey(in: check)
            print("\(turns) turns, \(told) requests, \(received.count) pictures")
        }

        /// Until the journal has the turn's end, and the program wants the next line.
        private func waitForEnd(of turn: Int, in remote: RemotePlace, _ terminal: PseudoTerminal) async throws {
            var isOver = false
            for _ in 0..<1200 where !isOver {
                terminal.settle(for: .milliseconds(50))
                isOver = (try? remote.ending(of: turn)) ?? nil != nil
            }
            try #require(isOver, "turn \(turn) does not end:\n\(terminal.screen.text)")
            try terminal.wait(until: "the prompt") {
                $0.cursorLine.hasPrefix("0001/") && $0.cursorLine.hasSuffix(" lite>")
            }
        }
    }
}
