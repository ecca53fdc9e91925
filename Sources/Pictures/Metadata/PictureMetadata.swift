public import Foundation

/// What a file says of a picture besides its pixels and their colours.
public struct PictureMetadata: Sendable, Equatable {
    /// Pixels per inch; `nil` where nothing is said.
    public var resolution: Double?
    var exif = EXIFTags()
    /// An XMP packet: foreign text.
    public var xmp: String?
    /// IPTC's older block.
    public var iptc: Data?

    /// What of it goes on into other files.
    public enum Keeping: String, Sendable, CaseIterable {
        /// What the picture shows, who made it, when and with what; not where, and nothing that tells the camera or its
        /// owner.
        case usual
        /// All but thumbnails, which would show the picture before.
        case all
        /// The resolution alone.
        case none
    }

    public init() {}

    init(of image: VipsImage, in data: Data, as format: PictureFormat) {
        if format == .tiff {
            exif = EXIFTags(tiff: data, page: 0)
        } else if let block = image.metadata(.exif) {
            exif = EXIFTags(block: block)
        }
        resolution = image.resolution
        let is72 = resolution.map { abs($0 - 72) < 0.1 } ?? false
        switch format {
        case .png: if !PNGChunks(data).hasResolution { resolution = nil }
        // Numbers without a unit are a shape of pixels at most.
        case .tiff: if TIFFDirectories(data)?.chain.first?[296]?.number == 1 { resolution = nil }
        // 72 is also what decoders say where a file says nothing.
        default: if is72, !Self.hasJFIFDensity(data) { resolution = nil }
        }
        if resolution == nil, format != .png, let told = Self.resolution(in: image.metadata(.exif)),
            abs(told - 72) > 0.1
        {
            resolution = told
        }
        // A PNG counts by the metre, in whole numbers: 11811 are 300 to the inch.
        resolution = resolution.map { abs($0 - $0.rounded()) < 0.01 ? $0.rounded() : $0 }
        xmp = image.metadata(.xmp).flatMap { $0.count < 1 << 22 ? String(data: $0, encoding: .utf8) : nil }
        iptc = image.metadata(.iptc)
        if format == .png { add(PNGFile(data)) }
    }

    /// What a PNG's text chunks say where EXIF says nothing of it.
    private mutating func add(_ file: PNGFile) {
        iptc = iptc ?? file.iptc
        for (keyword, tag) in [("Author", 315), ("Copyright", 33432), ("Description", 270)] {
            guard exif.entry(tag, .primary) == nil, let text = file.text(keyword), !text.isEmpty else { continue }
            exif.set(tag, text: text)
        }
    }

    /// Whether a JPEG's head tells a resolution in a unit.
    private static func hasJFIFDensity(_ data: Data) -> Bool {
        let reader = ByteReader(data: data)
        return reader.text(at: 6, count: 5) == "JFIF\0" && [1, 2].contains(reader.uint8(at: 13))
    }

    /// For formats that have no field of their own for it.
    private static func resolution(in block: Data?) -> Double? {
        guard let block,
            let directory = TIFFDirectories(block.starts(with: Data("Exif".utf8)) ? Data(block.dropFirst(6)) : block)?
                .chain.first, let value = directory[282]?.fractions.first, value.isFinite, value > 1, value < 1_000_000
        else { return nil }
        switch directory[296]?.number ?? 2 {
        case 2: return value
        case 3: return value * 2.54
        default: return nil
        }
    }

    public func kept(_ keeping: Keeping) -> PictureMetadata {
        var kept = self
        switch keeping {
        case .all: break
        case .usual:
            kept.exif = exif.usual
            kept.xmp = xmp.flatMap { XMPPacket($0)?.withoutPrivateProperties.text }
        case .none:
            kept = PictureMetadata()
            kept.resolution = resolution
        }
        if keeping == .all { kept.xmp = xmp.flatMap { XMPPacket($0)?.without(XMPPacket.ofTheFile).text } }
        return kept
    }

    /// As EXIF, with a description where there is none.
    func exifBlock(description: String?) -> Data? { described(description).block }

    func described(_ description: String?) -> EXIFTags {
        var tags = exif
        if let description, !description.isEmpty, tags.entry(270, .primary)?.text == nil {
            tags.set(270, text: description)
        }
        return tags
    }
}

extension PictureMetadata {
    /// What there is to tell a person: foreign text.
    public var facts: [(name: String, value: String)] {
        func text(_ tag: Int, _ place: EXIFTags.Place = .primary) -> String? { exif.entry(tag, place)?.text }
        var facts: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) { if let value { facts.append((name, value)) } }
        add("resolution", resolution.map { "\(Int($0.rounded())) dpi" })
        add("taken", (text(36867, .exif) ?? text(36868, .exif)).map(Self.date))
        var camera = [text(271), text(272)].compactMap(\.self)
        if camera.count == 2, camera[1].lowercased().hasPrefix(camera[0].lowercased()) { camera.removeFirst() }
        add("camera", camera.isEmpty ? nil : camera.joined(separator: " "))
        add("lens", text(42036, .exif))
        add("artist", text(315))
        add("copyright", text(33432))
        add("description", text(270))
        return facts
    }

    /// Whether it tells where the picture was taken.
    public var hasPosition: Bool { exif.tags.contains { $0.place == .gps } || xmp?.contains("GPSLatitude") == true }

    /// "2026:05:01 10:00:00" as people write it.
    private static func date(_ text: String) -> String {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].count == 10 else { return text }
        return parts[0].replacingOccurrences(of: ":", with: "-") + " " + parts[1]
    }
}
