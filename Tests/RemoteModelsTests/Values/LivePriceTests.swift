import ImageModels
import RemoteModels
import Testing

/// What of a service's own list of prices is believed.
@Suite struct LivePriceTests {
    private let day = "2026-12-01"
    private let work = Price.Work(sizeClass: "1K", quality: "medium")

    private func known(_ name: String) throws -> Price {
        try #require(ModelCatalogue.standard[name]?.prices?["cometapi"])
    }

    private func update(
        _ name: String, input: Double? = nil, output: Double? = nil, request: Double? = nil
    ) throws -> (price: Price, doubts: [String]) {
        let live = LiveModel(id: name, inputPrice: input, outputPrice: output, requestPrice: request)
        return try #require(try known(name).updated(by: live, from: "CometAPI", on: day))
    }

    @Test(
        "A price far from what was known is told and not taken, whether too low or too high",
        arguments: [
            ("pro", 1.6, 96, 0.001), ("gpt2", 4, 24, 0.0004), ("seedream4", nil, nil, 0.00003),
            ("nb", nil, nil, 0.0001),
            ("gpt1.5", 1e9, 1e9, nil), ("lite", nil, nil, 5), ("kontext", nil, nil, 0.001), ("grok", nil, nil, 90),
            ("lite", 0.001, 1000, nil),
        ] as [(String, Double?, Double?, Double?)])
    func far(_ name: String, _ input: Double?, _ output: Double?, _ request: Double?) throws {
        let (price, doubts) = try update(name, input: input, output: output, request: request)
        #expect(!doubts.isEmpty && doubts.allSatisfy { !$0.contains("e-") })
        let before = try #require(try known(name).estimate(work)).dollars
        let after = try #require(price.estimate(work)).dollars
        #expect((before * 0.7...before * 1.3).contains(after), "\(before) became \(after)")
    }

    @Test("An estimate and the bill count by the same price")
    func sameBasis() throws {
        let usage = Usage(inputTokens: 300, outputTokens: 1290, inputImageTokens: 258, outputImageTokens: 1290)
        let byRequest = try update("nb", request: 0.03).price
        #expect(byRequest.estimate(work) == Cost(dollars: 0.03, basis: .perPicture))
        #expect(byRequest.cost(of: usage) == nil, "nothing is counted where the request is paid")
        let byTokens = try update("nb", output: 24, request: 0.03)
        #expect(byTokens.price.perPicture == nil && byTokens.price.outputImage == 24 && byTokens.doubts.count == 1)
        #expect(byTokens.price.cost(of: usage) != nil)
    }

    @Test("Sizes keep their prices' distance when the price of the least changes")
    func sizes() throws {
        let price = try update("grok", request: 0.04).price
        let sizes = try #require(price.perPictureBySize)
        #expect(sizes["1K"] == 0.04)
        #expect(abs((sizes["2K"] ?? 0) - 0.08 * 0.04 / 0.06) < 1e-9)
    }

    @Test("A price is called the service's own only where every figure that counts was told; else both are named")
    func sources() throws {
        for (name, input, output) in [("nb2.1", 1.2, 6.0), ("lite", 0.2, 24), ("gpt2.6-flare", 4, 3)] {
            let before = try known(name)
            let price = try update(name, input: input, output: output).price
            #expect(price.asOf == before.asOf)
            #expect(price.source.hasPrefix("CometAPI on \(day) for ") && price.source.hasSuffix(before.source))
            // Once more: nothing piles up.
            let live = LiveModel(id: name, inputPrice: input, outputPrice: output)
            let again = try #require(price.updated(by: live, from: "CometAPI", on: day)).price
            #expect(again.source == price.source)
        }
        let tokens = try update("seedream", input: 1, output: 2)
        #expect(tokens.price == (try known("seedream")) && tokens.doubts.count == 1)
        let whole = try update("seedream", request: 0.04).price
        #expect(whole.asOf == day && whole.source == "CometAPI" && whole.perPicture == 0.04)
        let doubted = try update("seedream4", request: 0.00003).price
        #expect(doubted == (try known("seedream4")))
    }

    @Test("A figure that an earlier list told, and this one does not, is told with its day, and stays")
    func toldNoMore() throws {
        let first = try update("lite", input: 0.2, output: 24).price
        func again(_ price: Price, input: Double? = nil, output: Double? = nil, request: Double? = nil) -> [String] {
            let live = LiveModel(id: "lite", inputPrice: input, outputPrice: output, requestPrice: request)
            return price.updated(by: live, from: "CometAPI", on: "2026-12-09")?.doubts ?? []
        }
        #expect(again(first, input: 0.2, output: 24).isEmpty)
        let partly = again(first, input: 0.2)
        #expect(partly.count == 1 && partly[0].contains("$24.0 for pictures out on 2026-12-01"), "\(partly)")
        #expect(again(first).count == 3, "nothing is told any more: \(again(first))")
        // Still so after a list that told another figure.
        let second = try #require(
            first.updated(
                by: LiveModel(id: "lite", inputPrice: 0.21), from: "CometAPI", on: "2026-12-05")?.price)
        #expect(second.source.contains("CometAPI on 2026-12-01 for pictures out"), "\(second.source)")
        #expect(again(second).contains { $0.contains("pictures out on 2026-12-01") })
        // What no list ever told is nobody's to confirm.
        #expect(try known("lite").updated(by: LiveModel(id: "lite"), from: "CometAPI", on: day) == nil)
    }
}
