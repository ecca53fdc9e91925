import Foundation
import Locality
import Pictures
import Simulator

/// Twenty turns, each on what the last one left: what happens to pixels that no edit ever touched.
enum LockChains {
    static func run(_ photographs: [Photograph], shift: UInt64, folder: String?) throws {
        let kinds: [KnownEdit] = [.recolour, .insert, .text, .darken, .spot, .line, .remove, .texture]
        let chosen = [0, 1, 2, 6, 8, 9]
        let results = try LockBenchmark.map(chosen) {
            index -> (String, [(turn: Int, exact: Double, ssim: Double, free: Double)]) in
            let photograph = photographs[index]
            let donors = photographs.indices.filter { $0 != index }.map { photographs[$0].pixels }
            let original = photograph.pixels
            var locked = photograph
            var unlocked = original
            var never = [Bool](repeating: true, count: original.pixelCount)
            var lines: [(turn: Int, exact: Double, ssim: Double, free: Double)] = []
            let frame = Frame(
                fitting: PixelSize(width: original.width, height: original.height), into: Photograph.sizes)
            for turn in 1...20 {
                let seed = 100_000 * shift + UInt64(7000 + index * 100 + turn)
                let edit = kinds[(turn - 1) % kinds.count]
                let (_, outcome) = try LockCase.run(locked, edit, .typical, seed: seed, donors: donors)
                let far = outcome.truth.far(width: original.width, height: original.height, distance: 16)
                for i in never.indices where !far[i] { never[i] = false }
                if outcome.kept.isLocked { locked.pixels = outcome.kept.picture }
                // Without the lock: the model's picture is the next one's prior.
                let edited = try edit.applied(to: unlocked, donors: donors, seed: seed)
                let data = try Rerendering(level: .typical, seed: seed &* 977 &+ 13).applied(
                    to: frame.applied(to: edited))
                unlocked = try frame.undone(on: Picture(inspecting: data).pixels())
                    .scaled(to: PixelSize(width: original.width, height: original.height))
                guard [1, 5, 10, 20].contains(turn) else { continue }
                lines.append(
                    (
                        turn, exact(original, locked.pixels, never), ssim(original, locked.pixels, never),
                        ssim(original, unlocked, never)
                    ))
                if let folder {
                    let place = URL(fileURLWithPath: folder)
                    for (name, pixels) in [("locked", locked.pixels), ("unlocked", unlocked)] {
                        try pixels.encoded(as: .png).write(
                            to: place.appendingPathComponent("chain-\(photograph.name)-\(turn)-\(name).png"))
                    }
                }
            }
            return (photograph.name, lines)
        }
        print("\nchains of 20 turns, never-touched pixels: bit-exact and SSIM with the lock; SSIM without it")
        for (name, lines) in results {
            for line in lines {
                print(
                    String(
                        format: "%-10@ turn %2d   %.4f   %.5f   %.3f",
                        name.padding(toLength: 10, withPad: " ", startingAt: 0) as NSString, line.turn, line.exact,
                        line.ssim, line.free))
            }
        }
        for turn in [1, 5, 10, 20] {
            let lines = results.flatMap { $0.1 }.filter { $0.turn == turn }
            let count = Double(lines.count)
            print(
                String(
                    format: "mean       turn %2d   %.4f   %.5f   %.3f", turn,
                    lines.reduce(0) { $0 + $1.exact } / count, lines.reduce(0) { $0 + $1.ssim } / count,
                    lines.reduce(0) { $0 + $1.free } / count))
        }
    }

    private static func exact(_ a: PixelBuffer, _ b: PixelBuffer, _ never: [Bool]) -> Double {
        var (same, count) = (0, 0)
        for i in never.indices where never[i] {
            count += 1
            if (0..<3).allSatisfy({ a.bytes[3 * i + $0] == b.bytes[3 * i + $0] }) { same += 1 }
        }
        return Double(same) / Double(max(1, count))
    }

    /// Of luma, in blocks of 8 by 8 that no edit touched.
    private static func ssim(_ a: PixelBuffer, _ b: PixelBuffer, _ never: [Bool]) -> Double {
        var similarity = Similarity()
        func luma(_ p: PixelBuffer, _ i: Int) -> Float {
            0.299 * Float(p.bytes[3 * i]) + 0.587 * Float(p.bytes[3 * i + 1]) + 0.114 * Float(p.bytes[3 * i + 2])
        }
        for y in stride(from: 0, to: a.height - 7, by: 8) {
            for x in stride(from: 0, to: a.width - 7, by: 8) {
                guard [(0, 0), (7, 0), (0, 7), (7, 7)].allSatisfy({ never[(y + $0.1) * a.width + x + $0.0] }) else {
                    continue
                }
                for dy in 0..<8 {
                    for dx in 0..<8 {
                        let i = (y + dy) * a.width + x + dx
                        similarity.add(luma(a, i), luma(b, i))
                    }
                }
                similarity.endBlock()
            }
        }
        return similarity.mean
    }
}
