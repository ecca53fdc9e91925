import Foundation
package import ImageModels
package import Pictures

/// How a picture is fitted to what a model takes, and what shape is asked of it.
package struct Fitting: Equatable {
    package var frame: Frame
    package var output: OutputShape

    /// `nil` for a model that takes pictures as they are.
    package init?(of picture: PixelSize, to profile: ModelProfile, settings: TurnSettings) {
        switch profile.framing {
        case .asTheyAre: return nil
        case .sizes(let classes):
            guard let sizeClass = classes.first(where: { $0.name == settings.size }) ?? classes.first else {
                return nil
            }
            frame = Frame(fitting: picture, into: sizeClass.shapes.map(\.size))
            let sent = frame.sent
            let wanted =
                sizeClass.shapes.first { settings.ratio != nil && $0.ratio == settings.ratio }
                ?? sizeClass.shapes.first { $0.size == sent }
            output = OutputShape(
                ratio: wanted?.ratio, sizeClass: sizeClass.isNamed ? sizeClass.name : nil, pixels: wanted?.size)
        case .anySize(let bounds):
            let sent = bounds.nearest(to: picture, pixels: settings.size)
            frame = Frame(fitting: picture, into: [sent])
            var pixels = sent
            if let ratio = settings.ratio {
                pixels = bounds.nearest(
                    to: PixelSize(width: ratio.width * 1000, height: ratio.height * 1000), pixels: settings.size)
            }
            output = OutputShape(ratio: settings.ratio, sizeClass: nil, pixels: pixels)
        }
    }
}

extension ModelProfile.SizeBounds {
    /// The size within the bounds that has a picture's ratio most nearly, at the area that a class of size stands for.
    func nearest(to picture: PixelSize, pixels sizeClass: String?) -> PixelSize {
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
