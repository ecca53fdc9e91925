import Foundation

extension PictureEncoding {
    /// Puts right what libvips writes differently: a resolution where none is known, colours that AVIF leaves open, tags
    /// that a TIFF lacks.
    func finished(_ data: Data, profile: ColourProfile) -> Data {
        let metadata = metadata ?? PictureMetadata()
        switch format {
        case .png: return PNGFile(data).finished(metadata)
        case .jpeg: return metadata.resolution == nil ? withoutJFIFDensity(data) : data
        case .avif: return profile.isSRGB ? withSRGBBox(data) : data
        case .tiff: return withTags(data, metadata.described(description))
        default: return data
        }
    }

    /// JFIF's density as a ratio of 1 to 1, in no unit.
    private func withoutJFIFDensity(_ data: Data) -> Data {
        guard data.count > 20, data.dropFirst(6).starts(with: Data("JFIF\0".utf8)) else { return data }
        var out = data
        let at = out.startIndex + 13
        out.replaceSubrange(at..<(at + 5), with: [0, 0, 1, 0, 1])
        return out
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
