import CLibvips
import Foundation

/// What a picture's own samples are.
public struct PictureColour: Sendable, Equatable {
    public var isGrey: Bool
    /// A channel's: 8 or 16.
    public var bits: Int
    public var profile: ColourProfile

    public init(isGrey: Bool, bits: Int, profile: ColourProfile) {
        self.isGrey = isGrey
        self.bits = bits
        self.profile = profile
    }

    /// 8-bit sRGB in three channels: then the view is the picture itself.
    public static let plain = PictureColour(isGrey: false, bits: 8, profile: .sRGB)
    public var isPlain: Bool { self == .plain }
}

extension PictureColour {
    /// Reads what a file says of its colours, and what is to be said of them. A profile that tells one way only is
    /// given apart: samples have to be converted.
    init(
        of image: VipsImage, in data: Data, as format: PictureFormat, remarks: inout [PictureRemark],
        oneWay: inout Data?
    ) {
        let model = image.model
        let isPalette =
            format == .gif || format == .png && PNGChunks(data).colourType == 3
            || format == .tiff && TIFFDirectories(data)?.chain.first?[262]?.number == 3
        if isPalette {
            remarks.append(.converted(from: .palette))
        }
        let isGrey = model == .grey || image.bands < 3
        let bits = image.numbers == .uint8 ? 8 : 16
        if model == .cmyk || model == .lab {
            remarks.append(.converted(from: model == .cmyk ? .cmyk : .lab))
            if model == .cmyk, let icc = image.metadata(.icc), !icc.dropFirst(16).starts(with: "CMYK".utf8) {
                remarks.append(.profileIgnored)
            }
            self.init(isGrey: false, bits: bits, profile: .sRGB)
            return
        }
        if image.numbers == .float { remarks.append(.converted(from: .float)) }
        if image.numbers == .other { remarks.append(.converted(from: .otherNumbers)) }
        let profile = PictureColour.profile(
            of: image, in: data, as: format, isGrey: isGrey, remarks: &remarks, oneWay: &oneWay)
        self.init(isGrey: isGrey, bits: oneWay == nil ? bits : 16, profile: profile)
    }

    private static func profile(
        of image: VipsImage, in data: Data, as format: PictureFormat, isGrey: Bool, remarks: inout [PictureRemark],
        oneWay: inout Data?
    ) -> ColourProfile {
        func told(_ primaries: Int, _ transfer: Int, isNarrow: Bool = false) -> ColourProfile? {
            let bits = image.numbers == .uint8 ? 8 : 16
            guard
                let space = ColourSpace(primaries: primaries, transfer: transfer, narrowBits: isNarrow ? bits : nil)
            else { return nil }
            if space.curve == .pq || space.curve == .hlg { remarks.append(.highRange) }
            return ColourProfile(space, isGrey: isGrey)
        }
        if format == .jxl {
            // libjxl makes an approximate profile of it, which nobody would know again.
            let facts = VipsImage.facts(jxl: data)
            if [16, 18].contains(facts.transfer), let profile = told(Int(facts.primaries), Int(facts.transfer)) {
                return profile
            }
        }
        let chunks = format == .png ? PNGChunks(data) : nil
        if let cicp = chunks?.cicp, cicp.count == 4, let profile = told(cicp[0], cicp[1], isNarrow: cicp[3] == 0) {
            return profile
        }
        var icc = image.metadata(.icc)
        if icc == nil, let chunks, chunks.hasProfile {
            // A profile counts before an sRGB chunk, but decoders pass over it where that stands first.
            if let range = chunks.sRGB, data.count > range.upperBound {
                let rest = data.prefix(range.lowerBound) + data.dropFirst(range.upperBound)
                icc = (try? VipsImage(opening: rest, as: .png, sequential: true))?.metadata(.icc)
            }
            if icc == nil { remarks.append(.profileIgnored) }
        }
        if let icc {
            if let profile = ColourProfile(icc: icc, isGrey: isGrey) { return profile }
            if !isGrey, let clean = ColourProfile.cleaned(icc), OneWayProfile.isOne(clean) {
                oneWay = clean
                remarks.append(.converted(from: .oneWayProfile))
                return OneWayProfile.goal
            }
            remarks.append(.profileIgnored)
        }
        if let chunks {
            if chunks.isSRGB { return .sRGB }
            if let space = chunks.space { return ColourProfile(space, isGrey: isGrey) }
        }
        if format == .avif || format == .heic, let nclx = ISOBoxes(data).nclx, let profile = told(nclx[0], nclx[1]) {
            return profile
        }
        if image.numbers == .float { return ColourProfile(.linearSRGB, isGrey: isGrey) }
        // Cameras that follow DCF tell Adobe RGB so, without a profile.
        if format == .jpeg || format == .heic, !isGrey, let exif = image.metadata(.exif),
            EXIFTags(block: exif).saysAdobeRGB
        {
            return ColourProfile(.adobeRGB)
        }
        return .sRGB
    }
}

extension PNGChunks {
    /// By gAMA and cHRM; `nil` where neither stands, and where they make no sense.
    fileprivate var space: ColourSpace? {
        guard gamma != nil || chromaticities != nil else { return nil }
        let primaries = chromaticities.map { ColourSpace.Primaries(xy: $0) } ?? .sRGB
        func areNear(_ others: ColourSpace.Primaries) -> Bool {
            zip(primaries.xy, others.xy).allSatisfy { abs($0 - $1) < 0.002 }
        }
        var curve = ColourSpace.Curve.sRGB
        if let gamma {
            guard gamma > 0.05, gamma < 10 else { return nil }
            // With its primaries, 1/2.2 is what sRGB is written as.
            if abs(gamma - 0.45455) > 0.002 || !areNear(.sRGB) { curve = .gamma(1 / gamma) }
        }
        let space = areNear(.displayP3) ? "Display P3" : areNear(.sRGB) ? "sRGB" : "RGB primaries of its own"
        let name = gamma == nil || curve == .sRGB ? space : "\(space), gamma \((100 / (gamma ?? 1)).rounded() / 100)"
        return ColourSpace(name: name, primaries: primaries, curve: curve)
    }
}
