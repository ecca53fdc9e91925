import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Models that are reached over the network") struct AskingTests {
        @Test("With a key in the environment, instructions go to Lite at once")
        func lite() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("make the jacket red", untilPrompt: "0001/1", of: "lite")
            #expect(terminal.screen.text.contains("~$0.03"))
            try terminal.say("/cost", until: "this month")
            try terminal.quit()
            let request = try #require(place.requests.first)
            let body = try #require(request.json)
            let configuration = try #require(body["generationConfig"] as? [String: Any])
            let image = try #require(configuration["imageConfig"] as? [String: String])
            #expect(image == ["aspectRatio": "4:3", "imageSize": "1K"])
            try place.place.expectWhole()
            let session = try place.place.sessions.read(1)
            guard case .answered(let answered)? = try session.ending(of: 1) else { throw CancellationError() }
            #expect(answered.exchange?.service == "cometapi" && answered.exchange?.requests == 1)
            #expect(answered.usage?.outputImageTokens == 1120)
            #expect(answered.change != nil)
            let everything = try FileManager.default.subpathsOfDirectory(atPath: place.place.url.path)
            for file in everything where !file.hasSuffix(".png") && !file.hasSuffix(".jpg") {
                #expect(!place.place.text(file).contains(LoopbackService.key), "the key is in \(file)")
            }
        }

        @Test("Variations are siblings with letters; /pick goes on from one")
        func vary() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/vary 2 make it livelier", until: "2 requests will be sent, about $0.06")
            try terminal.say("n", until: "Not done")
            #expect(place.requests.isEmpty)
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/vary make the jacket {red|blue|green}", until: "3 requests will be sent, about $0.1")
            try terminal.wait(forLine: "Go on? [y/N]")
            try terminal.say("y", until: "/pick A goes on")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            // Whichever was written down first: letters are in the order of the question.
            try terminal.say("/pick C", until: ": make the jacket green")
            try terminal.say("/pick D", until: "only 3 to pick from")
            try terminal.quit()
            #expect(place.requests.count == 3)
            let session = try place.place.sessions.read(1)
            #expect(
                try (1...3).map { try session.asked($0).instruction }.sorted() == [
                    "make the jacket blue", "make the jacket green", "make the jacket red",
                ])
            #expect(session.state.turns.map(\.parent) == [0, 0, 0])
            try place.place.expectWhole()
        }

        @Test("What is asked for together stays within the region that is set")
        func region() throws {
            let place = try Workplace()
            let run = try place.run(
                ["photo.png", "--model", "local"], input: "/region 0,0,50%,50%\n/vary make it {brighter|much darker}\n")
            #expect(run.status == 0, "\(run.talk)")
            let before = try place.picture("sessions/0001/000.png").pixels().bytes
            for turn in ["001", "002"] {
                let after = try place.picture("sessions/0001/\(turn).png").pixels().bytes
                #expect(after.prefix(40) != before.prefix(40) && after.suffix(4000) == before.suffix(4000), "\(turn)")
            }
        }

        @Test("After questions that all failed there is nothing to pick, whatever was asked for before")
        func nothingToPick() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation(["photo.png", "--yes"])
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/vary 2 make it livelier", until: "goes on from it")
            try terminal.say("/set think low", until: "knows no thinking level low")
            try terminal.say("/ask lite,nb2.1 make it a poster", until: "/think")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/pick B", until: "nothing to pick from")
            try terminal.say("/pick 2", untilPrompt: "0001/2", of: "lite")
            try terminal.quit()
        }

        @Test("Several models are asked at once; one that fails leaves the other alone")
        func ask() async throws {
            let place = try await ServiceWorkplace()
            place.service.play(.imageSafety)
            let terminal = try place.conversation(["photo.png", "--yes"])
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/ask lite,nb2.1 make it a poster", until: "goes on from it")
            #expect(terminal.screen.text.contains("held back what the model made"))
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.quit()
            #expect(
                Set(place.requests.map(\.path)) == [
                    "/v1beta/models/gemini-3.1-flash-lite-image:generateContent",
                    "/v1beta/models/gemini-nano-banana-2.1:generateContent",
                ])
            let session = try place.place.sessions.read(1)
            #expect(Set(session.state.turns.map(\.outcome)) == [.answered, .failed])
        }

        @Test("What a model can't be sent is said before money is asked for, and is not in the sum")
        func objections() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/set size 4K", until: "has no size 4K")
            try terminal.say("/ask lite,nb2.1,pro make it a poster", until: "2 requests will be sent")
            #expect(terminal.screen.text.contains("A  lite: This model makes no pictures of size 4K"))
            try terminal.say("n", until: "Not done")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/ask lite,nb make it a poster", until: "This model makes no pictures of size 4K")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            #expect(!terminal.written.contains("about $0.0"))
            try terminal.quit()
            let run = try place.run(["edit", "photo.png", "--size", "4K", "-e", "one thing", "-e", "another"])
            #expect(run.talk.contains("makes no pictures of size 4K") && !run.talk.contains("--yes"), "\(run.talk)")
            try place.place.edit("sepia")
            let replay = try place.run(["replay", "2", "--model", "lite", "--size", "4K"])
            #expect(
                replay.talk.contains("makes no pictures of size 4K") && !replay.talk.contains("--yes"), "\(replay.talk)"
            )
            #expect(place.requests.isEmpty)
        }

        @Test("The request that would pass the budget is not sent")
        func budget() async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(
                ["edit", "photo.png", "--budget", "0.05", "--yes", "-e", "one thing", "-e", "another thing"])
            #expect(run.status == 1)
            #expect(run.talk.contains("would pass the session's budget of $0.050"))
            #expect(place.requests.count == 1)
        }

        @Test("More than one paid request needs --yes where nobody can be asked")
        func yes() async throws {
            let place = try await ServiceWorkplace()
            let refused = try place.run(["edit", "photo.png", "-e", "one thing", "-e", "another"])
            #expect(refused.status == 64)
            #expect(refused.talk.contains("2 requests would be sent to lite, about $0.068"))
            #expect(place.requests.isEmpty && !place.place.has("sessions"))
        }

        @Test("After five edits in a chain there is one hint, and /squash makes one edit of them")
        func hintAndSquash() async throws {
            let place = try await ServiceWorkplace()
            let lines = (1...7).map { "change number \($0)" }.joined(separator: "\n") + "\n"
            let run = try place.run(["photo.png"], input: lines)
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.components(separatedBy: "wear a picture").count == 2, "said once: \(run.talk)")
            let terminal = try place.conversation(["resume", "1"])
            try terminal.wait(forPrompt: "0001/7", of: "lite")
            try terminal.say("/squash 2-4", untilPrompt: "0001/8", of: "lite")
            try terminal.quit()
            let session = try place.place.sessions.read(1)
            #expect(session.state.turn(8)?.parent == 1)
            #expect(
                try session.asked(8).instruction
                    == "Make all of these edits together: (1) change number 2; (2) change number 3; (3) change number 4"
            )
        }

        @Test("A size or more pictures than Lite has are refused with the models that can, and nothing is sent")
        func refusals() async throws {
            let place = try await ServiceWorkplace()
            let size = try place.run(["edit", "photo.png", "--size", "4K", "-e", "x"])
            #expect(size.status == 1)
            #expect(size.talk.contains("no pictures of size 4K") && size.talk.contains("--model nb2.1"))
            let attached = (1...4).map { "@\"photo.png\" \($0)" }.joined(separator: " ")
            let many = try place.run(["edit", "photo.png", "-e", "combine \(attached)"])
            #expect(many.status == 1)
            #expect(many.talk.contains("4 attached pictures are more than the 3"), "\(many.talk)")
            let only = try place.place.run(
                ["edit", "photo.png", "--model", "imagen-4.0-generate-001@google", "-e", "x"],
                environment: ["GEMINI_API_KEY": LoopbackService.key, "GEMINI_BASE_URL": place.server.base])
            #expect(only.status == 64)
            #expect(only.talk.contains("There is no model"), "nothing answers under such a name any more")
            #expect(place.server.requests.isEmpty)
        }

        @Test("A picture is made from words where none is open")
        func fromWords() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation([])
            try terminal.wait(forLine: "retouch>")
            try terminal.say("a red chair before a white wall", untilPrompt: "0001/0", of: "lite")
            try terminal.say("make it blue", untilPrompt: "0001/1", of: "lite")
            try terminal.quit()
            let session = try place.place.sessions.read(1)
            #expect(try session.opened().made?.instruction == "a red chair before a white wall")
            #expect(session.spent > 0.06)
            try place.place.expectWhole()
        }

        @Test("Without a key a remote model is refused before there is a session")
        func noKey() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "--model", "lite", "-e", "x"])
            #expect(run.status == 77)
            #expect(run.talk.contains("COMETAPI_KEY"))
            #expect(!place.has("sessions"))
        }

        @Test("A plain http address gets no key")
        func plainHTTP() throws {
            let place = try Workplace()
            let run = try place.run(
                ["edit", "photo.png", "--model", "lite", "-e", "x"],
                environment: ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": "http://192.0.2.1"])
            #expect(run.status == 78)
            #expect(run.talk.contains("https://") && !run.talk.contains(LoopbackService.key))
        }

        @Test("A model that no catalogue has is asked if the service is named, with a warning")
        func unknownModel() async throws {
            let place = try await ServiceWorkplace()
            let refused = try place.run(["edit", "photo.png", "--model", "gemini-9-image", "-e", "x"])
            #expect(refused.status == 64)
            let run = try place.run(["edit", "photo.png", "--model", "gemini-9-image@cometapi", "-e", "x"])
            #expect(run.talk.contains("is in no catalogue here"))
            #expect(place.requests.map(\.path) == ["/v1beta/models/gemini-9-image:generateContent"])
        }
    }
}
