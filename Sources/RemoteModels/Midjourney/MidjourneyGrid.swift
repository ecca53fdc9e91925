import Foundation
import Pictures

/// Midjourney paints four pictures into one, two by two. They are cut apart here, which costs nothing and loses nothing:
/// each is there at the size at which the service's own buttons would give it, for a paid task each.
enum MidjourneyGrid {
    /// Whether a picture is so large that it has to be four: one alone has about a million pixels.
    static func isLikely(_ data: Data) -> Bool {
        guard let picture = try? Picture(inspecting: data) else { return false }
        return picture.width * picture.height >= 2_500_000
    }

    /// The four, by rows, as PNG; `nil` for what is no picture, or too small for it.
    static func tiles(of data: Data) -> [Data]? {
        guard let pixels = try? Picture(inspecting: data).pixels() else { return nil }
        let (width, height) = (pixels.width / 2, pixels.height / 2)
        guard width > 0, height > 0 else { return nil }
        var tiles: [Data] = []
        for (x, y) in [
            (0, 0), (pixels.width - width, 0), (0, pixels.height - height),
            (pixels.width - width, pixels.height - height),
        ] {
            guard let tile = try? pixels.cropped(x: x, y: y, width: width, height: height).picture() else { return nil }
            tiles.append(tile.data)
        }
        return tiles
    }
}
