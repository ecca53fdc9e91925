import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    /// `scripts/check-mcp` has the official client do the same and more, where it can be had.
    @Suite("retouch mcp") struct ProtocolTests {
        static let hello = request(
            0, "initialize",
            #"{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}"#)

        static func request(_ id: Int, _ method: String, _ params: String) -> String {
            #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#
        }

        static func call(_ id: Int, _ tool: String, _ arguments: String) -> String {
            request(id, "tools/call", #"{"name":"\#(tool)","arguments":\#(arguments)}"#)
        }

        /// Sends lines, each after the answers to those before it, and the end; the results by number.
        func talk(
            _ lines: [String], at place: Workplace, _ arguments: [String] = [], environment: [String: String] = [:]
        ) throws -> (results: [Int: [String: Any]], run: ProgramRun) {
            let run = try place.run(
                ["mcp"] + arguments, input: ([Self.hello] + lines).joined(separator: "\n") + "\n",
                environment: environment)
            var results: [Int: [String: Any]] = [:]
            // Nothing but messages is on standard output.
            for object in try run.objects() {
                #expect(object["jsonrpc"] as? String == "2.0")
                if let id = object["id"] as? Int { results[id] = object["result"] as? [String: Any] }
            }
            return (results, run)
        }

        func structured(_ result: [String: Any]?) throws -> [String: Any] {
            try #require(result?["structuredContent"] as? [String: Any], "\(result ?? [:])")
        }

        func text(_ result: [String: Any]?) throws -> String {
            let content = try #require(result?["content"] as? [[String: Any]])
            return try #require(content.first?["text"] as? String)
        }

        @Test("What is asked for before the lines end is done, answered and whole, and the program ends well")
        func toTheEnd() throws {
            let place = try Workplace()
            let opened = try structured(
                try talk([Self.call(1, "open", #"{"picture":"photo.png"}"#)], at: place).results[1])
            #expect(opened["session"] as? Int == 1 && opened["current"] as? Int == 0)
            // Both are sent at once: what concerns one session is done one after the other.
            let (results, run) = try talk(
                [
                    Self.call(2, "edit", #"{"session":1,"instruction":"make it brighter","view":64}"#),
                    Self.call(3, "edit", #"{"session":1,"instruction":"turn it to the left","view":0}"#),
                ], at: place)
            #expect(run.status == 0, "\(run.talk)")
            let content = try #require(results[2]?["content"] as? [[String: Any]])
            #expect(content.map { $0["type"] as? String } == ["text", "image", "resource_link"])
            let view = try #require((content[1]["data"] as? String).flatMap { Data(base64Encoded: $0) })
            #expect(try max(Picture(inspecting: view).width, Picture(inspecting: view).height) == 64)
            #expect((results[3]?["content"] as? [[String: Any]])?.count == 2)
            try place.expectWhole()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.count == 2 && session.state.turns.allSatisfy { $0.outcome == .answered })
        }

        @Test("Files outside of the folder are neither read nor written, by links or otherwise")
        func outside() throws {
            let place = try Workplace()
            let inside = place.url.appendingPathComponent("inside")
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: place.url.appendingPathComponent("photo.png"), to: inside.appendingPathComponent("own.png"))
            for (name, target) in [("link.png", "../photo.png"), ("out", "..")] {
                try FileManager.default.createSymbolicLink(
                    atPath: inside.appendingPathComponent(name).path, withDestinationPath: target)
            }
            let paths = ["photo.png", "inside/../photo.png", "inside/link.png", "inside/out/photo.png", "/etc/passwd"]
            let begun = try talk(
                [Self.call(1, "open", #"{"picture":"inside/own.png"}"#)], at: place, ["--folder", "inside"])
            #expect(try structured(begun.results[1])["session"] as? Int == 1)
            let calls =
                paths.map { ("open", #"{"picture":"\#($0)"}"#) }
                + ["photo.png", "inside/link.png"].map {
                    ("edit", #"{"session":1,"instruction":"make it look like @\#($0)"}"#)
                }
                + [("edit", #"{"session":1,"instruction":"blur","region":"./photo.png"}"#)]
                + ["new.png", "inside/../new.png", "inside/out/new.png", "/tmp/retouch-new.png"].map {
                    ("export", #"{"session":1,"path":"\#($0)"}"#)
                }
            let (results, run) = try talk(
                calls.enumerated().map { Self.call($0 + 1, $1.0, $1.1) }, at: place, ["--folder", "inside"])
            #expect(run.status == 0)
            for (index, call) in calls.enumerated() {
                #expect(results[index + 1]?["isError"] as? Bool == true, "\(call)")
                #expect(try text(results[index + 1]).contains("outside"), "\(call)")
            }
            #expect(place.sessions.numbers() == [1] && !place.has("new.png"))
        }

        @Test(
            "A part that is in doubt is refused with what to do about it, and nothing of what was found; said, it is taken"
        )
        func doubt() throws {
            let place = try Workplace()
            try place.add("camera.png", SamplePictures.photograph("camera.png"))
            _ = try talk([Self.call(1, "open", #"{"picture":"camera.png"}"#)], at: place)
            let calls = [
                Self.call(2, "edit", #"{"session":1,"instruction":"make the clothes blue"}"#),
                Self.call(
                    3, "edit",
                    #"{"session":1,"instruction":"make the clothes blue, taking the clothes as found","view":0}"#),
            ]
            let (results, run) = try talk(calls, at: place)
            #expect(run.status == 0 && run.talk.isEmpty, "\(run.talk)")
            #expect(results[2]?["isError"] as? Bool == true)
            let refusal = try text(results[2])
            #expect(refusal.contains("not sure of the clothes: no edge shows where it ends"), "\(refusal)")
            // What a program can do: no command, no option, no question, and nothing that it has not seen.
            #expect(refusal.contains("Mark it with region and name its colour"), "\(refusal)")
            for word in ["/region", "--region", "as found", "(y)es", "y/N", "PixelMask"] {
                #expect(!refusal.contains(word), "\(refusal)")
            }
            #expect(run.output.utf8.count < 200_000)
            let turn = try structured(results[3])
            #expect(turn["turn"] as? Int == 1 && results[3]?["isError"] as? Bool != true, "\(turn)")
            let journal = place.text("sessions/0001/journal.jsonl")
            #expect(journal.contains("unsure(") && !journal.contains("PixelMask"))
            try place.expectWhole()
        }

        @Test("All but a place is a region, and a mask outside of the folder is not read for it")
        func allBut() throws {
            let place = try Workplace()
            let inside = place.url.appendingPathComponent("inside")
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            try place.add("inside/own.png", SamplePictures.gradient())
            let half = (0..<48).flatMap { _ in (0..<64).flatMap { Array(repeating: UInt8($0 < 32 ? 0 : 255), count: 3) }
            }
            try place.add("inside/mask.png", PixelBuffer(width: 64, height: 48, channels: 3, bytes: half))
            try FileManager.default.createSymbolicLink(
                atPath: inside.appendingPathComponent("not out.png").path, withDestinationPath: "../photo.png")
            let outside = [
                "not ./photo.png", "not photo.png", "not inside/../photo.png", "inside/not out.png",
                "not not /etc/passwd",
            ]
            let regions = ["not 25%,25%,50%,50%", "not inside/mask.png"] + outside
            let calls = regions.enumerated().map {
                Self.call(
                    $0 + 2, "edit", #"{"session":1,"instruction":"make it darker","from":0,"view":0,"region":"\#($1)"}"#
                )
            }
            _ = try talk([Self.call(1, "open", #"{"picture":"inside/own.png"}"#)], at: place, ["--folder", "inside"])
            let (results, _) = try talk(calls, at: place, ["--folder", "inside"])
            #expect(try structured(results[2])["turn"] as? Int == 1)
            #expect(try structured(results[3])["turn"] as? Int == 2)
            for (index, region) in outside.enumerated() {
                let refusal = try text(results[index + 4])
                #expect(
                    results[index + 4]?["isError"] as? Bool == true && refusal.contains("outside"),
                    "\(region): \(refusal)")
            }
            let box = try place.sessions.read(1).asked(1).region
            #expect(box?.name == "not 25%,25%,50%,50%" && box?.mask != nil)
        }

        @Test("Where the whole disk is the working folder, a folder has to be named")
        func root() throws {
            let place = try Workplace()
            // The program itself changes there; the test's own folder stays.
            let lines = [Self.hello, Self.call(1, "open", #"{"picture":"\#(place.url.path)/photo.png"}"#)]
            try place.add("lines", Data(lines.map { $0 + "\n" }.joined().utf8))
            for (options, isAllowed) in [([], false), (["--folder", place.url.path], true)] {
                let process = Process()
                process.executableURL = ProgramRun.program
                process.arguments = ["mcp", "--sessions", place.url.path + "/sessions"] + options
                process.environment = ProgramRun.environment(home: place.url)
                process.currentDirectoryURL = URL(fileURLWithPath: "/")
                process.standardInput = try FileHandle(forReadingFrom: place.url.appendingPathComponent("lines"))
                let output = Pipe()
                process.standardOutput = output
                try process.run()
                let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
                #expect(answer.contains("no folder was named") == !isAllowed)
                #expect(place.sessions.numbers().isEmpty == !isAllowed)
            }
        }

        @Test("What a model at the other end makes up is told in words, and nothing is left of it")
        func hostile() throws {
            let place = try Workplace()
            let (results, run) = try talk(
                [
                    Self.call(1, "open", #"{"picture":"photo.png\u0000.jpg"}"#),
                    Self.call(2, "open", #"{"picture":"\u001b]0;x\u0007.png"}"#),
                    Self.call(
                        3, "edit", #"{"session":1,"instruction":"sk-proj-aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5hJ7kL9"}"#),
                    Self.call(4, "edit", #"{"session":1}"#), Self.call(5, "edit", #"{"session":-1,"instruction":"x"}"#),
                    Self.call(6, "undo", #"{"session":1,"steps":1e300}"#), Self.call(7, "open", #"{"page":1}"#),
                    Self.call(8, "export", #"{"session":1,"path":""}"#), "{", "[]", "null",
                ], at: place)
            #expect(run.status == 0)
            for id in 1...8 { #expect(results[id]?["isError"] as? Bool == true, "\(id)") }
            #expect(!run.output.contains("\u{1B}") && !run.talk.contains("\u{1B}"))
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("A key in any argument, or in place of one's name, is refused and told nowhere")
        func keysInArguments() throws {
            let place = try Workplace()
            let key = "AIzaSyLEAKCANARY0123456789abcdefXYZabc"
            let arguments = [
                #"{"picture":"\#(key).png"}"#, #"{"picture":"photo.png","\#(key)":1}"#,
                #"{"picture":["a",{"\#(key)":[]}]}"#,
                #"{"picture":"file:///\#(key)"}"#, #"{"session":1,"instruction":"x","model":"\#(key)@google"}"#,
                #"{"session":1,"instruction":"x","model":"\#(key)"}"#, #"{"session":1,"path":"\#(key)"}"#,
                #"{"session":1,"instruction":"x","region":"\#(key)"}"#,
            ]
            let tools = ["open", "open", "open", "open", "edit", "edit", "export", "edit"]
            let calls = zip(arguments, tools).enumerated().map { Self.call($0 + 2, $1.1, $1.0) }
            let (results, run) = try talk([Self.call(1, "open", #"{"picture":"photo.png"}"#)] + calls, at: place)
            #expect(results[1]?["isError"] as? Bool != true)
            for id in 2..<(2 + calls.count) { #expect(results[id]?["isError"] as? Bool == true, "\(id)") }
            for start in stride(from: 0, through: key.count - 12, by: 1) {
                let part = String(key.dropFirst(start).prefix(12))
                #expect(!run.output.contains(part) && !run.talk.contains(part))
            }
            #expect(place.sessions.numbers() == [1])
        }

        @Test("Nothing is paid beyond the limit where nobody can be asked, and nothing unpriced")
        func limit() async throws {
            let place = try await ServiceWorkplace()
            let edits = (2...4).map {
                Self.call($0, "edit", #"{"session":1,"instruction":"make it red \#($0)","view":0}"#)
            }
            _ = try talk([Self.call(1, "open", #"{"picture":"photo.png"}"#)], at: place.place)
            let (results, run) = try talk(
                edits, at: place.place, ["--limit", "0.08"], environment: place.environment)
            #expect(run.status == 0, "\(run.talk)")
            #expect(place.requests.count == 2)
            #expect((2...4).count { results[$0]?["isError"] as? Bool == true } == 1)
            let unpriced = try talk(
                [Self.call(1, "edit", #"{"session":1,"instruction":"make it red","model":"unheard-of@cometapi"}"#)],
                at: place.place, ["--limit", "100"], environment: place.environment)
            #expect(try text(unpriced.results[1]).contains("not known"))
            #expect(place.requests.count == 2)
        }

        @Test("What says nothing is not sent, and what is told names no options of other commands")
        func blank() async throws {
            let place = try await ServiceWorkplace()
            _ = try talk([Self.call(1, "open", #"{"picture":"photo.png"}"#)], at: place.place)
            let (results, _) = try talk(
                [#"  \n "#, #"\u200b"#, #"\u00a0\t"#].enumerated().map { index, text in
                    Self.call(index + 2, "edit", #"{"session":1,"instruction":"\#(text)","model":"lite"}"#)
                } + [
                    Self.call(8, "export", #"{"session":1,"path":"photo.png"}"#),
                    Self.call(9, "open", #"{"picture":"photo.png","page":7}"#),
                    Self.call(10, "export", #"{"session":1,"path":"sessions/0001/out.png"}"#),
                ], at: place.place, environment: place.environment)
            for id in 2...4 {
                #expect(results[id]?["isError"] as? Bool == true)
                #expect(try text(results[id]).contains("says nothing"))
            }
            #expect(place.requests.isEmpty)
            for id in 8...10 {
                let words = try text(results[id])
                #expect(
                    results[id]?["isError"] as? Bool == true && !words.contains("--") && !words.contains("-o "),
                    "\(words)")
            }
            #expect(try text(results[8]).contains("say replace") && text(results[9]).contains("Leave page out"))
        }

        /// The program with its lines coming one by one.
        private final class Server {
            let process = Process()
            private let input = Pipe()
            private let output = Pipe()

            init(at place: Workplace) throws {
                process.executableURL = ProgramRun.program
                process.arguments = ["mcp"]
                process.environment = ProgramRun.environment(home: place.url)
                process.currentDirectoryURL = place.url
                process.standardInput = input
                process.standardOutput = output
                try process.run()
                send(ProtocolTests.hello)
            }

            func send(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

            /// Ends its lines; all that it has answered.
            func end() throws -> String {
                try input.fileHandleForWriting.close()
                let answers = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                process.waitUntilExit()
                return answers
            }
        }

        private func waitForTurn(at place: Workplace) async throws {
            for _ in 0..<600 {
                if let session = try? place.sessions.read(1), !session.state.turns.isEmpty { return }
                try await Task.sleep(for: .milliseconds(20))
            }
        }

        @Test(
            "A call that is cancelled is written down as that, and gets no answer; so is one when the server is ended")
        func cancelled() async throws {
            for isEnded in [false, true] {
                let place = try Workplace()
                try place.addLarge()
                _ = try talk([Self.call(1, "open", #"{"picture":"large.png","view":0}"#)], at: place)
                let server = try Server(at: place)
                server.send(
                    Self.call(7, "edit", #"{"session":1,"instruction":"\#(LargePicture.slowInstruction)"}"#))
                try await waitForTurn(at: place)
                if isEnded {
                    server.process.terminate()
                    server.process.waitUntilExit()
                    #expect(server.process.terminationStatus == 128 + 15)
                } else {
                    server.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}"#)
                    server.send(Self.request(8, "ping", "{}"))
                    let answers = try server.end()
                    #expect(!answers.contains(#""id":7"#) && answers.contains(#""id":8"#), "\(answers)")
                    #expect(server.process.terminationStatus == 0)
                }
                let turns = try place.sessions.read(1).state.turns
                #expect(turns.map(\.outcome) == [.cancelled])
                try place.expectWhole()
            }
        }
    }
}
