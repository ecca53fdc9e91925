/// Fills a hole with patches of what is around it, from coarse to fine: every patch that reaches into the hole becomes
/// like some patch of the rest (Wexler, Shechtman and Irani), and which one is found by chance and by neighbours
/// (PatchMatch: Barnes, Shechtman, Finkelstein and Goldman). Always the same for the same picture.
struct PatchFill {
    /// Patches have a side of 2 radius + 1.
    static let radius = 3

    private let picture: RGBPicture
    private let hole: Bitmap
    /// What nothing may be copied from besides: faces.
    private let barred: Bitmap

    init(_ picture: RGBPicture, hole: Bitmap, barred: Bitmap) {
        precondition(hole.width == picture.width && hole.height == picture.height)
        (self.picture, self.hole, self.barred) = (picture, hole, barred)
    }

    /// The picture with its hole filled; `nil` where nothing is left to copy from. Throws `CancellationError`.
    func filled() throws -> RGBPicture? {
        var levels = [FillLevel(picture, hole: hole, barred: barred)]
        while let last = levels.last, last.isWorthHalving { levels.append(last.halved()) }
        guard var level = levels.popLast(), level.findSources() else { return nil }
        level.begin()
        var rounds = 14
        while true {
            for round in 0..<rounds {
                try Task.checkCancellation()
                // The finest level only has to find its place.
                level.search(backwards: round % 2 == 1, widest: levels.isEmpty && rounds == 2 ? 8 : 160)
                level.vote()
            }
            guard var finer = levels.popLast() else { break }
            guard finer.findSources() else { return nil }
            finer.begin(from: level)
            level = finer
            rounds = levels.isEmpty ? 2 : max(3, rounds - 3)
        }
        return level.result(onto: picture)
    }
}
