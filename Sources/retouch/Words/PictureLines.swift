import Pictures
import TerminalUI

/// Lines about pictures, for a person.
enum PictureLines {
    /// "16-bit Display P3", "8-bit sRGB, grey"
    static func kind(_ colour: PictureColour) -> String {
        "\(colour.bits)-bit \(Sanitising.line(colour.profile.name, limit: 60))\(colour.isGrey ? ", grey" : "")"
    }

    /// What is said of a picture when it is opened, one line each.
    static func remarks(of picture: Picture) -> [String] {
        var lines = picture.remarks.map { describe($0, picture) }
        if !picture.colour.profile.isSRGB || picture.colour.bits == 16 {
            lines.append(
                "\(kind(picture.colour)): models see it in 8-bit sRGB; what they don't change keeps its own values.")
        }
        return lines
    }

    static func describe(_ remark: PictureRemark, _ picture: Picture) -> String {
        switch remark {
        case .pages(let count, let taken, let isAnimation):
            let what = "\(count) \(isAnimation ? "frames" : "pages")"
            let which = taken == 1 ? "the first" : "number \(taken)"
            return
                "\(what); \(which) is edited.\(isAnimation || picture.chosenPage != nil ? "" : " --page N chooses another.")"
        case .pictures(let count):
            return "\(count) pictures in one file, as 3D cameras and phones write them; the first is edited."
        case .noEndMark(let format):
            return
                "The file lacks its end (the mark after the last \(format == .jpeg ? "row" : "block")); the picture is whole."
        case .converted(let kind):
            if kind == .oneWayProfile {
                return "Its colour profile leads only away from its numbers, as a scanner's does: "
                    + "it was converted, and is edited in \(PictureLines.kind(picture.colour))."
            }
            let verb = kind == .otherNumbers ? "were" : "was"
            return "\(name(kind)) \(verb) converted: it is edited in \(PictureLines.kind(picture.colour))."
        case .channelsLeftOut(let count):
            return count == 1
                ? "One further channel (a mask or a spot colour) is left out."
                : "\(count) further channels (masks or spot colours) are left out."
        case .companion(.gainMap):
            return "Its gain map (for HDR displays) is left out: what it is without it is edited."
        case .companion(.film): return "The film beside it (a motion photo) is left out."
        case .companion(.depthMap): return "Its depth map is left out."
        case .companion(.other): return "What lies beside it in the file is left out."
        case .profileIgnored: return "Its colour profile is broken or for other channels, and was ignored."
        case .highRange: return "High dynamic range: what is brighter than white is shown and edited as white."
        }
    }

    private static func name(_ kind: PictureRemark.Kind) -> String {
        switch kind {
        case .cmyk: "CMYK"
        case .lab: "Lab"
        case .palette: "A palette"
        case .float: "Floating point"
        case .otherNumbers: "Numbers that are neither 8 nor 16 bits"
        case .oneWayProfile: "The profile"
        }
    }
}
