import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

/// What requests will cost, against what they were billed.
struct PriceTests {
    private static let catalogue = ModelCatalogue.standard

    @Test("No row is without a price that something can be estimated by")
    func everyRow() throws {
        for entry in Self.catalogue.models where entry.wire != .builtIn {
            for service in entry.services {
                let profile = entry.profile(through: service)
                for quality in [nil, "low", "medium", "high"]
                where quality == nil || profile.qualities.contains(quality ?? "") {
                    let estimate = profile.estimate(
                        Instruction(text: "make it red"), settings: TurnSettings(quality: quality))
                    #expect((estimate?.dollars ?? 0) > 0.003, "\(entry.id) at \(service)")
                }
            }
        }
    }

    @Test("Every row that retires names a successor that is there, and that does not retire itself before")
    func successors() throws {
        for entry in Self.catalogue.models {
            guard let retires = entry.retires else { continue }
            let next = try #require(entry.successor.flatMap { Self.catalogue[$0] }, "\(entry.id)")
            #expect(next.retires == nil, "\(entry.id)")
            #expect(!retires.isEmpty)
        }
    }

    /// A bill by the service's own counts.
    struct Bill: Sendable {
        var model: String
        var service = "google"
        var usage: Usage
        var quality: String?
        var pixels: PixelSize?
        var size: String?
    }

    /// Recorded usages: Lite by OpenRouter and by AI Studio, Nano Banana's 1,290 tokens, the sample of an edit in
    /// CometAPI's documents (4,160 tokens: what a square is in high quality before GPT Image 2; see `sampleOfAnEdit`).
    private static let bills: [Bill] = [
        Bill(
            model: "lite",
            usage: Usage(inputTokens: 1127, outputTokens: 1350, inputImageTokens: 1120, outputImageTokens: 1120)),
        Bill(
            model: "lite",
            usage: Usage(inputTokens: 1125, outputTokens: 1518, inputImageTokens: 1120, outputImageTokens: 1120)),
        Bill(
            model: "nb",
            usage: Usage(inputTokens: 263, outputTokens: 1290, inputImageTokens: 258, outputImageTokens: 1290)),
        Bill(
            model: "gpt1.5", service: "cometapi",
            usage: Usage(inputTokens: 1616, outputTokens: 4160, inputImageTokens: 1600), quality: "high",
            pixels: PixelSize(width: 1024, height: 1024)),
    ]

    @Test(
        "A price of one's own that nobody takes is refused, whatever its figure",
        arguments: [
            #""perPicture":-1"#, #""perPicture":1e308"#, #""outputImage":-30"#, #""outputTokens":{"1K":-1120}"#,
            #""inputTokensPerPicture":-4611686018427387904"#, #""outputTokens":{"1K":4611686018427387904}"#,
            #""perPictureBySize":{"1K":0.1,"2K":-0.1}"#, #""inBatches":-1"#, #""draftTokens":-5"#,
            #""patchesByQuality":{"low":1099511627776}"#, #""perPictureSent":-0.01"#, #""tasksForRegion":-1"#,
        ])
    func absurdPrices(_ figure: String) throws {
        func catalogue(_ figure: String) throws -> ModelCatalogue {
            try ModelCatalogue(
                json: Data(
                    (#"{"models":[{"id":"x","names":["x"],"title":"X","wire":"openai-images","services":["openai"],"#
                        + #""goodAt":"-","edits":true,"generates":false,"prices":{"openai":{\#(figure),"#
                        + #""asOf":"2026-11-29","source":"test"}}}]}"#).utf8))
        }
        #expect(throws: DecodingError.self) { try catalogue(figure) }
        #expect(try catalogue(#""perPicture":0"#).models.count == 1)
        #expect(try catalogue(#""outputImage":30,"outputTokens":{"1K":1120}"#).models.count == 1)
    }

    @Test("An estimate is within a quarter of the bill, for every usage that was recorded", arguments: bills)
    func recorded(_ bill: Bill) throws {
        let price = try #require(Self.catalogue[bill.model]?.prices?[bill.service])
        let billed = try #require(price.cost(of: bill.usage)).dollars
        let estimate = try #require(
            price.estimate(
                Price.Work(
                    sizeClass: bill.size ?? "1K", pixels: bill.pixels, quality: bill.quality, characters: 20))
        ).dollars
        #expect(abs(estimate / billed - 1) < 0.25, "\(estimate) for \(billed)")
    }

    @Test("CometAPI's sample of an edit, which names GPT Image 2 and no quality, lies between medium and high")
    func sampleOfAnEdit() throws {
        let price = try #require(Self.catalogue["gpt2"]?.prices?["cometapi"])
        let usage = Usage(inputTokens: 1616, outputTokens: 4160, inputImageTokens: 1600)
        let billed = try #require(price.cost(of: usage)).dollars
        #expect(abs(billed - 0.110) < 0.001)
        func estimate(_ quality: String) throws -> Double {
            let work = Price.Work(pixels: PixelSize(width: 1024, height: 1024), quality: quality, characters: 20)
            return try #require(price.estimate(work)).dollars
        }
        // By no quality is a square of GPT Image 2 counted so; to the token it is the high one of its forerunner.
        #expect(try estimate("medium") < billed)
        #expect(try estimate("high") > billed)
        let before = try #require(Self.catalogue["gpt1.5"]?.prices?["cometapi"]?.outputTokensByQuality)
        #expect(before["high"] == usage.outputTokens)
    }

    /// OpenAI's prices of GPT Image 2 for a picture from words, by quality and size, as fal.ai lists them.
    private static let published: [(String, Int, Int, Double)] = [
        ("low", 1024, 768, 0.005), ("low", 1024, 1024, 0.006), ("low", 1024, 1536, 0.005), ("low", 1920, 1080, 0.005),
        ("low", 2560, 1440, 0.007), ("low", 3840, 2160, 0.012), ("medium", 1024, 768, 0.037),
        ("medium", 1024, 1024, 0.053), ("medium", 1024, 1536, 0.042), ("medium", 1920, 1080, 0.040),
        ("medium", 2560, 1440, 0.056), ("medium", 3840, 2160, 0.101), ("high", 1024, 768, 0.145),
        ("high", 1024, 1024, 0.211), ("high", 1024, 1536, 0.165), ("high", 1920, 1080, 0.158),
        ("high", 2560, 1440, 0.222), ("high", 3840, 2160, 0.401),
    ]

    @Test("GPT Image 2's published prices are met to a tenth of a cent")
    func gptImage2() throws {
        let price = try #require(Self.catalogue["gpt2"]?.prices?["openai"])
        for (quality, width, height, dollars) in Self.published {
            let work = Price.Work(pictures: 0, pixels: PixelSize(width: width, height: height), quality: quality)
            let estimate = try #require(price.estimate(work)).dollars
            #expect(abs(estimate - dollars) < 0.001, "\(quality) \(width)x\(height): \(estimate)")
        }
        // An edit of a square costs 0.061 in medium quality, of which 0.008 are the picture sent.
        let edit = Price.Work(pixels: PixelSize(width: 1024, height: 1024), quality: "medium")
        let edited = try #require(price.estimate(edit)).dollars
        #expect(abs(edited - 0.061) < 0.0006)
    }

    @Test("Drafts on the way to a picture are counted, where the model sends any, and a drawing over it like a picture")
    func drafts() throws {
        let instruction = Instruction(text: "x")
        for (name, tokens) in [("gpt2.6-flare", 200.0), ("gpt1.5", 200), ("lite", 0)] {
            let profile = try #require(Self.catalogue[name]).profile(through: "cometapi")
            let plain = try #require(profile.estimate(instruction, settings: TurnSettings())).dollars
            let drafted = try #require(profile.estimate(instruction, settings: TurnSettings(streaming: true))).dollars
            let outputImage = try #require(profile.price?.outputImage)
            #expect(abs(drafted - plain - tokens * outputImage / 1_000_000) < 1e-9, "\(name)")
        }
        let profile = try #require(Self.catalogue["gpt2.6-flare"]).profile(through: "cometapi")
        let size = PixelSize(width: 1024, height: 1024)
        let region = Region(box: Rectangle(x: 100, y: 100, width: 400, height: 400))
        func dollars(_ region: Region?, _ markup: Bool?) throws -> Double {
            let settings = TurnSettings(markup: markup)
            let instruction = Instruction(text: "x", region: region)
            return try #require(profile.estimate(instruction, settings: settings, picture: size)).dollars
        }
        #expect(try dollars(region, true) > dollars(region, nil))
        #expect(try dollars(nil, true) == dollars(nil, nil))
    }

    @Test("Where nothing is known of a quality, nothing is guessed")
    func unknownQuality() throws {
        let profile = try #require(Self.catalogue["gpt2.6-flare"]).profile(through: "openai")
        let instruction = Instruction(text: "x")
        #expect(profile.estimate(instruction, settings: TurnSettings(quality: "max")) == nil)
        let told = profile.estimate(instruction, settings: TurnSettings(quality: "max", price: 0.5))
        #expect(told == Cost(dollars: 0.5, basis: .perPicture))
    }

    @Test("The picture's own size counts, where the price depends on it")
    func ownSize() throws {
        let profile = try #require(Self.catalogue["gpt2"]).profile(through: "openai")
        let instruction = Instruction(text: "x")
        let square = try #require(profile.estimate(instruction, settings: TurnSettings()))
        let wide = try #require(
            profile.estimate(instruction, settings: TurnSettings(), picture: PixelSize(width: 3000, height: 1000)))
        #expect(wide.dollars < square.dollars * 0.6)
    }

    @Test("A session with a budget sends nothing at a price that nobody knows, and no price is below nothing")
    func budget() async throws {
        let shape = ModelProfile.SizeClass.Shape(ratio: AspectRatio(4, 3), size: PixelSize(width: 64, height: 48))
        let profile = ModelProfile(
            id: "new", shortName: "new", framing: .sizes([.init(name: "1K", shapes: [shape])]), service: "cometapi")
        func bench(_ settings: TurnSettings) throws -> Bench {
            let picture = try SamplePictures.gradient(width: 64, height: 48).picture().data
            return try Bench(
                [.reply(Reply(imageData: picture, exchange: Exchange(service: "cometapi")))], profile: profile,
                settings: settings)
        }
        for price in [nil, -1] as [Double?] {
            let refusing = try bench(TurnSettings(budget: 2, price: price))
            await #expect {
                try await refusing.studio.perform(Instruction(text: "one"))
            } throws: { error in
                guard case TurnFailure.priceUnknown(model: "new", budget: 2) = error else { return false }
                return true
            }
            #expect(await refusing.model.requests.isEmpty)
        }
        let told = try bench(TurnSettings(budget: 2, price: 0.04))
        #expect(try await told.studio.perform(Instruction(text: "one")).cost?.dollars == 0.04)
        #expect(await told.studio.spent == 0.04)
    }
}
