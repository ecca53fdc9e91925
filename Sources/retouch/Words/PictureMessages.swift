import Foundation
import Glibc
import Pictures
import Studio
import TerminalUI

/// What is said of pictures that can't be read or written.
extension Message {
    init(picture failure: PictureFailure, name: String? = nil) {
        let subject = name.map { Sanitising.name($0) } ?? "It"
        switch failure {
        case .empty: self.init("\(subject) is empty.", exit: .badPicture)
        case .notAPicture(let guess):
            let instead: String =
                switch guess {
                case .text: "a text file"
                case .html: "a web page"
                case .json: "JSON data"
                case .svg: "an SVG drawing, which Retouch can't edit"
                case .pdf: "a PDF document"
                case .zip: "an archive or office document"
                case .video: "a video"
                case .foreign(let kind): "\(kind), which Retouch can't edit"
                case .standIn(let kind): "\(kind), not the picture itself"
                case .unknown: "no picture that Retouch knows"
                }
            self.init(
                "\(subject) is \(instead).",
                next:
                    "\(Self.isForeign(guess) ? "Save it as PNG, TIFF or JPEG first. " : "")Retouch opens PNG, JPEG, WebP, AVIF, HEIC, TIFF, GIF, JPEG XL and JPEG 2000.",
                exit: .badPicture)
        case .damaged(let format, let detail):
            let first = detail.split(separator: "\n").last.map { " (\(Sanitising.line(String($0), limit: 120)))" } ?? ""
            self.init(
                "\(subject) begins as \(format.rawValue.uppercased()), but is damaged or cut short\(first).",
                next: "Fetch or save the file again.", exit: .badPicture)
        case .tooLarge(let width, let height, let limit):
            self.init(
                "\(subject) is \(width)x\(height): more than \(limit / 1_000_000) megapixels.",
                next: "Scale it down in another program first.", exit: .badPicture)
        case .tooManyBytes(let bytes, let limit):
            self.init("\(subject) has \(bytes >> 20) MB: more than \(limit >> 20) MB.", exit: .badPicture)
        case .cameraRaw(let kind):
            self.init(
                "\(subject) is a camera raw file\(kind.isEmpty ? "" : " (\(kind))"): what the sensor saw, not yet developed.",
                next: "Develop it first (darktable, RawTherapee, Lightroom) and open the TIFF or JPEG that it gives.",
                exit: .badPicture)
        case .noSuchPage(let page, let count):
            self.init(
                "\(subject) has no page \(page): \(count == 1 ? "there is one" : "there are \(count)").",
                next: "Leave --page out, or choose one that is there.", exit: .usage)
        case .onlyFirstFrame(let format):
            self.init(
                "Of an animated \(format.rawValue.uppercased()), only the first frame can be opened.",
                next: "Leave --page out, or save the frame as a picture of its own first.", exit: .usage)
        case .unreadable(let format, let way):
            let what: String
            let instead: String
            switch way {
            case .float(let bits):
                what = "floating point numbers of \(bits) bits"
                instead = "with 32-bit floating point, or with 16 bits a channel"
            case .complexNumbers: (what, instead) = ("complex numbers", "with 16 bits a channel")
            case .compression(let number):
                what = "pixels in compression number \(number)"
                instead = "with LZW or ZIP compression, or with none"
            case .bits(let bits): (what, instead) = ("\(bits) bits a channel", "with 8 or 16 bits a channel")
            case .separatePlanes:
                (what, instead) = (
                    "each channel by itself (planar)", "with the channels of a pixel together (interleaved)"
                )
            case .fewerColourSamples:
                (what, instead) = ("fewer samples of colour than of brightness (YCbCr)", "as RGB")
            case .oldJPEG: (what, instead) = ("pixels in old-style JPEG compression", "with LZW or ZIP compression")
            case .profileLab: (what, instead) = ("colours in ICC Lab", "as RGB, or as CIE Lab")
            case .losslessJPEG: (what, instead) = ("lossless compression", "as PNG or TIFF")
            case .jpegLS: (what, instead) = ("JPEG-LS compression", "as PNG or TIFF")
            case .hierarchicalJPEG: (what, instead) = ("hierarchical compression", "as an ordinary JPEG")
            }
            self.init(
                "\(subject) is a \(format.rawValue.uppercased()) with \(what), which Retouch can't read.",
                next: "Save it again \(instead).", exit: .badPicture)
        case .beyondFormat(let format, let side, let limit):
            self.init(
                "\(side) pixels are too wide for \(format.rawValue.uppercased()), whose longest side is \(limit).",
                next: "Choose another ending (.png, .tif), or --max-side \(limit).", exit: .usage)
        case .cannotEncode(let format, let detail):
            self.init(
                "The picture can't be written as \(format.rawValue.uppercased()): \(Sanitising.line(detail, limit: 120)).",
                next: format == .avif
                    ? "Choose another format by the name's ending: .png, .jpg, .webp, .tif. From Debian 13 on, AVIF needs a package of its own: apt-get install libheif-plugin-aomenc"
                    : "Choose another format by the name's ending: .png, .jpg, .webp, .avif, .tif", exit: .cannotWrite)
        case .noLibrary(let library, let detail):
            // As Debian names packages of libraries: libjxl.so.0.7 is in libjxl0.7.
            self.init(
                "\(library), which pictures are read and written with, can't be opened: \(Sanitising.line(detail, limit: 160)).",
                next: "Install it, then try again: apt-get install \(library.replacing(".so.", with: ""))",
                exit: .unavailable)
        }
    }

    private static func isForeign(_ guess: PictureFailure.Guess) -> Bool {
        if case .foreign = guess { true } else { false }
    }

    init(export failure: Export.Failure) {
        switch failure {
        case .exists(let path):
            self.init(
                "\(Sanitising.name(path)) exists already.", kept: "It was not touched.",
                next: "Choose another name, or say --force.", exit: .cannotWrite)
        case .cannotWrite(let path, let code):
            let (reason, next) =
                switch code {
                case ENOENT: ("there is no such folder", "Make the folder, or choose another one.")
                case EISDIR: ("it is a folder", "Name a file in it, or choose another place to write to.")
                default: (String(cString: strerror(code)).lowercased(), "Choose another place to write to.")
                }
            self.init(
                "\(Sanitising.name(path)) can't be written: \(reason).", kept: "The session keeps its turns.",
                next: next,
                exit: .cannotWrite)
        case .isNoFile(let path):
            self.init(
                "\(Sanitising.name(path)) is a device, a pipe or a socket, and no file.", kept: "It was not touched.",
                next: "Choose another name to write to.", exit: .cannotWrite)
        case .insideSession(let path, let session):
            self.init(
                "\(Sanitising.name(path)) lies in the folder of a session, \(Sanitising.name(session)).",
                kept: "Nothing was written: what is in there belongs to the session.",
                next: "Choose a place outside of it, such as: -o ~/out.png", exit: .cannotWrite)
        case .nameIsNoText(let path):
            self.init(
                "\(Sanitising.name(path)) is no name that can be written: its bytes are no text (UTF-8).",
                kept: "Nothing was written.", next: "Choose a name of plain letters.", exit: .usage)
        case .unwritableFormat(let ending):
            self.init(
                ending.isEmpty
                    ? "The name has no ending that tells the format."
                    : "Pictures can't be written as .\(Sanitising.name(ending)).",
                next: "Endings that work: .png, .jpg, .webp, .avif, .tif; .ora has a layer for each turn", exit: .usage)
        }
    }
}
