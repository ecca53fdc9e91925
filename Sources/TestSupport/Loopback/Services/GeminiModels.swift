import Pictures

/// What Google's image models take, from the tables of Google's image guide of 2026-09-08, apart from the program's own
/// catalogue.
enum GeminiModels {
    struct Model {
        var id: String
        var title: String
        /// Classes of size that may be asked for; empty where the field must be left out.
        var sizes: [String]
        var ratios: [String]
        /// Levels of thinking; empty where there is no choice.
        var thinking: [String]
        var hasSignatures: Bool
        var tokensIn: Int
        var tokensOut: Int
    }

    private static let ten = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    private static let fourteen = ten + ["1:4", "4:1", "1:8", "8:1"]

    static let all = [
        Model(
            id: "gemini-3.1-flash-lite-image", title: "Nano Banana 2 Lite", sizes: ["1K"], ratios: fourteen,
            thinking: ["MINIMAL", "HIGH"], hasSignatures: true, tokensIn: 65_536, tokensOut: 4_096),
        Model(
            id: "gemini-3.1-flash-image", title: "Nano Banana 2", sizes: ["512", "1K", "2K", "4K"], ratios: fourteen,
            thinking: ["MINIMAL", "HIGH"], hasSignatures: true, tokensIn: 131_072, tokensOut: 32_768),
        Model(
            id: "gemini-nano-banana-2.1", title: "Nano Banana 2.1", sizes: ["1K", "2K", "4K"], ratios: fourteen,
            thinking: ["MINIMAL", "MEDIUM", "HIGH"], hasSignatures: true, tokensIn: 131_072, tokensOut: 32_768),
        Model(
            id: "gemini-3-pro-image", title: "Nano Banana Pro", sizes: ["1K", "2K", "4K"], ratios: ten, thinking: [],
            hasSignatures: true, tokensIn: 65_536, tokensOut: 32_768),
        Model(
            id: "gemini-2.5-flash-image", title: "Nano Banana", sizes: [], ratios: ten, thinking: [],
            hasSignatures: false, tokensIn: 32_768, tokensOut: 32_768),
    ]

    static func model(_ id: String) -> Model? { all.first { $0.id == id } }

    private static let oneK: [String: (Int, Int)] = [
        "1:1": (1024, 1024), "1:4": (512, 2048), "1:8": (384, 3072), "2:3": (848, 1264), "3:2": (1264, 848),
        "3:4": (896, 1200), "4:1": (2048, 512), "4:3": (1200, 896), "4:5": (928, 1152), "5:4": (1152, 928),
        "8:1": (3072, 384), "9:16": (768, 1376), "16:9": (1376, 768), "21:9": (1584, 672),
    ]
    private static let half: [String: (Int, Int)] = [
        "1:1": (512, 512), "1:4": (256, 1024), "1:8": (192, 1536), "2:3": (424, 632), "3:2": (632, 424),
        "3:4": (448, 600), "4:1": (1024, 256), "4:3": (600, 448), "4:5": (464, 576), "5:4": (576, 464),
        "8:1": (1536, 192), "9:16": (384, 688), "16:9": (688, 384), "21:9": (792, 168),
    ]
    private static let older: [String: (Int, Int)] = [
        "1:1": (1024, 1024), "2:3": (832, 1248), "3:2": (1248, 832), "3:4": (864, 1184), "4:3": (1184, 864),
        "4:5": (896, 1152), "5:4": (1152, 896), "9:16": (768, 1344), "16:9": (1344, 768), "21:9": (1536, 672),
    ]

    /// The pixels of a ratio and a class of size; without a ratio 1408x768, as it was recorded.
    static func pixels(model: String, ratio: String?, size: String?) -> PixelSize {
        guard let ratio else { return PixelSize(width: 1408, height: 768) }
        let table = model == "gemini-2.5-flash-image" ? older : size == "512" ? half : oneK
        let factor = size == "2K" ? 2 : size == "4K" ? 4 : 1
        let (width, height) = table[ratio] ?? (1024, 1024)
        return PixelSize(width: width * factor, height: height * factor)
    }

    /// What a picture made in a class of size counts as.
    static func imageTokens(model: String, size: String?) -> Int {
        if model == "gemini-2.5-flash-image" { return 1290 }
        if model == "gemini-3-pro-image" { return size == "4K" ? 2000 : 1120 }
        switch size {
        case "512": return 747
        case "2K": return 1680
        case "4K": return 2520
        default: return 1120
        }
    }
}
