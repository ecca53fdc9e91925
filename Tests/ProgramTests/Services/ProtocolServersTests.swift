import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Which servers of one's own a program may have pictures sent to.
extension TheProgram.ProtocolTests {
    /// A server of one's own.
    private func ownServer() async throws -> LoopbackServer {
        var options = LoopbackService.Options()
        options.manners = .own
        return try await LoopbackServer(LoopbackService(options: options))
    }

    private static func edit(_ id: Int, session: Int, at server: LoopbackServer) -> String {
        call(
            id, "edit",
            #"{"session":\#(session),"instruction":"make it red","model":"m@\#(server.base)","view":0}"#)
    }

    @Test("Where nobody can be asked, pictures go to no server that the person has not named")
    func unnamedServer() async throws {
        let place = try Workplace()
        let server = try await ownServer()
        func posts() -> Int { server.requests.count { $0.method == "POST" } }
        for _ in 1...5 { _ = try talk([Self.call(1, "open", #"{"picture":"photo.png"}"#)], at: place) }
        for options in [[], ["--yes", "--limit", "5"], ["--server", "http://127.0.0.1:1"]] {
            let refused = try talk([Self.edit(2, session: 1, at: server)], at: place, options).results[2]
            #expect(refused?["isError"] as? Bool == true && posts() == 0)
            #expect(try text(refused).contains("was not named"))
        }
        for (number, options) in [(2, ["--server", server.base + "/v1"]), (3, ["--model", "x@" + server.base])] {
            let run = try talk([Self.edit(2, session: number, at: server)], at: place, options)
            #expect(try structured(run.results[2])["turn"] as? Int == 1 && posts() == number - 1)
        }
        let folder = place.url.appendingPathComponent(".config/retouch")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try place.add(".config/retouch/config.json", Data(#"{"servers":["\#(server.base)"]}"#.utf8))
        #expect(
            try structured(talk([Self.edit(2, session: 4, at: server)], at: place).results[2])["turn"] as? Int == 1)
        try FileManager.default.removeItem(at: folder)
        // What a person has chosen for a session is named there, and nowhere else.
        #expect(
            try structured(talk([Self.edit(2, session: 4, at: server)], at: place).results[2])["turn"] as? Int == 2)
        #expect(try talk([Self.edit(2, session: 5, at: server)], at: place).results[2]?["isError"] as? Bool == true)
        #expect(posts() == 4)
        #expect(try place.run(["mcp", "--server", "google"], input: "").status == 64)
        await server.stop()
    }

    /// A client that can ask its person, with lines that come one by one.
    private final class AskingClient {
        private final class Inbox: Sendable {
            let lines = Mutex<[String]>([])
        }

        private let process = Process()
        private let input = Pipe()
        private let inbox = Inbox()

        init(at place: Workplace) throws {
            let output = Pipe()
            process.executableURL = ProgramRun.program
            process.arguments = ["mcp"]
            process.environment = ProgramRun.environment(home: place.url)
            process.currentDirectoryURL = place.url
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            let (inbox, descriptor) = (inbox, dup(output.fileHandleForReading.fileDescriptor))
            let thread = Thread {
                guard let stream = fdopen(descriptor, "r") else { return }
                var line: UnsafeMutablePointer<CChar>?
                var room = 0
                while getline(&line, &room, stream) > 0, let text = line.map({ String(cString: $0) }) {
                    inbox.lines.withLock { $0.append(text) }
                }
                free(line)
                fclose(stream)
            }
            thread.start()
            send(
                TheProgram.ProtocolTests.request(
                    0, "initialize",
                    #"{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"t","version":"1"}}"#
                ))
        }

        func send(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

        /// The line with a number that follows so many others, as soon as it is there.
        func line(_ number: Int) async throws -> String {
            for _ in 0..<3000 {
                if let line = inbox.lines.withLock({ $0.count > number ? $0[number] : nil }) { return line }
                try await Task.sleep(for: .milliseconds(10))
            }
            throw CancellationError()
        }

        func end() throws {
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
    }

    @Test("The person is asked about a server that they have not named, each time until they say otherwise")
    func askedAboutServer() async throws {
        let place = try Workplace()
        let server = try await ownServer()
        func posts() -> Int { server.requests.count { $0.method == "POST" } }
        _ = try talk([Self.call(1, "open", #"{"picture":"photo.png"}"#)], at: place)
        let client = try AskingClient(at: place)
        _ = try await client.line(0)
        var number = 1
        for (answer, sent) in [
            (#"{"action":"decline"}"#, 0), (#"{"action":"accept","content":{}}"#, 1),
            (#"{"action":"accept","content":{"further":true}}"#, 2),
        ] {
            client.send(Self.edit(7, session: 1, at: server))
            let question = try await client.line(number)
            #expect(question.contains("elicitation/create") && question.contains(server.base), "\(question)")
            #expect(posts() == max(0, sent - 1))
            let object = try JSONSerialization.jsonObject(with: Data(question.utf8)) as? [String: Any]
            let id = try #require(object?["id"] as? Int)
            client.send(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(answer)}"#)
            let result = try await client.line(number + 1)
            #expect(result.contains("isError") == (sent == 0), "\(result)")
            #expect(posts() == sent)
            number += 2
        }
        client.send(Self.edit(7, session: 1, at: server))
        #expect(try await client.line(number).contains("structuredContent"))
        // The session goes on with it, too, as long as the server runs.
        client.send(Self.call(8, "edit", #"{"session":1,"instruction":"make it blue","view":0}"#))
        #expect(try await client.line(number + 1).contains("structuredContent"))
        #expect(posts() == 4)
        try client.end()
        let later = try talk([Self.edit(2, session: 1, at: server)], at: place)
        #expect(later.results[2]?["isError"] as? Bool == true && posts() == 4, "it was for that run")
        await server.stop()
    }
}
