import Foundation
import ImageModels
import Pictures
import Sessions
import Synchronization
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("Answers that can't be read") struct KeptAnswerTests {
        @Test(
            "stay as they came, are told with the way on, and are booked",
            arguments: [Scenario.notJSON, .notBase64, .pageWith200, .truncatedJSON, .nothingAtAll])
        func kept(_ scenario: Scenario) async throws {
            let remote = try await RemotePlace(scenario)
            let run = try await remote.edit()
            #expect(run.status != 0)
            #expect(run.talk.contains("What came was kept in sessions/0001/001.received.bin"), "\(run.talk)")
            #expect(run.talk.contains("/lock 1 reads it again"), "\(run.talk)")
            #expect(!run.talk.contains("Nothing was charged"), "\(run.talk)")
            #expect(try !remote.place.data("sessions/0001/001.received.bin").isEmpty)
            #expect(try remote.session().spent > 0.03)
            try remote.place.expectWhole()
        }

        @Test("are found where the program ended before their file had its name")
        func underItsFirstName() async throws {
            let remote = try await RemotePlace(.notJSON)
            _ = try await remote.edit()
            // As it is between the last byte and the renaming: the turn has not ended.
            let journal = remote.place.url.appendingPathComponent("sessions/0001/journal.jsonl")
            let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
            try Data((lines.dropLast().joined(separator: "\n") + "\n").utf8).write(to: journal)
            let folder = remote.place.url.appendingPathComponent("sessions/0001")
            let answer = folder.appendingPathComponent("001.received.bin")
            let data = try Data(contentsOf: answer)
            try FileManager.default.moveItem(
                at: answer, to: folder.appendingPathComponent(".unfinished-001.received.bin"))
            let run = try await remote.run(["resume", "1"], input: "/history\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(try Data(contentsOf: answer) == data)
            try remote.place.expectWhole()
        }

        @Test("are read again by /lock, without a request")
        func readAgain() async throws {
            // What a later version would understand: here, the bytes become an answer in order.
            let remote = try await RemotePlace()
            _ = try await remote.edit()
            let received = try remote.session().receivedPicture(1)
            remote.service.play(.notJSON)
            _ = try await remote.run(["resume", "1"], input: "make it blue\n")
            let json =
                #"{"candidates":[{"content":{"parts":[{"inlineData":{"data":"\#(received.data.base64EncodedString())"}}]},"finishReason":"STOP"}]}"#
            try remote.place.add("sessions/0001/002.received.bin", Data(json.utf8))
            let before = remote.server.requests.count
            let run = try await remote.run(["resume", "1"], input: "/lock 2 off\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(remote.server.requests.count == before)
            #expect(try remote.session().receivedRecord(3).sha256 == received.sha256)
            try remote.place.expectWhole()
        }

        @Test("whose picture lies behind a link that can't be had now are kept, and had later without a request")
        func link() async throws {
            let remote = try await RemotePlace()
            _ = try await remote.edit()
            let received = try remote.session().receivedPicture(1)
            let isOpen = Mutex(false)
            let files = try await LoopbackServer { _ in
                isOpen.withLock { $0 }
                    ? Answer(200, headers: [("Content-Type", "image/png")], body: received.data)
                    : Answer(500, body: Data("boo".utf8))
            }
            let link = "\(files.base)/picture.png"
            let server = try await LoopbackServer { _ in
                .text(
                    #"{"candidates":[{"content":{"parts":[{"fileData":{"fileUri":"\#(link)"}}]}}]}"#,
                    "application/json")
            }
            try remote.allowLinks()
            let environment = ["COMETAPI_BASE_URL": server.base]
            let run = try await remote.run(["resume", "1"], input: "make it blue\n", environment: environment)
            #expect(run.status != 0 && run.talk.contains("002.received.bin"), "\(run.talk)")
            isOpen.withLock { $0 = true }
            let again = try await remote.run(["resume", "1"], input: "/lock 2 off\n", environment: environment)
            #expect(again.status == 0, "\(again.talk)")
            #expect(server.requests.count == 1)
            #expect(try remote.session().receivedRecord(3).sha256 == received.sha256)
        }

        @Test("of a model that answers by links tell how the link is fetched, where links are not to be fetched now")
        func linkLater() async throws {
            let remote = try await RemotePlace()
            let files = try await LoopbackServer { _ in Answer(404, body: Data()) }
            let server = try await LoopbackServer { _ in
                .text(#"{"data":[{"url":"\#(files.base)/gone.png"}]}"#, "application/json")
            }
            let environment = ["COMETAPI_BASE_URL": server.base]
            let run = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "seedream", "--links", "always"],
                environment: environment)
            #expect(run.status != 0 && run.talk.contains("001.received.bin"), "\(run.talk)")
            let again = try await remote.run(["resume", "1"], input: "/lock 1\n", environment: environment)
            #expect(again.talk.contains("/set links always, then /lock 1"), "\(again.talk)")
            #expect(server.requests.count == 1)
        }

        @Test(
            "whose picture nothing here can read stay whole, with all that the service said",
            arguments: ["BM\u{1}\u{2} a bitmap", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\u{89}PNG\r\n"])
        func unknownPicture(_ text: String) async throws {
            let remote = try await RemotePlace()
            let picture = Data(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }).base64EncodedString()
            let body =
                #"{"candidates":[{"content":{"parts":[{"inlineData":{"data":"\#(picture)"}}]}}],"modelVersion":"x-1"}"#
            let server = try await LoopbackServer { _ in .text(body, "application/json") }
            let environment = ["COMETAPI_BASE_URL": server.base]
            let run = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "lite"], environment: environment)
            #expect(run.status != 0 && run.talk.contains("/lock 1"), "\(run.talk)")
            #expect(try remote.place.data("sessions/0001/001.received.bin") == Data(body.utf8))
            #expect(try remote.session().unreadAnswer(of: 1)?.data == Data(body.utf8))
            let again = try await remote.run(["resume", "1"], input: "/lock 1\n", environment: environment)
            #expect(again.status != 0 && again.talk.contains("001.received.bin"), "\(again.talk)")
            #expect(server.requests.count == 1)
            try remote.place.expectWhole()
        }

        @Test("A body that is the picture itself is the picture", arguments: ["lite", "gpt2"])
        func bodyIsPicture(model: String) async throws {
            let remote = try await RemotePlace()
            _ = try await remote.edit()
            let received = try remote.session().receivedPicture(1)
            let server = try await LoopbackServer { _ in
                Answer(200, headers: [("Content-Type", "image/png")], body: received.data)
            }
            let run = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", model],
                environment: ["COMETAPI_BASE_URL": server.base])
            #expect(run.status == 0, "\(run.talk)")
        }

        @Test("A link that may not be fetched can be fetched later, without a request")
        func linkNotAllowed() async throws {
            let remote = try await RemotePlace()
            let server = try await LoopbackServer { _ in
                .text(
                    #"{"candidates":[{"content":{"parts":[{"fileData":{"fileUri":"https://a.example/p.png"}}]}}]}"#,
                    "application/json")
            }
            let environment = ["COMETAPI_BASE_URL": server.base]
            _ = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "lite", "--links", "never"],
                environment: environment)
            let again = try await remote.run(
                ["resume", "1"], input: "/set links never\n/lock 1\n", environment: environment)
            #expect(again.talk.contains("/set links always, then /lock 1"), "\(again.talk)")
            #expect(server.requests.count == 1)
        }

        @Test("An error beside a whole picture does not throw the picture away", arguments: ["lite", "gpt2"])
        func errorBesidePicture(model: String) async throws {
            let remote = try await RemotePlace()
            _ = try await remote.edit()
            let data = try remote.session().receivedPicture(1).data.base64EncodedString()
            let error = #""error":{"code":500,"message":"boo"}"#
            let server = try await LoopbackServer { _ in
                .text(
                    model == "lite"
                        ? #"{\#(error),"candidates":[{"content":{"parts":[{"inlineData":{"data":"\#(data)"}}]}}]}"#
                        : #"{\#(error),"data":[{"b64_json":"\#(data)"}]}"#,
                    "application/json")
            }
            let run = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", model],
                environment: ["COMETAPI_BASE_URL": server.base])
            #expect(run.status == 0, "\(run.talk)")
            #expect(server.requests.count == 1)
        }

        @Test("A wait of any length is told and not waited for", arguments: ["1e30", "99999999999999999999", "86400"])
        func longWait(_ seconds: String) async throws {
            let place = try Workplace()
            let server = try await LoopbackServer { _ in
                Answer(429, headers: [("Retry-After", seconds)], body: Data("{}".utf8))
            }
            let run = try place.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "lite"],
                environment: ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": server.base])
            #expect(run.status == 75, "\(run.talk)")
            #expect(server.requests.count == 1)
            await server.stop()
        }
    }
}
