import Foundation
package import ImageModels
package import Locality
package import Pictures

/// How a picture, or a region of it, is fitted to what a model takes, and what shape is asked of it.
package struct Fitting: Equatable {
    /// `nil` for a model that takes pictures as they are, and where only a region is sent.
    package var frame: Frame?
    package var crop: RegionCrop?
    package var output: OutputShape?
    /// Whether the model paints anew what it is sent, so that the rest has to be kept as it was.
    package var keepsTheRest: Bool

    /// `isOfAll`: a region is painted anew within all of the picture. Throws `TurnFailure.noSuchRegion` for a region that does
    /// not lie in the picture.
    package init(
        of picture: PixelSize, region: Region? = nil, to profile: ModelProfile, settings: TurnSettings,
        isOfAll: Bool = false
    ) throws(TurnFailure) {
        keepsTheRest = profile.framing != .asTheyAre
        guard let region else {
            fit(picture, to: profile.framing, settings)
            return
        }
        let whole = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        let sizes = profile.framing.sizes(around: region.box, settings)
        guard !region.box.isEmpty, region.box.intersection(whole) == region.box,
            let crop = isOfAll
                ? RegionCrop(box: region.box, inAllOf: picture, sizes: sizes)
                : RegionCrop(box: region.box, in: picture, sizes: sizes)
        else { throw .noSuchRegion(region.box, picture: picture) }
        self.crop = crop
        fit(crop.frame.sent, to: profile.framing, settings)
        frame = nil
    }

    private mutating func fit(_ picture: PixelSize, to framing: ModelProfile.Framing, _ settings: TurnSettings) {
        switch framing {
        case .asTheyAre: break
        case .sizes(let classes):
            guard let sizeClass = classes.wanted(settings) else { return }
            let frame = Frame(fitting: picture, into: sizeClass.shapes.map(\.size))
            let wanted =
                sizeClass.shapes.first { crop == nil && settings.ratio != nil && $0.ratio == settings.ratio }
                ?? sizeClass.shapes.first { $0.size == frame.sent }
            self.frame = frame
            output = OutputShape(
                ratio: wanted?.ratio, sizeClass: sizeClass.isNamed ? sizeClass.name : nil, pixels: wanted?.size)
        case .anySize(let bounds):
            let sent = bounds.nearest(to: picture, sizeClass: settings.size)
            frame = Frame(fitting: picture, into: [sent])
            var pixels = sent
            if crop == nil, let ratio = settings.ratio {
                pixels = bounds.nearest(
                    to: PixelSize(width: ratio.width * 1000, height: ratio.height * 1000), sizeClass: settings.size)
            }
            output = OutputShape(ratio: crop == nil ? settings.ratio : nil, sizeClass: nil, pixels: pixels)
        }
    }

    /// What is sent of a region as a mask: transparent where the picture may change.
    package func mask(of region: Region?) throws(PictureFailure) -> Picture? {
        guard let (size, isInside) = covered(by: region) else { return nil }
        var bytes = [UInt8](repeating: 255, count: isInside.count * 4)
        for (place, isInside) in isInside.enumerated() where isInside { bytes[place * 4 + 3] = 0 }
        return try PixelBuffer(width: size.width, height: size.height, channels: 4, bytes: bytes).picture()
    }

    /// The region's outline, of the size of what is sent of it; `nil` where no region is.
    package func markup(of region: Region?) throws(PictureFailure) -> Picture? {
        guard let (size, isInside) = covered(by: region) else { return nil }
        return try Markup.drawing(around: isInside, size: size)
    }

    /// Which pixels of what is sent a region covers, by rows.
    private func covered(by region: Region?) -> (size: PixelSize, isInside: [Bool])? {
        guard let region, let crop else { return nil }
        let frame = crop.frame
        let (width, height) = (frame.sent.width, frame.sent.height)
        let scaleX = Double(crop.crop.width) / Double(frame.content.width)
        let scaleY = Double(crop.crop.height) / Double(frame.content.height)
        var isInside = [Bool](repeating: false, count: width * height)
        for y in 0..<height {
            let top = crop.crop.y + Int((Double(y - frame.y) + 0.5) * scaleY)
            guard (region.box.y..<region.box.maxY).contains(top) else { continue }
            for x in 0..<width {
                let left = crop.crop.x + Int((Double(x - frame.x) + 0.5) * scaleX)
                guard (region.box.x..<region.box.maxX).contains(left) else { continue }
                if let mask = region.mask, mask.values[top * mask.width + left] < 128 { continue }
                isInside[y * width + x] = true
            }
        }
        return (frame.sent, isInside)
    }

    /// What is sent of a picture; `nil` where it is sent as it is.
    func applied(to pixels: PixelBuffer) throws(PictureFailure) -> PixelBuffer? {
        if let crop { return try crop.applied(to: pixels) }
        return try frame?.applied(to: pixels)
    }
}

extension [ModelProfile.SizeClass] {
    fileprivate func wanted(_ settings: TurnSettings) -> ModelProfile.SizeClass? {
        first { $0.name == settings.size } ?? first
    }
}

extension ModelProfile.Framing {
    /// The sizes that a region may be sent in; none where it is sent at its own.
    fileprivate func sizes(around box: Rectangle, _ settings: TurnSettings) -> [PixelSize] {
        switch self {
        case .asTheyAre: []
        case .sizes(let classes): classes.wanted(settings)?.shapes.map(\.size) ?? []
        case .anySize(let bounds):
            [bounds.nearest(to: PixelSize(width: box.width, height: box.height), sizeClass: settings.size)]
        }
    }
}

extension ModelProfile.SizeBounds {
    /// The size within the bounds that has a picture's ratio most nearly, at the area that a class of size stands for.
    func nearest(to picture: PixelSize, sizeClass: String?) -> PixelSize {
        let edge: Double =
            switch sizeClass {
            case "512": 512
            case "2K": 2048
            case "4K": 4096
            default: 1024
            }
        let area = min(max(edge * edge, Double(pixels.lowerBound)), Double(pixels.upperBound))
        let own = Double(picture.width) / Double(picture.height)
        let ratio = min(max(own, 1 / steepest), steepest)
        let longest = min(Double(longestSide), (area * max(ratio, 1 / ratio)).squareRoot())
        func snapped(_ side: Double) -> Int { max(1, Int((side / Double(multiple)).rounded())) * multiple }
        var width = snapped(ratio >= 1 ? longest : longest * ratio)
        var height = snapped(ratio >= 1 ? longest / ratio : longest)
        // Rounding may leave the bounds by one step.
        while width * height < pixels.lowerBound {
            if width <= height { width += multiple } else { height += multiple }
        }
        while width * height > pixels.upperBound {
            if width >= height { width -= multiple } else { height -= multiple }
        }
        while Double(max(width, height)) > steepest * Double(min(width, height)) {
            if width > height { width -= multiple } else { height -= multiple }
        }
        return PixelSize(width: min(width, longestSide), height: min(height, longestSide))
    }
}
