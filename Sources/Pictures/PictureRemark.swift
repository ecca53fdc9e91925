/// What a designer should know of a picture that was opened.
public enum PictureRemark: Sendable, Equatable {
    /// More than one frame or page; the one that was taken counts from 1.
    case pages(Int, taken: Int, isAnimation: Bool)
    /// Several whole pictures in one JPEG, of which the first was taken.
    case pictures(Int)
    /// Nothing but the mark at its end is missing.
    case noEndMark(PictureFormat)
    /// Opened as the nearest that can be kept.
    case converted(from: Kind)
    /// Channels of a TIFF beyond its colours and its alpha.
    case channelsLeftOut(Int)
    /// What lies beside the picture in the same file.
    case companion(Companion)
    /// Its profile is broken, or for other channels than its own.
    case profileIgnored
    /// High dynamic range: what is brighter than white is white.
    case highRange

    public enum Kind: Sendable, Equatable {
        case cmyk, lab, palette, float, otherNumbers, oneWayProfile
    }

    public enum Companion: Sendable, Equatable {
        case gainMap, film, depthMap, other
    }
}
