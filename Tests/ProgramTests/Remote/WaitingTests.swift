import Foundation
import ImageModels
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("^C and time limits") struct WaitingTests {
        @Test("^C ends a turn whose service is silent; the connection is closed, and the session goes on")
        func silence() async throws {
            let remote = try await RemotePlace()
            remote.service.play(.silent)
            let terminal = try remote.conversation()
            try terminal.wait(forLine: "0001/0 lite>")
            terminal.type("make the middle red\r")
            try await remote.server.wait { $0.count == 1 }
            terminal.type("\u{3}")
            try terminal.wait(forLine: "0001/0 lite>")
            try await remote.server.wait { $0[0].wasAbandoned }
            terminal.type("make the middle blue\r")
            try terminal.wait(forLine: "0001/2 lite>")
            try terminal.quit()
            #expect(remote.server.requests.count == 2)
            guard case .cancelled = try remote.ending(of: 1) else {
                Issue.record("turn 1 is not cancelled")
                return
            }
            try remote.place.expectWhole()
        }

        @Test("^C ends the wait that a service asked for, and no further request is sent")
        func patience() async throws {
            let remote = try await RemotePlace()
            remote.service.play(.google429)
            let terminal = try remote.conversation()
            try terminal.wait(forLine: "0001/0 lite>")
            terminal.type("make the middle red\r")
            try terminal.wait(for: "request 2 in 3")
            terminal.type("\u{3}")
            try terminal.wait(forLine: "0001/0 lite>")
            try terminal.quit()
            #expect(remote.server.requests.count == 1)
            guard case .cancelled = try remote.ending(of: 1) else {
                Issue.record("turn 1 is not cancelled")
                return
            }
        }

        @Test("An answer that does not end within the time limit is asked for once, and the picture that came is kept")
        func stalled() async throws {
            let remote = try await RemotePlace(.stalled, signatureCharacters: 400_000)
            let run = try await remote.edit("--timeout", "1")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("broke after this picture had come"), "\(run.talk)")
            #expect(remote.server.requests.count == 1)
            try remote.place.expectWhole()
        }

        @Test("An answer that does not come ends with the time limit and is asked for once")
        func timeLimit() async throws {
            let remote = try await RemotePlace(.silent, signatureCharacters: 400_000)
            let run = try await remote.edit("--timeout", "1")
            #expect(run.status == 69, "\(run.talk)")
            #expect(run.talk.contains("did not answer in time"))
            #expect(run.talk.contains("may have been charged"))
            #expect(remote.server.requests.count == 1)
            #expect(try remote.ending()?.requests == 1)
        }

        @Test("A service that refuses four times in a row is not asked a fifth time")
        func givingUp() async throws {
            let remote = try await RemotePlace(.comet429RetryAfter)
            let run = try await remote.edit()
            #expect(run.status == 75, "\(run.talk)")
            #expect(run.talk.contains("has had too many requests (HTTP 429)"))
            #expect(run.talk.contains("4 requests were sent"))
            #expect(run.talk.contains("Nothing was charged"))
            #expect(remote.server.requests.count == 4)
            #expect(try remote.ending()?.requests == 4)
        }
    }
}
