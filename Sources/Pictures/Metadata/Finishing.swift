import Foundation

extension PictureEncoding {
    /// The XMP packet that is written.
    var packet: String? { xmp ?? metadata?.packet(for: format) }

    /// EXIF from "Exif\0\0" on; `nil` where there is nothing to say.
    func exif(beside size: PixelSize, _ profile: ColourProfile) -> Data? {
        let metadata = metadata ?? PictureMetadata()
        return metadata.tags(for: format, description: description).block(
            beside: .init(resolution: metadata.resolutions, size: size, isSRGB: profile.isSRGB))
    }

    /// Puts right what libvips writes differently: a resolution where none is known, colours that AVIF leaves open,
    /// tags that it doesn't know or a TIFF lacks, blocks that are longer than it takes.
    func finished(_ data: Data, of size: PixelSize, profile: ColourProfile) -> Data {
        let metadata = metadata ?? PictureMetadata()
        let exif = exif(beside: size, profile)
        switch format {
        case .png: return PNGFile(data).finished(metadata, exif: exif, cicp: profile.highRange?.cicp)
        case .jpeg:
            let comments = metadata.texts.map { $0.keyword == "Comment" ? $0.text : "\($0.keyword): \($0.text)" }
            return JPEGFile(data).finished(
                exif: exif, iptc: metadata.iptc, xmp: packet, comments: comments,
                density: metadata.resolutions)
        case .webp: return exif.map { WebPFile(data).with(exif: Data($0.dropFirst(6))) } ?? data
        case .avif:
            let told = profile.isSRGB ? withSRGBBox(data) : data
            return exif.map { ISOFile(told).with(exif: Data($0.dropFirst(6))) } ?? told
        case .tiff:
            var tags = metadata.tags(for: format, description: description)
            if let iptc = metadata.iptc?.data {
                tags.set(.init(tag: 33723, type: 7, count: iptc.count, value: iptc), .primary)
            }
            return withTags(data, tags)
        default: return data
        }
    }

    /// sRGB's primaries and curve in a box that says "unspecified".
    private func withSRGBBox(_ data: Data) -> Data {
        guard let found = data.range(of: Data("colrnclx".utf8)), found.upperBound + 4 <= data.endIndex else {
            return data
        }
        var out = data
        out.replaceSubrange(found.upperBound..<(found.upperBound + 4), with: [0, 1, 0, 13])
        return out
    }

    /// The tags in the file's directory, which is written anew at the end.
    private func withTags(_ data: Data, _ tags: EXIFTags) -> Data {
        guard !tags.tags.isEmpty else { return data }
        let reader = ByteReader(data: data, isLittleEndian: true)
        // libvips writes the processor's order; classic TIFF's offsets end at four gigabytes.
        guard reader.text(at: 0, count: 2) == "II", reader.uint16(at: 2) == 42, let offset = reader.uint32(at: 4),
            let count = reader.uint16(at: offset), data.count < 0xF000_0000
        else { return data }
        let others = (0..<count).compactMap { index -> (tag: Int, bytes: Data)? in
            guard let bytes = reader.bytes(at: offset + 2 + 12 * index, count: 12),
                let tag = reader.uint16(at: offset + 2 + 12 * index)
            else { return nil }
            return (tag, Data(bytes))
        }
        var out = data
        if out.count % 2 == 1 { out.append(0) }
        let place = out.count
        out.append(tags.directories(at: place, others: others))
        var pointer = Data()
        pointer.append(little: UInt32(truncatingIfNeeded: place))
        out.replaceSubrange((out.startIndex + 4)..<(out.startIndex + 8), with: pointer)
        return out
    }
}
