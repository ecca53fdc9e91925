import ImageModels
import Pictures
import Studio
import Testing

@Suite struct FittingTests {
    private static let gpt2 = ModelCatalogue.standard["gpt2"]!.profile(through: "cometapi")
    private static let lite = ModelCatalogue.standard["lite"]!.profile(through: "cometapi")
    private static let nb2 = ModelCatalogue.standard["nb2"]!.profile(through: "cometapi")

    @Test("Lite is asked for 1K in the ratio that is nearest to the picture's")
    func lite() throws {
        let fitting = try (Fitting(of: PixelSize(width: 4000, height: 3000), to: Self.lite, settings: TurnSettings()))
        #expect(fitting.output?.ratio == AspectRatio(4, 3))
        #expect(fitting.output?.sizeClass == "1K")
        #expect(fitting.frame!.sent == PixelSize(width: 1200, height: 896))
    }

    @Test("Another ratio is asked for while the picture is sent in its own")
    func otherRatio() throws {
        let fitting = try
            (Fitting(
                of: PixelSize(width: 800, height: 800), to: Self.nb2,
                settings: TurnSettings(ratio: AspectRatio(16, 9), size: "2K")))
        #expect(fitting.frame!.sent == PixelSize(width: 2048, height: 2048))
        #expect(
            fitting.output
                == OutputShape(ratio: AspectRatio(16, 9), sizeClass: "2K", pixels: .init(width: 2752, height: 1536)))
    }

    @Test(
        "Any picture gets a size within a free model's bounds",
        arguments: [(1, 1), (4000, 3000), (3000, 4000), (10_000, 100), (100, 10_000), (1023, 1025), (3840, 2160)])
    func bounds(_ width: Int, _ height: Int) throws {
        for size in [nil, "512", "1K", "2K", "4K"] {
            let fitting = try
                (Fitting(
                    of: PixelSize(width: width, height: height), to: Self.gpt2, settings: TurnSettings(size: size)))
            let sent = fitting.frame!.sent
            #expect(sent.width % 16 == 0 && sent.height % 16 == 0)
            #expect((655_360...8_294_400).contains(sent.width * sent.height), "\(sent)")
            #expect(max(sent.width, sent.height) <= 3840)
            #expect(max(sent.width, sent.height) <= 3 * min(sent.width, sent.height))
            #expect(fitting.output?.pixels == sent)
        }
    }

    @Test("Every model of the catalogue has shapes that its ratios describe")
    func catalogue() throws {
        for entry in ModelCatalogue.standard.models {
            guard case .sizes(let classes) = entry.profile(through: entry.services.first).framing else { continue }
            for sizeClass in classes {
                #expect(sizeClass.shapes.count == entry.sizes?.first { $0.name == sizeClass.name }?.shapes.count)
                for shape in sizeClass.shapes where !(sizeClass.name == "512" && shape.ratio == AspectRatio(21, 9)) {
                    let ratio = Double(shape.size.width) / Double(shape.size.height)
                    #expect(abs(ratio / shape.ratio.value - 1) < 0.08, "\(entry.id) \(shape)")
                }
            }
        }
    }
}
