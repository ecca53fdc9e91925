/// The picture formats that Retouch opens.
public enum PictureFormat: String, Sendable, Codable, CaseIterable {
    case png, jpeg, webp, avif, heic, tiff, gif, jxl, jp2

    /// The usual ending of a file's name, without the dot.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .tiff: "tif"
        default: rawValue
        }
    }

    /// Whether a page or frame of a file can be chosen.
    var hasPages: Bool { [.tiff, .gif, .webp, .heic, .avif, .png, .jxl].contains(self) }

    public var mediaType: String { "image/\(rawValue)" }

    /// The format that a file name's ending (without the dot, any case) stands for.
    public init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "jpg", "jpe", "jfif": self = .jpeg
        case "tif": self = .tiff
        case "heif", "hif": self = .heic
        case "j2k", "jpx", "jpf", "j2c": self = .jp2
        case let other: self.init(rawValue: other)
        }
    }

    /// Tells the format by a file's first bytes; `nil` if it is none of these.
    public init?(magic bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(32))
        func starts(_ prefix: [UInt8], at offset: Int = 0) -> Bool {
            head.count >= offset + prefix.count && Array(head[offset..<(offset + prefix.count)]) == prefix
        }
        if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if starts([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if starts(Array("RIFF".utf8)), starts(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if starts([0x49, 0x49, 0x2A, 0x00]) || starts([0x4D, 0x4D, 0x00, 0x2A])
            || starts([0x49, 0x49, 0x2B, 0x00]) || starts([0x4D, 0x4D, 0x00, 0x2B])
        {
            self = .tiff
        } else if starts([0xFF, 0x0A]) || starts([0, 0, 0, 12] + Array("JXL ".utf8) + [0x0D, 0x0A, 0x87, 0x0A]) {
            self = .jxl
        } else if starts([0xFF, 0x4F, 0xFF, 0x51])
            || starts([0, 0, 0, 12] + Array("jP  ".utf8) + [0x0D, 0x0A, 0x87, 0x0A])
        {
            self = .jp2
        } else if starts(Array("GIF87a".utf8)) || starts(Array("GIF89a".utf8)) {
            self = .gif
        } else if starts(Array("ftyp".utf8), at: 4) {
            // ISO base media: the major brand, then (from byte 16) the compatible ones.
            let brands = stride(from: 8, to: head.count - 3, by: 4).filter { $0 != 12 }
                .map { String(decoding: head[$0..<($0 + 4)], as: UTF8.self) }
            if brands.contains(where: { ["avif", "avis"].contains($0) }) {
                self = .avif
            } else if brands.contains(where: { ["heic", "heix", "hevc", "heim", "heis", "mif1"].contains($0) }) {
                self = .heic
            } else {
                return nil
            }
        } else {
            return nil
        }
    }
}
