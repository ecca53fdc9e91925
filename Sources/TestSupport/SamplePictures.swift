public import Foundation
public import Pictures

/// Small pictures for tests.
public enum SamplePictures {
    /// A smooth field of colours in which every pixel differs from its neighbours.
    public static func gradient(width: Int = 64, height: Int = 48, channels: Int = 3) -> PixelBuffer {
        var bytes = [UInt8]()
        bytes.reserveCapacity(width * height * channels)
        for y in 0..<height {
            for x in 0..<width {
                bytes.append(UInt8(x * 255 / max(1, width - 1)))
                bytes.append(UInt8(y * 255 / max(1, height - 1)))
                bytes.append(UInt8((x * 7 + y * 13) % 256))
                if channels == 4 { bytes.append(UInt8((x + y) * 255 / max(1, width + height - 2))) }
            }
        }
        return PixelBuffer(width: width, height: height, channels: channels, bytes: bytes)
    }

    /// A PNG of at least this many bytes and hardly more: noise, which can't be made smaller.
    public static func noise(bytes: Int, width: Int = 1200) throws -> Data {
        var pixels = PixelBuffer(width: width, height: bytes / (3 * width) + 1, filledWith: [0, 0, 0])
        var chance = SeededGenerator(seed: 1)
        pixels.bytes.withUnsafeMutableBytes { bytes in
            for at in stride(from: 0, to: bytes.count - 7, by: 8) {
                bytes.storeBytes(of: chance.next(), toByteOffset: at, as: UInt64.self)
            }
        }
        return try pixels.encoded(as: .png)
    }

    /// One of the photographs in `Tests/Photographs`.
    public static func photograph(_ name: String) throws -> Data {
        try Data(contentsOf: Repository.root.appendingPathComponent("Tests/Photographs/\(name)"))
    }
}

/// Where the package's files are.
public enum Repository {
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
