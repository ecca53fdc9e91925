import Foundation

/// Why bytes are no picture that can be worked with, or why one could not be written.
public enum PictureFailure: Error, Sendable, Equatable {
    case empty
    case notAPicture(Guess)
    /// Of this format by its first bytes, but damaged or cut short.
    case damaged(PictureFormat, detail: String)
    case tooLarge(width: Int, height: Int, limit: Int)
    case tooManyBytes(Int, limit: Int)
    /// A camera's own file, by the name of its kind (`""` where that is not known).
    case cameraRaw(String)
    case noSuchPage(Int, count: Int)
    /// A further frame of an animation of which only the first can be opened.
    case onlyFirstFrame(PictureFormat)
    /// Whole perhaps, but written in a way that can't be read here.
    case unreadable(PictureFormat, Way)
    /// More than a format can be: a side, in pixels.
    case beyondFormat(PictureFormat, side: Int, limit: Int)
    case cannotEncode(PictureFormat, detail: String)
    /// A library of this system that reads or writes pictures, by its file's name, is not there or does not fit.
    case noLibrary(String, detail: String)

    public enum Way: Sendable, Equatable {
        /// Floating point numbers of so many bits.
        case float(bits: Int)
        case complexNumbers
        /// A TIFF's, by its number.
        case compression(Int)
        /// Whole numbers of so many bits a channel.
        case bits(Int)
        /// A TIFF's channels one after the other, in tiles, or of grey with alpha.
        case separatePlanes
        /// A TIFF's colours as a video's, uncompressed, with fewer samples of colour than of brightness.
        case fewerColourSamples
        /// A TIFF's first way to hold a JPEG, which its makers gave up.
        case oldJPEG
        /// A TIFF's Lab as profiles have it.
        case profileLab
        case losslessJPEG, jpegLS, hierarchicalJPEG
    }

    /// What the bytes look like instead.
    public enum Guess: Sendable, Equatable {
        case text, html, json, svg, pdf, zip, video, unknown
        /// Of a kind that other programs open, by its name.
        case foreign(String)
        /// What stands for a picture that is elsewhere, by what it is.
        case standIn(String)

        private static let standIns: [(magic: [UInt8], name: String)] = [
            (Array("version https://git-lfs".utf8), "a pointer of Git LFS"),
            (Array("data:image/".utf8), "a picture as text (base64)"),
            (Array("iVBORw0KGgo".utf8), "a picture as text (base64)"),
            (Array("/9j/4".utf8), "a picture as text (base64)"),
            ([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], "a Windows shortcut"),
            ([0, 0x05, 0x16, 0x07], "what macOS keeps beside a file (\u{201C}._\u{2026}\u{201D})"),
        ]

        private static let foreignKinds: [(offset: Int, magic: String, name: String)] = [
            (0, "8BPS\0\u{1}", "a Photoshop document (PSD)"), (0, "8BPS\0\u{2}", "a large Photoshop document (PSB)"),
            (0, "%!PS", "a PostScript drawing (EPS)"), (0, "gimp xcf", "a GIMP document (XCF)"),
            (0, "#?RADIANCE", "a Radiance picture (HDR)"), (0, "#?RGBE", "a Radiance picture (HDR)"),
            (0, "icns", "an icon of macOS (ICNS)"), (0, "qoif", "a QOI picture"), (0, "DDS ", "a texture (DDS)"),
            (0, "SIMPLE  =", "an astronomer's picture (FITS)"), (0, "SDPX", "a film scan (DPX)"),
            (0, "XPDS", "a film scan (DPX)"), (0, "/* XPM", "an XPM icon"), (0, "AT&TFORM", "a DjVu document"),
            (0, "PF\n", "a PFM picture"), (8, "ILBM", "an Amiga picture (ILBM)"),
            (8, "ACON", "a Windows pointer (ANI)"),
            (8, "AVI ", "a video"), (40, " EMF", "a Windows drawing (EMF)"), (128, "DICM", "a medical picture (DICOM)"),
            (38, "application/x-krita", "a Krita document"), (38, "image/openraster", "a layered picture (ORA)"),
            (30, "document.json", "a Sketch document"), (30, "meta.json", "a Sketch document"),
            (0, "fig-kiwi", "a Figma document"), (0, "CSFCHUNK", "a Clip Studio document"),
            (0, "BLENDER", "a Blender document"),
        ]
        private static let foreignBytes: [(magic: [UInt8], name: String)] = [
            ([0x76, 0x2F, 0x31, 0x01], "an OpenEXR picture (EXR)"), ([0, 0, 1, 0], "a Windows icon (ICO)"),
            ([0xC5, 0xD0, 0xD3, 0xC6], "a PostScript drawing (EPS)"), ([0x49, 0x49, 0xBC, 0x01], "a JPEG XR picture"),
            ([0x06, 0x06, 0xED, 0xF5, 0xD8, 0x1D, 0x46, 0xE5], "an InDesign document"),
            ([0x8A, 0x4D, 0x4E, 0x47], "an MNG animation"), ([0x8B, 0x4A, 0x4E, 0x47], "a JNG picture"),
            ([0x80, 0x2A, 0x5F, 0xD7], "a film scan (Cineon)"), ([0x01, 0xDA], "an SGI picture"),
            ([0x1A, 0x45, 0xDF, 0xA3], "a video"), ([0, 0, 2, 0, 1], "a Windows pointer (CUR)"),
            ([0xD7, 0xCD, 0xC6, 0x9A], "a Windows drawing (WMF)"), ([0xAB, 0x4B, 0x54, 0x58], "a texture (KTX)"),
            ([0, 0xFF, 0x4B, 0x41], "an Affinity document"), ([0x1F, 0x8B], "a compressed file (gzip)"),
        ]

        /// What kind of picture or drawing it is that only others open.
        private static func foreign(_ head: [UInt8]) -> String? {
            if let kind = foreignKinds.first(where: { head.dropFirst($0.offset).starts(with: $0.magic.utf8) }) {
                return kind.name
            }
            if let kind = foreignBytes.first(where: { head.starts(with: $0.magic) }) { return kind.name }
            // Two letters are not much: the rest of the head has to be as theirs is.
            let reader = ByteReader(data: Data(head), isLittleEndian: true)
            if head.starts(with: "BM".utf8), let size = reader.uint32(at: 14),
                [12, 40, 52, 56, 64, 108, 124].contains(size)
            {
                return "a Windows bitmap (BMP)"
            }
            if head.count > 3, head[0] == UInt8(ascii: "P"), (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(head[1]),
                [0x0A, 0x0D, 0x20].contains(head[2]),
                head.dropFirst(3).first.map({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "#") || head[1] > 0x36 })
                    ?? false
            {
                return "a Netpbm picture (PPM)"
            }
            if head.count > 18, head[0] == 10, [0, 2, 3, 4, 5].contains(head[1]), head[2] <= 1,
                [1, 2, 4, 8].contains(head[3])
            {
                return "a PCX picture"
            }
            let isTrueVision =
                head.count > 18 && head[1] <= 1 && head[17] < 0x40
                && (head[1] == 1 || head[3..<8].allSatisfy { $0 == 0 }) && [1, 2, 3, 9, 10, 11].contains(head[2])
                && [8, 15, 16, 24, 32].contains(head[16]) && (reader.uint16(at: 12) ?? 0) > 0
                && (reader.uint16(at: 14) ?? 0) > 0
            return isTrueVision ? "a Targa picture (TGA)" : nil
        }

        init(guessing data: Data) {
            let head = Array(data.prefix(512))
            let text = String(decoding: head, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
                .lowercased()
            if let kind = Self.standIns.first(where: { head.starts(with: $0.magic) }) {
                self = .standIn(kind.name)
            } else if let kind = Self.foreign(head) {
                self = .foreign(kind)
            } else if head.starts(with: Array("%PDF".utf8)) {
                self = .pdf
            } else if head.starts(with: Array("PK\u{3}\u{4}".utf8)) {
                self = .zip
            } else if head.count > 8, Array(head[4..<8]) == Array("ftyp".utf8) {
                self = .video
            } else if data.prefix(1 << 16).range(of: Data("<svg".utf8)) != nil, text.hasPrefix("<") {
                // Comments and definitions may stand before it.
                self = .svg
            } else if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
                self = .html
            } else if text.hasPrefix("{") && !text.hasPrefix("{\\rtf") || text.hasPrefix("[") {
                self = .json
            } else if !head.contains(where: { $0 < 9 || (14..<32).contains($0) }), !text.contains("\u{FFFD}") {
                self = .text
            } else {
                self = .unknown
            }
        }
    }
}
