import Foundation
import Locality
import Pictures
import Simulator
import Vision

/// Subtle recolours of a jacket, found without a hint, and with the built-in model's selection of what is named as one.
enum LockHints {
    /// The jackets, drawn by hand so that they owe nothing to the selection; corners in the files' own pixels.
    private static let jackets: [(file: String, corners: [(Double, Double)])] = [
        (
            "astronaut.png",
            [
                (120, 215), (85, 235), (55, 275), (35, 340), (22, 440), (30, 495), (40, 512), (280, 512), (278, 450),
                (295, 395), (320, 360), (360, 345), (355, 300), (340, 270), (305, 235), (298, 265), (270, 290),
                (240, 296), (200, 288), (160, 265), (135, 235),
            ]
        ),
        (
            "grace_hopper.jpg",
            [
                (15, 600), (28, 440), (40, 400), (50, 380), (110, 358), (195, 325), (198, 395), (230, 440),
                (255, 525), (290, 440), (325, 395), (335, 318), (400, 350), (485, 390), (512, 440), (512, 600),
            ]
        ),
    ]

    static func run() async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Tests/Photographs")
        let model = BuiltInModel()
        for (file, corners) in jackets {
            let url = folder.appendingPathComponent(file)
            let photograph = try Photograph(file: url)
            let own = try Picture(inspecting: Data(contentsOf: url)).size
            let truth = polygon(corners, own)
            let picture = try Picture(inspecting: photograph.pixels.encoded(as: .png))
            let hint = await model.selection(namedIn: "make the jacket red", in: picture)
            print("\n\(photograph.name): \(hint.map { overlap($0, truth) } ?? "the jacket was not found")")
            for level in DriftLevel.allCases {
                let cases = try LockBenchmark.map(Array(1...6)) { (seed: UInt64) -> [(LockCase, Double)] in
                    let ideal = KnownEdit.subtle(photograph.pixels, within: truth, seed: seed)
                    return try [nil, hint].map {
                        let (result, outcome) = try LockCase.run(
                            photograph, .subtle, ideal, level, seed: seed, hint: $0)
                        return (result, result.aside == nil ? distance(outcome) : 0)
                    }
                }
                for (index, name) in ["without a hint", "with the selection"].enumerated() {
                    let part = cases.map { $0[index].0 }
                    let distances = cases.filter { $0[index].0.aside == nil }.map { $0[index].1 }
                    let locked = part.filter { $0.aside == nil }
                    let recalls = part.map(\.recall)
                    print(
                        "\(level.rawValue), \(name):",
                        String(
                            format:
                                "recall %.4f, worst %.4f; far exact %.5f; mean colour off by %.1f; %d of %d stood aside",
                            recalls.reduce(0, +) / Double(recalls.count), recalls.min() ?? 0,
                            locked.map(\.farExact).reduce(0, +) / Double(max(1, locked.count)),
                            distances.reduce(0, +) / Double(max(1, distances.count)), part.count - locked.count,
                            part.count))
                }
            }
        }
    }

    /// How far the mean colour of the edited pixels is from what was asked for, in code values.
    private static func distance(_ outcome: LockCase.Outcome) -> Double {
        let places = outcome.truth.visible.indices.filter { outcome.truth.visible[$0] }
        let squares = (0..<3).map { channel in
            let sum = places.reduce(0) {
                $0 + Int(outcome.kept.picture.bytes[3 * $1 + channel]) - Int(outcome.ideal.bytes[3 * $1 + channel])
            }
            return pow(Double(sum) / Double(max(1, places.count)), 2)
        }
        return squares.reduce(0, +).squareRoot()
    }

    private static func polygon(_ corners: [(Double, Double)], _ size: PixelSize) -> PixelMask {
        var values = [UInt8](repeating: 0, count: size.width * size.height)
        for y in 0..<size.height {
            let v = Double(y) + 0.5
            for x in 0..<size.width {
                let u = Double(x) + 0.5
                var inside = false
                for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) where (a.1 > v) != (b.1 > v) {
                    if u < a.0 + (v - a.1) / (b.1 - a.1) * (b.0 - a.0) { inside.toggle() }
                }
                if inside { values[y * size.width + x] = 255 }
            }
        }
        return PixelMask(width: size.width, height: size.height, values: values)
    }

    private static func overlap(_ hint: PixelMask, _ truth: PixelMask) -> String {
        let hint = hint.scaled(to: PixelSize(width: truth.width, height: truth.height))
        var (both, first, second) = (0.0, 0.0, 0.0)
        for i in hint.values.indices {
            let (a, b) = (hint.values[i] >= 128, truth.values[i] >= 128)
            if a { first += 1 }
            if b { second += 1 }
            if a && b { both += 1 }
        }
        return String(
            format: "the selection has %.1f %% of the jacket, %.1f %% of it lies outside",
            100 * both / max(1, second), 100 * (1 - both / max(1, first)))
    }
}
