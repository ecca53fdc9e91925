import Foundation

/// What a file says of a picture besides its pixels and their colours.
public struct PictureMetadata: Sendable, Equatable {
    /// Pixels per inch, across; `nil` where nothing is said.
    public var resolution: Double?
    /// Pixels per inch from top to bottom, where they are others.
    public var resolutionDown: Double?
    var exif = EXIFTags()
    /// An XMP packet: foreign text.
    public var xmp: String?
    /// IPTC's older captions.
    var iptc: IPTCRecords?
    /// Comments, and what a PNG says under keywords.
    var texts: [Text] = []

    /// Foreign text.
    struct Text: Sendable, Equatable {
        var keyword: String
        var text: String
    }

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
        let told = image.resolution
        resolution = told?.across
        let is72 = resolution.map { abs($0 - 72) < 0.1 } ?? false
        switch format {
        case .png: if !PNGChunks(data).hasResolution { resolution = nil }
        // Numbers without a unit are a shape of pixels at most.
        case .tiff: if TIFFDirectories(data)?.chain.first?[296]?.number == 1 { resolution = nil }
        // 72 is also what decoders say where a file says nothing.
        case .jpeg: if is72, !JPEGFile(data).hasDensity { resolution = nil }
        default: if is72 { resolution = nil }
        }
        resolutionDown = resolution == nil ? nil : told?.down
        if resolution == nil, format != .png, let told = Self.resolution(in: image.metadata(.exif)),
            abs(told.across - 72) > 0.1
        {
            (resolution, resolutionDown) = (told.across, told.down)
        }
        // A PNG counts by the metre, in whole numbers: 11811 are 300 to the inch.
        func rounded(_ value: Double?) -> Double? { value.map { abs($0 - $0.rounded()) < 0.01 ? $0.rounded() : $0 } }
        (resolution, resolutionDown) = (rounded(resolution), rounded(resolutionDown))
        if image.isSideways, let down = resolutionDown { (resolution, resolutionDown) = (down, resolution) }
        if let across = resolution, let down = resolutionDown, abs(across - down) < 0.01 * across {
            resolutionDown = nil
        }
        xmp = image.metadata(.xmp).flatMap { XMPPacket.decoded($0) }
        iptc = image.metadata(.iptc).flatMap { IPTCRecords($0) }
        if format == .jxl || format == .jp2 {
            let boxes = BoxedMetadata(data)
            if exif.tags.isEmpty, let block = boxes.exif { exif = EXIFTags(block: block) }
            xmp = xmp ?? boxes.xmp.flatMap { XMPPacket.decoded($0) }
            iptc = iptc ?? boxes.iptc.flatMap { IPTCRecords($0) }
        }
        if format == .png { add(PNGFile(data)) }
        if format == .jpeg {
            let file = JPEGFile(data)
            if let packet = file.packet { xmp = packet.text }
            iptc = file.iptc
            texts = file.comments.map { Text(keyword: "Comment", text: $0) }
        }
    }

    /// What a PNG's text chunks say, also where EXIF says nothing of it.
    private mutating func add(_ file: PNGFile) {
        iptc = iptc ?? (file.profile("iptc") ?? file.profile("8bim")).flatMap { IPTCRecords($0) }
        if exif.tags.isEmpty, let block = file.profile("exif") ?? file.profile("APP1") { exif = EXIFTags(block: block) }
        if xmp == nil { xmp = file.profile("xmp").flatMap { XMPPacket.decoded($0) } }
        let all = file.texts
        texts = all.filter { $0.keyword != "XML:com.adobe.xmp" && !$0.keyword.hasPrefix("Raw profile type") }
        for (keyword, tag) in [("Author", 315), ("Copyright", 33432), ("Description", 270)] {
            guard exif.entry(tag, .primary) == nil, let text = texts.first(where: { $0.keyword == keyword })?.text,
                !text.isEmpty, text.utf8.count < 1 << 16
            else { continue }
            exif.set(tag, text: text)
        }
    }

    /// For formats that have no field of their own for it.
    private static func resolution(in block: Data?) -> (across: Double, down: Double)? {
        guard let block,
            let directory = TIFFDirectories(block.starts(with: Data("Exif".utf8)) ? Data(block.dropFirst(6)) : block)?
                .chain.first
        else { return nil }
        func value(_ tag: Int) -> Double? {
            guard let value = directory[tag]?.fractions.first, value.isFinite, value > 1, value < 1_000_000 else {
                return nil
            }
            return value
        }
        guard let across = value(282) else { return nil }
        let down = value(283) ?? across
        switch directory[296]?.number ?? 2 {
        case 2: return (across, down)
        case 3: return (across * 2.54, down * 2.54)
        default: return nil
        }
    }

    public func kept(_ keeping: Keeping) -> PictureMetadata {
        var kept = self
        switch keeping {
        case .all: kept.xmp = xmp.flatMap { XMPPacket($0)?.withoutTheFile.text }
        case .usual:
            kept.exif = exif.usual
            kept.xmp = xmp.flatMap { XMPPacket($0)?.withoutPrivateProperties.text }
            kept.texts = []
        case .none:
            kept = PictureMetadata()
            (kept.resolution, kept.resolutionDown) = (resolution, resolutionDown)
        }
        return kept
    }

    /// The XMP packet for a file of a format: with the captions where it has no place for IPTC's records as such.
    package func packet(for format: PictureFormat) -> String? {
        guard let iptc, format != .jpeg, format != .tiff else { return xmp }
        let packet = xmp.flatMap { XMPPacket($0) } ?? XMPPacket(XMPPacket.empty)
        return packet.flatMap { packet in iptc.asXMP(beside: packet).map { packet.adding($0).text } } ?? xmp
    }

    /// As EXIF for a file of a format, with a description where there is none, and with the texts where the format has no
    /// place for them.
    func tags(for format: PictureFormat, description: String?) -> EXIFTags {
        var tags = described(description)
        guard !texts.isEmpty, format != .jpeg, format != .png else { return tags }
        var lines: [String] = []
        if let own = tags.entry(37510, .exif) {
            // One that can't be read stays alone.
            guard let text = own.comment else { return tags }
            if !text.isEmpty { lines.append(text) }
        }
        for text in texts.map({ $0.keyword == "Comment" ? $0.text : "\($0.keyword): \($0.text)" })
        where !lines.contains(text) {
            lines.append(text)
        }
        let text = lines.joined(separator: "\n")
        let ascii = text.data(using: .ascii)
        let value =
            ascii.map { Data("ASCII\0\0\0".utf8) + $0 }
            ?? Data("UNICODE\0".utf8) + (text.data(using: .utf16LittleEndian) ?? Data())
        tags.set(.init(tag: 37510, type: 7, count: value.count, value: value), .exif)
        return tags
    }

    var resolutions: (Double, Double)? { resolution.map { ($0, resolutionDown ?? $0) } }

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
        func dots(_ value: Double) -> String { String(Int(value.rounded())) }
        add(
            "resolution",
            resolution.map { across in "\(dots(across))\(resolutionDown.map { " x \(dots($0))" } ?? "") dpi" })
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
