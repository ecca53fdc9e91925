import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Prices, models and servers of one's own") struct MoneyAndModelsTests {
        @Test("With a budget nothing is sent at a price that nobody knows, and --yes is no price")
        func unknownPrice() async throws {
            let place = try await ServiceWorkplace()
            let model = ["--model", "gemini-9-image@cometapi"]
            let refused = try place.run(["edit", "photo.png", "--budget", "2", "--yes", "-e", "x"] + model)
            #expect(refused.status == 1)
            #expect(refused.talk.contains("price of gemini-9-image is not known"), "\(refused.talk)")
            #expect(refused.talk.contains("--price 0.04"))
            let several = try place.run(["edit", "photo.png", "--yes", "-e", "x", "-e", "y"] + model)
            #expect(several.status == 64)
            #expect(several.talk.contains("--price 0.04"), "\(several.talk)")
            #expect(place.requests.isEmpty)
            let dear = try place.run(["edit", "photo.png", "--budget", "2", "--price", "3", "-e", "x"] + model)
            #expect(dear.talk.contains("would pass the session's budget"), "\(dear.talk)")
            #expect(place.requests.isEmpty)
        }

        @Test("In a conversation the price is asked for and told by /set price")
        func setPrice() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation(["photo.png", "--model", "gpt2.6-flare", "--budget", "5"])
            try terminal.wait(forPrompt: "0001/0", of: "gpt2.6-flare")
            try terminal.say("/set quality max", until: "quality max")
            try terminal.say("make it red", until: "is not known, so the budget of $5.00")
            #expect(place.requests.isEmpty)
            try terminal.say("/set price 0.30", until: "price $0.300")
            try terminal.say("make it red", untilPrompt: "0001/1", of: "gpt2.6-flare")
            #expect(terminal.screen.text.contains("$0.300"))
            try terminal.quit()
        }

        @Test("A price that is said holds for the model that it was said of, and /set price off takes it away")
        func priceOfOneModel() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation(["photo.png", "--price", "0.5"])
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/vary 2 make it livelier", until: "2 requests will be sent, about $1.00")
            try terminal.say("n", until: "Not done")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/model pro", until: "The model is gemini-3-pro-image")
            try terminal.wait(forPrompt: "0001/0", of: "pro")
            try terminal.say("/vary 2 make it livelier", until: "2 requests will be sent, about $0.27")
            try terminal.say("n", until: "Not done")
            try terminal.wait(forPrompt: "0001/0", of: "pro")
            try terminal.say("/ask lite,pro make it livelier", until: "2 requests will be sent, about $0.6")
            try terminal.say("n", until: "Not done")
            try terminal.wait(forPrompt: "0001/0", of: "pro")
            try terminal.say("/model lite", until: "costs $0.500, as you said")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/set price off", until: "price auto")
            try terminal.say("/vary 2 make it livelier", until: "2 requests will be sent, about $0.06")
            try terminal.say("n", until: "Not done")
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/set price 0.25", until: "price $0.250 for lite")
            try terminal.quit()
            #expect(place.requests.isEmpty)
            let resumed = try place.run(["resume", "1", "--yes"], input: "/set\n/model pro\n/set\n")
            #expect(resumed.output.contains("$0.250 for lite"), "\(resumed.output) \(resumed.talk)")
            #expect(
                resumed.output.contains("auto, $0.250 for gemini-3.1-flash-lite-image@cometapi"), "\(resumed.output)")
        }

        @Test("/cost and doctor --live tell what is left of the credit")
        func credit() async throws {
            let place = try await ServiceWorkplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0", of: "lite")
            try terminal.say("/cost", until: "$3.12 left, $6.88 used")
            try terminal.quit()
            let doctor = try place.run(["doctor", "--live"])
            #expect(doctor.output.contains("$3.12 left"), "\(doctor.output)")
        }

        @Test("A price that can only be that of text does not become the price of pictures")
        func livePrices() async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(["models", "--live"])
            #expect(run.status == 0, "\(run.talk)")
            let flat = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(flat.contains("$3.0 per million out is taken for text, not for pictures"), "\(flat)")
            let objects = try place.run(["models", "--live", "--json"]).objects()
            func price(_ id: String) throws -> [String: Any] {
                let object = try #require(objects.first { $0["id"] as? String == id })
                let live = try #require(object["live"] as? [String: Any])
                return try #require((live["prices"] as? [String: Any])?["cometapi"] as? [String: Any])
            }
            #expect(try price("gpt-image-2.6-flare")["outputImage"] as? Double == 24)
            #expect(try price("gpt-image-2")["inputImage"] as? Double == 6.4, "not what text costs")
            #expect(try price("gpt-image-2")["inputText"] as? Double == 4)
            #expect(try price("gemini-3.1-flash-lite-image")["outputImage"] as? Double == 24)
            #expect(flat.contains("NOT LISTED by cometapi"))
            #expect(
                flat.contains("CometAPI's $0.00003 a request is far from the $0.03 that was known: not taken"),
                "\(flat)")
            #expect(try price("seedream-4-0-250828")["perPicture"] as? Double == 0.03)
            #expect(try price("grok-imagine-image-2.0")["perPictureBySize"] as? [String: Double] != nil)
            let source = try price("gemini-3.1-flash-lite-image")["source"] as? String
            #expect(source?.contains("; the rest: assumed to be Google's") == true, "\(source ?? "")")
        }

        @Test("What the services list otherwise is shown, and kept only if that is wanted")
        func update() async throws {
            let place = try await ServiceWorkplace()
            let file = ".config/retouch/models.json"
            let shown = try place.run(["models", "--update"])
            #expect(shown.status == 64 && !place.place.has(file))
            #expect(shown.output.contains("lite at cometapi: "), "\(shown.output)")
            #expect(shown.output.contains("pictures out $30.0 is $24.0"))
            #expect(try place.run(["models", "--update", "--yes"]).status == 0)
            #expect(place.place.text(file).contains("gemini-3.1-flash-lite-image"))
            let edit = try place.run(["edit", "photo.png", "-e", "make it red", "-e", "and blue"])
            #expect(edit.talk.contains("about $0.05"), "at the new price: \(edit.talk)")
            let again = try place.run(["models", "--update"])
            #expect(again.talk.contains("nothing new to keep"), "\(again.output) \(again.talk)")
        }

        @Test(
            "A list that names no model that is known here takes none away, and one that can't be read costs nothing",
            arguments: [#"{"data":[]}"#, #"{"data":[{"id":"other"}]}"#, #"{"hello":1}"#, "<html></html>"])
        func foreignList(_ text: String) async throws {
            let place = try Workplace()
            let server = try await LoopbackServer(
                script: Array(repeating: .text(text, text.hasPrefix("<") ? "text/html" : "application/json"), count: 4))
            let environment = ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": server.base]
            for arguments in [["models", "--update", "--yes"], ["models", "--live"]] {
                let run = try place.run(arguments, environment: environment)
                #expect(run.status != 0 && run.talk.contains("No service told its models"), "\(run.talk)")
                #expect(!run.talk.contains("may have been charged") && !run.talk.contains("/retry"), "\(run.talk)")
            }
            #expect(!place.has(".config/retouch/models.json"))
            await server.stop()
        }

        @Test("A price that the service's list tells no more is said at the next asking")
        func toldNoMore() async throws {
            let place = try Workplace()
            func asked(_ pricing: String, _ arguments: [String]) async throws -> ProgramRun {
                let list = "{\"data\":[{\"id\":\"gemini-3.1-flash-lite-image\",\"pricing\":\(pricing)}]}"
                let server = try await LoopbackServer(script: [.text(list, "application/json")])
                let run = try place.run(
                    arguments, environment: ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": server.base])
                await server.stop()
                return run
            }
            let kept = try await asked(#"{"input":0.2,"output":24}"#, ["models", "--update", "--yes"])
            #expect(kept.status == 0, "\(kept.talk)")
            for arguments in [["models", "--live"], ["models", "--update", "--yes"]] {
                let run = try await asked("null", arguments)
                let flat = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(flat.contains("CometAPI told $24.0 for pictures out on"), "\(flat)")
                #expect(flat.contains("tells it no more"))
            }
        }

        @Test("What a session may cost holds when it is gone on with, wherever it was said", arguments: [true, false])
        func budgetStays(isEdit: Bool) async throws {
            let place = try await ServiceWorkplace()
            let options = ["photo.png", "--budget", "0.05", "--size", "1K"]
            let first =
                isEdit
                ? try place.run(["edit", "-e", "make it red"] + options)
                : try place.run(options, input: "make it red\n")
            #expect(first.status == 0, "\(first.talk)")
            let again = try place.run(["resume", "1"], input: "/set\nmake it blue\n")
            #expect(again.talk.contains("would pass the session's budget"), "\(again.talk)")
            #expect(again.output.contains("$0.05") && again.output.contains("1K"), "\(again.output)")
            #expect(place.requests.count == 1)
        }

        @Test("A format is set for the models that can be asked for it, and refused in words elsewhere")
        func format() async throws {
            let place = try await ServiceWorkplace()
            let asked = ["edit", "photo.png", "-e", "make it red", "--with", "format=webp", "--with", "compression=30"]
            let run = try place.run(asked + ["--model", "gpt2"])
            #expect(run.status == 0, "\(run.talk)")
            let body = try #require(place.requests.first?.body)
            #expect(body.range(of: Data("name=\"output_format\"\r\n\r\nwebp\r\n".utf8)) != nil)
            #expect(body.range(of: Data("name=\"output_compression\"\r\n\r\n30\r\n".utf8)) != nil)
            let refused = try place.run(asked)
            #expect(refused.status == 1 && refused.talk.contains("can't be asked for webp"), "\(refused.talk)")
            #expect(refused.talk.contains("/model gpt2"), "\(refused.talk)")
            #expect(place.requests.count == 1)
            #expect(
                try place.run(asked.map { $0 == "format=webp" ? "format=gif" : $0 }).talk.contains("png, jpeg, webp"))
        }

        @Test("The list of models fits into 80 columns and tells price, end and successor")
        func listing() throws {
            let place = try Workplace()
            let run = try place.run(["models"])
            #expect(run.status == 0)
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 80 })
            #expect(!lines.dropLast().contains { $0.allSatisfy(\.isWhitespace) })
            let flat = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // Which of them are over changes with the day.
            let today = Date().formatted(.iso8601.year().month().day().dateSeparator(.dash))
            var ends = 0
            for entry in ModelCatalogue.standard.models {
                for (service, day) in entry.retires ?? [:] {
                    let end =
                        day <= today ? "end at \(service) was announced for \(day)" : "ends at \(service) on \(day)"
                    let next = entry.successor.flatMap { ModelCatalogue.standard[$0] }?.names.first
                    #expect(flat.contains("\(end); successor \(next ?? "?")"), "\(flat)")
                    ends += 1
                }
            }
            #expect(ends >= 3)
            #expect(!flat.lowercased().contains("imagen 4"))
            for name in ["seedream", "flux2", "grok", "qwen", "gpt2.6-flare", "gpt2.6-sunburst"] {
                #expect(lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
            }
            let objects = try place.run(["models", "--json"]).objects()
            #expect(objects.count >= 18)
            // Three lines a model at most, on the whole fewer.
            #expect(lines.count < objects.count * 3, "\(run.output)")
            let header = try #require(lines.first)
            for title in ["model", "a turn", "sizes", "arena", "good at"] { #expect(header.contains(title)) }
            let one = try place.run(["models", "lite"])
            #expect(one.output.contains("Nano Banana 2 Lite") && one.output.contains("3 attached pictures"))
            #expect(try place.run(["models", "lit"]).status == 64)
        }

        @Test("A model that ends soon is asked, with its successor named and not taken")
        func successor() async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(["edit", "photo.png", "--model", "gpt1.5", "-e", "make it red"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("--model gpt2.6-flare"), "\(run.talk)")
            #expect(place.requests.first?.body.range(of: Data("gpt-image-1.5".utf8)) != nil)
        }

        @Test("An id of OpenAI's that nobody knows takes GPT Image 2's sizes")
        func unknownGPT() async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(["edit", "photo.png", "--model", "gpt-image-9@cometapi", "-e", "x"])
            #expect(run.talk.contains("is in no catalogue here"), "\(run.talk)")
            let body = try #require(place.requests.first?.body)
            // 4:3 at a million pixels, as any size can be had.
            #expect(body.range(of: Data("1184x880".utf8)) != nil)
        }

        @Test("A server of one's own edits without a key and without a price, and goes on when the session does")
        func own() async throws {
            let place = try Workplace()
            var options = LoopbackService.Options()
            options.manners = .own
            let server = try await LoopbackServer(LoopbackService(options: options))
            let model = "some-model@\(server.base)/v1"
            let run = try place.run(
                [
                    "edit", "photo.png", "--model", model, "--with", "extra=steps=20", "--budget", "0", "-e",
                    "make it red", "-e", "and blue",
                ])
            #expect(run.status == 0, "\(run.talk)")
            let posts = server.requests.filter { $0.method == "POST" }
            #expect(posts.map(\.path) == ["/v1/images/edits", "/v1/images/edits"])
            #expect(posts.allSatisfy { $0.header("authorization") == nil })
            #expect(posts[0].body.range(of: Data("name=\"steps\"\r\n\r\n20\r\n".utf8)) != nil)
            #expect(posts[0].body.range(of: Data("some-model".utf8)) != nil)
            #expect(try place.sessions.read(1).spent == 0)
            let terminal = try place.conversation(["photo.png", "--model", model], columns: 110)
            try terminal.wait(forLine: "0002/0 some-model>")
            try terminal.say("/set extra guidance 3.5", until: "guidance=3.5")
            terminal.type("make it red\r")
            try terminal.wait(forLine: "0002/1 some-model>")
            try terminal.say("/set size 2K", until: "size 2K")
            try terminal.quit()
            let again = try place.conversation(["resume", "2"], columns: 110)
            try again.wait(forLine: "0002/1 some-model>")
            try again.quit()
            try place.expectWhole()
            await server.stop()
        }

        @Test("A server that is named without its scheme is told with it")
        func withoutScheme() throws {
            let place = try Workplace()
            for (name, told) in [
                ("localhost:8080", "http://localhost:8080"), ("192.168.1.20:7860/v1", "http://192.168.1.20:7860"),
                ("127.0.0.1", "http://127.0.0.1"), ("box.local:80", "http://box.local:80"),
            ] {
                let run = try place.run(["edit", "photo.png", "--model", "x@\(name)", "-e", "x"])
                #expect(run.status == 64 && run.talk.contains(told), "\(run.talk)")
            }
            let run = try place.run(["edit", "photo.png", "--model", "x@commetapi", "-e", "x"])
            #expect(run.status == 64 && run.talk.contains("Did you mean cometapi"), "\(run.talk)")
        }

        @Test("No key goes to an address that is typed, nor anything by plain http elsewhere")
        func ownElsewhere() throws {
            let place = try Workplace()
            let run = try place.run(
                ["edit", "photo.png", "--model", "qwen-image-edit@http://192.0.2.1:8080", "-e", "x"],
                environment: ["OPENAI_API_KEY": LoopbackService.key])
            #expect(run.status == 64, "\(run.talk)")
            #expect(!run.talk.contains(LoopbackService.key))
        }

        @Test("Of a server of one's own no charge is spoken, and what it lacks is told")
        func ownFailure() async throws {
            let place = try Workplace()
            for (body, status, words) in [
                (#"{"detail":"Not Found"}"#, 404, "has no POST /v1/images/edits (HTTP 404): Not Found"),
                (#"{"detail":[{"loc":["body","image"],"msg":"Field required"}]}"#, 422, "image: Field required"),
                ("{}", 200, "gave no picture"), ("not JSON", 200, "makes no sense"),
                (#"{"data":[{"b64_json":"aGVsbG8gd29ybGQsIHRoaXMgaXMgbm8gcGljdHVyZQ=="}]}"#, 200, "It costs nothing"),
            ] {
                let server = try await LoopbackServer(
                    script: Array(repeating: .text(body, "application/json", status: status), count: 8))
                let run = try place.run(["edit", "photo.png", "--model", "m@\(server.base)", "-e", "make it red"])
                #expect(run.status != 0 && run.talk.contains(words), "\(run.talk)")
                #expect(!run.talk.contains("charged"), "\(run.talk)")
                await server.stop()
            }
        }

        @Test("Several pictures of one answer are turns to pick from")
        func severalPictures() async throws {
            let place = try await ServiceWorkplace(.severalPictures)
            let terminal = try place.conversation(["photo.png", "--model", "gpt2"])
            try terminal.wait(forPrompt: "0001/0", of: "gpt2")
            try terminal.say("make it red", untilPrompt: "0001/1", of: "gpt2")
            #expect(terminal.screen.text.contains("1 more picture came in the same answer"))
            try terminal.say("/pick B", untilPrompt: "0001/2", of: "gpt2")
            try terminal.quit()
            try place.place.expectWhole()
        }

        @Test("A sticker by a model that can has its own transparency")
        func transparency() async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(["edit", "photo.png", "--model", "gpt2.6-flare", "-e", "turn it into a sticker"])
            #expect(run.status == 0, "\(run.talk)")
            let picture = try place.place.sessions.read(1).picture(1).pixels()
            #expect(picture.channels == 4)
            #expect(stride(from: 3, to: picture.bytes.count, by: 4).contains { picture.bytes[$0] == 0 })
        }

        @Test(
            "A key as people paste it is used",
            arguments: ["\"%\"", "Bearer %", "\u{FEFF}%", " %\r\n", "COMETAPI_KEY=%"])
        func pastedKey(_ form: String) async throws {
            let place = try await ServiceWorkplace()
            let run = try place.place.run(
                ["edit", "photo.png", "--model", "lite", "-e", "make it warmer"],
                environment: [
                    "COMETAPI_KEY": form.replacingOccurrences(of: "%", with: LoopbackService.key),
                    "COMETAPI_BASE_URL": place.server.base,
                ])
            #expect(run.status == 0, "\(run.talk)")
            #expect(place.requests.first?.header("x-goog-api-key") == LoopbackService.key)
        }

        @Test("A variable that holds no key is named, instead of that there is none")
        func unusableKey() async throws {
            let place = try await ServiceWorkplace()
            let run = try place.place.run(
                ["edit", "photo.png", "--model", "lite", "-e", "x"],
                environment: ["COMETAPI_KEY": "sk-one two", "COMETAPI_BASE_URL": place.server.base])
            #expect(run.status == 77)
            #expect(run.talk.contains("COMETAPI_KEY is set to what is no key"), "\(run.talk)")
            #expect(place.requests.isEmpty)
        }
    }
}
