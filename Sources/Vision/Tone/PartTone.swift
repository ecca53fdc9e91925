import Pictures
import Wording

extension Tone {
    /// What stays beside a part makes half a stop look like less than it is: parts get three quarters.
    func strength(onPart strength: Strength) -> Strength {
        switch self {
        case .brighter, .darker: Strength(1.5 * strength.factor)
        default: strength
        }
    }
}

extension Samples {
    /// This picture with another's samples where a mask of the same size selects them: in between the two are mixed, and
    /// where nothing is selected every sample stays.
    func taking(_ new: Samples, where mask: PixelMask) -> Samples {
        precondition(mask.width == width && mask.height == height && new.size == size)
        var result = new.colour.isGrey == colour.isGrey ? self : inColours
        guard result.channels == new.channels, result.colour.bits == new.colour.bits else { return self }
        let (channels, count) = (result.channels, pixelCount)
        func mix<Sample: SampleValue>(
            _ source: UnsafeBufferPointer<Sample>, _ goal: UnsafeMutableBufferPointer<Sample>
        ) {
            for pixel in 0..<count where mask.values[pixel] > 0 {
                let share = Float(mask.values[pixel]) / 255
                for at in (pixel * channels)..<((pixel + 1) * channels) where source[at] != goal[at] {
                    let (old, new) = (Float(goal[at]), Float(source[at]))
                    goal[at] = Sample(old + (new - old) * share + 0.5)
                }
            }
        }
        new.read(
            { source in result.write({ mix(source, $0) }, { _ in }) },
            { source in result.write({ _ in }, { mix(source, $0) }) })
        return result
    }
}
