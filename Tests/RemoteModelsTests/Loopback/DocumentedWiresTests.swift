import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// Each wire as its service's documents have it, before a service that refuses what they refuse.
struct DocumentedWiresTests {
    private static let models = [
        "gpt2", "gpt2.6-flare", "gpt2.6-sunburst", "gpt1.5", "seedream", "seedream4", "flux2", "flux2-flex", "kontext",
        "grok", "qwen", "mj",
    ]

    private func shape(of name: String) throws -> OutputShape {
        let profile = try #require(ModelCatalogue.standard[name]).profile(through: "cometapi")
        switch profile.framing {
        case .sizes(let classes):
            let shape = try #require(classes.first?.shapes.first { $0.ratio == AspectRatio(3, 2) })
            return OutputShape(
                ratio: shape.ratio, sizeClass: classes[0].isNamed ? classes[0].name : nil, pixels: shape.size)
        case .anySize(let bounds):
            let side = Int(Double(bounds.pixels.lowerBound).squareRoot()) / 16 * 16 + 16
            return OutputShape(ratio: nil, sizeClass: nil, pixels: PixelSize(width: side, height: side))
        case .asTheyAre: return OutputShape(ratio: nil, sizeClass: nil, pixels: nil)
        }
    }

    @Test("What is sent is in order, with one picture, several, and none", arguments: models)
    func inOrder(_ name: String) async throws {
        let profile = try #require(ModelCatalogue.standard[name]).profile(through: "cometapi")
        let server = try await LoopbackServer(LoopbackService())
        let asking = try Asking(server, model: name, key: LoopbackService.key, links: { _ in true })
        var requests = [TurnRequest(instruction: "make it red", picture: Small.png, output: try shape(of: name))]
        if profile.references > 0 {
            requests.append(
                TurnRequest(
                    instruction: "make it red", picture: Small.png, references: [Small.jpeg],
                    output: try shape(of: name)))
        }
        if profile.generates {
            requests.append(TurnRequest(instruction: "a cat", picture: nil, output: try shape(of: name)))
        }
        for request in requests {
            let reply = try await asking.outcome(of: request).get()
            #expect(PictureFormat(magic: reply.imageData) != nil)
        }
        await asking.stop()
        #expect(server.requests.allSatisfy { ($0.status ?? 0) < 300 })
    }

    @Test("A drawing over the picture goes to the models that take one, and never beside a mask")
    func markup() async throws {
        let clear = try PixelBuffer(
            width: 16, height: 12, channels: 4, bytes: [UInt8](repeating: 0, count: 16 * 12 * 4)
        ).picture()
        let server = try await LoopbackServer(LoopbackService())
        for (name, status) in [("gpt2.6-flare", 200), ("gpt2.6-sunburst", 200), ("gpt2", 400)] {
            let asking = try Asking(server, model: name, key: LoopbackService.key)
            var request = TurnRequest(instruction: "make it red", picture: Small.png, mask: clear)
            request.markup = clear
            request.output = try shape(of: name)
            _ = await asking.outcome(of: request)
            let sent = try #require(server.requests.last)
            #expect(sent.status == status, "\(name)")
            #expect(sent.body.range(of: Data("name=\"markup\"; filename=\"markup.png\"".utf8)) != nil)
            #expect(sent.body.range(of: Data("name=\"mask\"".utf8)) == nil)
            await asking.transport.shutdown()
        }
        await server.stop()
    }

    @Test("What the documents refuse is refused")
    func refused() async throws {
        let server = try await LoopbackServer(LoopbackService())
        let transport = try Transport()
        let key = try #require(APIKey(LoopbackService.key))
        func status(_ path: String, _ body: RequestBody) async throws -> Int {
            try await transport.answer(to: WireRequest(.post, server.base + path, .bearer(key), body: body)).status
        }
        func json(_ text: String) -> RequestBody {
            var body = RequestBody()
            body.append(text)
            return body
        }
        let uri = "data:image/png;base64,\(Small.png.base64)"
        let seedream = #""model":"doubao-seedream-5-0-260128","prompt":"x","size":"2K""#
        #expect(
            try await status("/v1/images/generations", json("{\(seedream),\"watermark\":false,\"image\":[\"\(uri)\"]}"))
                == 200)
        for fields in [
            "", ",\"watermark\":true", ",\"watermark\":false,\"image\":\"\(uri)\"",
            ",\"watermark\":false,\"image\":[\"data:image/webp;base64,AAAA\"]", ",\"watermark\":false,\"n\":1",
        ] {
            #expect(try await status("/v1/images/generations", json("{\(seedream)\(fields)}")) == 400, "\(fields)")
        }
        let form = OpenAIImagesRequest(
            TurnRequest(instruction: "x", picture: Small.png), model: "doubao-seedream-5-0-260128")
        #expect(try await status(form.path, form.body) == 404, "no form with files")
        let grok = #""model":"grok-imagine-image-2.0","prompt":"x""#
        let image = #""image":{"type":"image_url","url":"\#(uri)"}"#
        #expect(try await status("/v1/images/edits", json("{\(grok),\(image)}")) == 200)
        #expect(
            try await status("/v1/images/generations", json("{\(grok),\(image)}")) == 400, "it would be passed over")
        #expect(try await status("/v1/images/edits", json("{\(grok),\"image\":\"\(uri)\"}")) == 400)
        #expect(try await status("/v1/images/edits", json("{\(grok),\(image),\"size\":\"1024x1024\"}")) == 400)
        func gpt(_ model: String, _ fields: String) async throws -> Int {
            try await status("/v1/images/generations", json("{\"model\":\"\(model)\",\"prompt\":\"x\"\(fields)}"))
        }
        #expect(try await gpt("gpt-image-2", #","stream":true,"partial_images":3"#) == 200)
        for fields in [#","stream":true,"partial_images":4"#, #","partial_images":2"#, #","stream":"yes""#] {
            #expect(try await gpt("gpt-image-2", fields) == 400, "\(fields)")
        }
        #expect(try await gpt("gpt-image-2.6-flare", #","complexity":"high""#) == 200)
        #expect(try await gpt("gpt-image-2", #","complexity":"high""#) == 400)
        #expect(try await gpt("gpt-image-2.6-flare", #","complexity":"max""#) == 400)
        func flux(_ model: String, _ field: String) async throws -> Int {
            let body = PredictionsRequest.body(
                TurnRequest(instruction: "x", picture: Small.png), picturesIn: field)
            return try await status("/replicate/v1/models/black-forest-labs/\(model)/predictions", body)
        }
        #expect(try await flux("flux-2-pro", "input_images") == 201)
        #expect(try await flux("flux-2-pro", "input_image") == 400)
        #expect(try await flux("flux-kontext-pro", "input_image") == 201)
        #expect(try await flux("flux-kontext-pro", "input_images") == 400)
        await transport.shutdown()
        await server.stop()
    }

    @Test("Too large a picture goes to Seedream as JPEG")
    func large() async throws {
        var bytes = [UInt8](repeating: 0, count: 2048 * 2048 * 3)
        var chance = SeededGenerator(seed: 1)
        for i in bytes.indices { bytes[i] = UInt8(truncatingIfNeeded: chance.next()) }
        let noise = try PixelBuffer(width: 2048, height: 2048, channels: 3, bytes: bytes).picture()
        #expect(noise.data.count > 10_000_000)
        let server = try await LoopbackServer(LoopbackService())
        let asking = try Asking(server, model: "seedream", key: LoopbackService.key, links: { _ in true })
        let request = TurnRequest(instruction: "x", picture: noise, output: try shape(of: "seedream"))
        _ = try await asking.outcome(of: request).get()
        await asking.stop()
        let sent = try #require(server.requests.first?.body)
        #expect(sent.range(of: Data("data:image/jpeg;base64,".utf8)) != nil)
    }

    @Test("A quality is always named, so that its price is known")
    func quality() async throws {
        let server = try await LoopbackServer(LoopbackService())
        let asking = try Asking(server, model: "gpt2.6-flare", key: LoopbackService.key)
        for quality in [nil, "max"] {
            var request = TurnRequest(instruction: "x", picture: Small.png, output: try shape(of: "gpt2"))
            request.settings.quality = quality
            _ = try await asking.outcome(of: request).get()
        }
        await asking.stop()
        for (request, quality) in zip(server.requests, ["medium", "max"]) {
            #expect(request.body.range(of: Data("name=\"quality\"\r\n\r\n\(quality)\r\n".utf8)) != nil)
        }
    }

    @Test("OpenAI's drafts are told as they come, and the picture is the finished one")
    func drafts() async throws {
        let server = try await LoopbackServer(LoopbackService())
        let asking = try Asking(server, model: "gpt2.6-flare", key: LoopbackService.key)
        let news = News()
        let reply = try await asking.model.edit(
            TurnRequest(
                instruction: "x", picture: Small.png, settings: TurnSettings(thinking: "high", streaming: true),
                output: try shape(of: "gpt2")), progress: news.note)
        await asking.stop()
        let drafts = news.list.compactMap { if case .draft(let data) = $0 { data } else { nil } }
        #expect(drafts.count == 2)
        #expect(drafts.allSatisfy { PictureFormat(magic: $0) == .png && $0 != reply.imageData })
        #expect(try Picture(inspecting: reply.imageData).width > 256)
        #expect(reply.usage?.outputTokens != nil && reply.others.isEmpty)
        let sent = try #require(server.requests.first?.body)
        for (name, value) in [("stream", "true"), ("partial_images", "2"), ("complexity", "high")] {
            #expect(sent.range(of: Data("name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)) != nil, "\(name)")
        }
    }

    @Test("A tier that the answer does not tell is told as not known")
    func untoldTier() async throws {
        let output = OutputShape(ratio: AspectRatio(4, 3), sizeClass: "1K", pixels: nil)
        let asking = try await Asking([.answer(200, answer([part(Small.png)]))], service: "google")
        let request = TurnRequest(
            instruction: "x", picture: Small.png, settings: TurnSettings(tier: "flex"), output: output)
        #expect(try await asking.outcome(of: request).get().remarks == [.tier(given: "")])
        await asking.stop()
    }

    @Test("Google's cheaper tier is asked for by name, and what was given is told")
    func tier() async throws {
        var options = LoopbackService.Options()
        options.manners = .google
        let server = try await LoopbackServer(LoopbackService(options: options))
        let asking = try Asking(server, service: "google", key: LoopbackService.key)
        let output = OutputShape(ratio: AspectRatio(4, 3), sizeClass: "1K", pixels: nil)
        let request = TurnRequest(
            instruction: "x", picture: Small.png, settings: TurnSettings(tier: "flex"), output: output)
        #expect(try await asking.outcome(of: request).get().remarks == [.tier(given: "flex")])
        await asking.stop()
        #expect(server.requests.first?.json?["serviceTier"] as? String == "flex")
    }

    @Test("A server of one's own is sent no key and what it takes besides")
    func own() async throws {
        var options = LoopbackService.Options()
        options.manners = .own
        let server = try await LoopbackServer(LoopbackService(options: options))
        let transport = try Transport()
        let service = ModelCatalogue.Service(id: server.base, title: "own", base: server.base, isOwn: true)
        var entry = try #require(ModelCatalogue.standard["qwen"])
        entry.id = "whatever"
        let model = RemoteModel(
            entry: entry, service: service, base: try ServiceAddress(server.base), key: nil, transport: transport)
        let request = TurnRequest(
            instruction: "x", picture: Small.png, settings: TurnSettings(seed: 3, extra: ["steps": "20"]),
            output: OutputShape(ratio: nil, sizeClass: nil, pixels: PixelSize(width: 512, height: 512)))
        let reply = try await model.edit(request, progress: { _ in })
        #expect(PictureFormat(magic: reply.imageData) == .png)
        let sent = try #require(server.requests.first)
        #expect(sent.header("authorization") == nil)
        for field in ["steps\"\r\n\r\n20", "seed\"\r\n\r\n3", "response_format\"\r\n\r\nb64_json"] {
            #expect(sent.body.range(of: Data("name=\"\(field)\r\n".utf8)) != nil, "\(field)")
        }
        await transport.shutdown()
        await server.stop()
    }

    @Test(
        "Answers in other forms are taken as they are",
        arguments: [(Scenario.chat, 0), (.dataURIs, 0), (.severalPictures, 1), (.responses, 0)])
    func forms(_ scenario: Scenario, _ others: Int) async throws {
        let server = try await LoopbackServer(LoopbackService(scenario))
        let asking = try Asking(server, model: "gpt2", key: LoopbackService.key)
        let reply = try await asking.outcome(
            of: TurnRequest(instruction: "x", picture: Small.png, output: try shape(of: "gpt2"))
        ).get()
        await asking.stop()
        #expect(PictureFormat(magic: reply.imageData) == .png)
        #expect(reply.others.count == others)
        #expect(reply.remarks == (others > 0 ? [.others(others)] : []))
    }

    @Test("What a service's moderation held back is known as that")
    func heldBack() async throws {
        let server = try await LoopbackServer(LoopbackService(.heldBack))
        let asking = try Asking(server, model: "grok", key: LoopbackService.key)
        let outcome = await asking.outcome(
            of: TurnRequest(instruction: "x", picture: Small.png, output: try shape(of: "grok")))
        await asking.stop()
        #expect(outcome.noPicture?.reason == .outputBlocked)
    }

    @Test("An error without an envelope is told, and may have been charged")
    func flatError() async throws {
        let server = try await LoopbackServer(LoopbackService(.flatError))
        let asking = try Asking(server, model: "gpt2", key: LoopbackService.key)
        let outcome = await asking.outcome(
            of: TurnRequest(instruction: "x", picture: Small.png, output: try shape(of: "gpt2")))
        await asking.stop()
        #expect(outcome.serviceFailure?.detail == "The picture did not pass the review.")
        #expect(outcome.serviceFailure?.charged == .perhaps)
    }

    @Test("The gateway tells what is left of the credit")
    func credit() async throws {
        let server = try await LoopbackServer(LoopbackService())
        let transport = try Transport()
        let base = try ServiceAddress(server.base)
        let key = try #require(APIKey(LoopbackService.key))
        let credit = await ServiceCredit.ask(base: base, key: key, transport: transport)
        #expect(credit?.left.map { abs($0 - 3.12) < 1e-9 } == true)
        let other = try #require(APIKey("sk-another-0123456789"))
        #expect(await ServiceCredit.ask(base: base, key: other, transport: transport) == nil)
        await transport.shutdown()
        await server.stop()
        #expect(server.requests.allSatisfy { !$0.target.contains("sk-") }, "no key in an address")
    }
}
