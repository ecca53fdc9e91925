import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("Other routes, lists and keys") struct RouteTests {
        @Test(
            "An edit by OpenAI's format sends a form and keeps the picture, as base64 or by a link of the service's own"
        )
        func openAI() async throws {
            let remote = try await RemotePlace()
            remote.service.play(.picture, .nestedData)
            for turn in 1...2 {
                let run = try await remote.edit("--model", "gpt2", instruction: "make the middle red")
                #expect(run.status == 0, "\(run.talk)")
                #expect(remote.server.requests.count == turn)
            }
            let request = try #require(remote.server.requests.first)
            #expect(request.path == "/v1/images/edits")
            #expect(request.header("Authorization") == "Bearer \(LoopbackService.key)")
            let run = try await remote.run(["verify", "1"])
            #expect(run.status == 0, "\(run.talk)")
            try remote.expectNoKey(in: run)
        }

        @Test(
            "What OpenAI's format refuses for its content is told as such",
            arguments: [
                (
                    Scenario.openAI400Moderation, ServiceFailure.Kind.againstRules,
                    "refused the instruction or a picture"
                ),
                (.openAI400Picture, .badRequest, "Invalid image data."),
            ])
        func openAIRefusal(_ scenario: Scenario, _ kind: ServiceFailure.Kind, _ words: String) async throws {
            let remote = try await RemotePlace(scenario)
            let run = try await remote.edit("--model", "gpt2")
            #expect(run.status == 1, "\(run.talk)")
            #expect(run.talk.contains(words), "\(run.talk)")
            guard case .failed(let failed) = try remote.ending() else {
                Issue.record("turn 1 has not failed")
                return
            }
            #expect(failed.service?.kind == kind)
            #expect(remote.server.requests.count == 1)
        }

        @Test(
            "A prediction is begun once and asked for until it is there",
            arguments: [
                (Scenario.picture, 4), (.predictionAtOnce, 1), (.predictionInList, 4),
            ])
        func prediction(_ scenario: Scenario, _ requests: Int) async throws {
            let remote = try await RemotePlace(scenario)
            try remote.allowLinks()
            let run = try await remote.edit("--model", "kontext", "--links", "always")
            #expect(run.status == 0, "\(run.talk)")
            let paths = remote.server.requests.map { "\($0.method) \($0.path)" }
            #expect(paths.filter { $0.hasPrefix("POST") }.count == 1)
            #expect(paths.filter { $0.contains("/predictions") }.count == requests)
            // The picture is fetched without the key.
            let fetch = try #require(remote.server.requests.last)
            #expect(fetch.path.hasPrefix("/pictures/") && fetch.header("Authorization") == nil)
            #expect(try remote.ending()?.requests == remote.server.requests.count)
            try remote.place.expectWhole()
        }

        @Test(
            "A prediction that fails or comes to nothing leaves the picture as it was",
            arguments: [
                (Scenario.predictionFails, "flagged as sensitive"), (.predictionCancelled, "stopped in the middle"),
                (.predictionOfNothing, "gave no picture"),
            ])
        func failedPrediction(_ scenario: Scenario, _ words: String) async throws {
            let remote = try await RemotePlace(scenario)
            let run = try await remote.edit("--model", "kontext", "--links", "always")
            #expect(run.status == 1, "\(run.talk)")
            #expect(run.talk.contains(words), "\(run.talk)")
            #expect(try remote.ending()?.requests == remote.server.requests.count)
            try remote.place.expectWhole()
        }

        @Test("^C tells a prediction to stop")
        func cancelledPrediction() async throws {
            let remote = try await RemotePlace(.predictionNeverEnds)
            let terminal = try remote.conversation(["photo.png", "--model", "kontext"])
            try terminal.wait(forLine: "0001/0 kontext>")
            terminal.type("make the middle red\r")
            try await remote.server.wait { $0.count >= 2 }
            terminal.type("\u{3}")
            try terminal.wait(forLine: "0001/0 kontext>")
            try await remote.server.wait { $0.contains { $0.path.hasSuffix("/cancel") } }
            #expect(remote.service.cancelledPredictions == 1)
            try terminal.quit()
        }

        @Test("A wrong key, and no key, is told with the way to put it right; without a key nothing is sent")
        func keys() async throws {
            let remote = try await RemotePlace()
            let wrong = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "lite"],
                environment: ["COMETAPI_KEY": "sk-wrong-0123456789abcdef"])
            #expect(wrong.status == 77 && wrong.talk.contains("Check COMETAPI_KEY"), "\(wrong.talk)")
            #expect(!wrong.talk.contains("sk-wrong-0123456789abcdef"))
            let none = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "lite"], environment: ["COMETAPI_KEY": ""])
            #expect(none.status == 77 && none.talk.contains("retouch key set cometapi"), "\(none.talk)")
            #expect(remote.server.requests.count == 1)
        }

        @Test("An address that is not https and not this machine's gets no key and no request")
        func insecureAddress() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(
                ["edit", "photo.png", "-e", "make it red", "--model", "lite"],
                environment: ["COMETAPI_BASE_URL": "http://192.0.2.1:8080"])
            #expect(run.status == 78, "\(run.talk)")
            #expect(run.talk.contains("COMETAPI_BASE_URL"), "\(run.talk)")
            #expect(remote.server.requests.isEmpty)
        }

        @Test("models --live asks once, without the key where none is needed, and tells what the catalogue does not")
        func liveModels() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(["models", "--live"])
            #expect(run.status == 0, "\(run.talk)")
            #expect((run.output + run.talk).contains("CometAPI lists 10 models"), "\(run.output)")
            let listed = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(listed.contains("listed now by cometapi"), "\(run.output)")
            #expect(listed.contains("NOT LISTED by cometapi"), "\(run.output)")
            #expect(remote.server.requests.map(\.path) == ["/api/models"])
            try remote.expectNoKey(in: run)
        }

        @Test("A picture that comes by a link is fetched once it is allowed, and is told")
        func links() async throws {
            let remote = try await RemotePlace(.fileData)
            try remote.allowLinks()
            let run = try await remote.edit()
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("The picture came by a link to 127.0.0.1."))
            #expect(remote.server.requests.map(\.method) == ["POST", "GET"])
            #expect(remote.server.requests[1].header("x-goog-api-key") == nil)
            #expect(try remote.session().receivedRecord(1).sha256 == remote.service.played[0].picture)
        }

        @Test(
            "With the whole conversation, signatures go back unchanged, and a service that refuses them is asked without"
        )
        func history() async throws {
            let remote = try await RemotePlace()
            remote.service.play(.picture, .picture, .google400Signature)
            let run = try await remote.run(
                ["edit", "photo.png", "--with", "history=full", "--yes"]
                    + ["red", "blue", "green"].flatMap { ["-e", "make the middle \($0)"] })
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("it was asked with the picture alone"), "\(run.talk)")
            let lengths = remote.server.requests.map { ($0.json?["contents"] as? [Any])?.count }
            #expect(lengths == [1, 3, 5, 1])
            #expect(try remote.ending(of: 3)?.requests == 2)
        }

        @Test("A streamed answer is the same turn")
        func streaming() async throws {
            let remote = try await RemotePlace(.textAndPicture, signatureCharacters: 2_000_000)
            let run = try await remote.edit("--with", "stream=on")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("“Here is the picture.”"), "\(run.talk)")
            let request = try #require(remote.server.requests.first)
            #expect(request.target.hasSuffix(":streamGenerateContent?alt=sse"))
            #expect(try remote.session().receivedRecord(1).sha256 == remote.service.played[0].picture)
        }

        @Test("A trace has every request, without pictures and without the key")
        func trace() async throws {
            let remote = try await RemotePlace()
            remote.service.play(.comet503)
            let run = try await remote.edit("--trace", "trace.jsonl")
            #expect(run.status == 0, "\(run.talk)")
            let lines = remote.place.text("trace.jsonl").split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.allSatisfy { $0.utf8.count < 4000 })
            try remote.expectNoKey(in: run)
        }
    }
}
