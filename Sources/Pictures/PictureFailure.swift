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

    public enum Way: Sendable, Equatable {
        /// Floating point numbers of so many bits.
        case float(bits: Int)
        case complexNumbers
        /// A TIFF's, by its number.
        case compression(Int)
    }

    /// What the bytes look like instead.
    public enum Guess: Sendable, Equatable {
        case text, html, json, svg, pdf, zip, video, unknown

        init(guessing data: Data) {
            let head = Array(data.prefix(512))
            let text = String(decoding: head, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
                .lowercased()
            if head.starts(with: Array("%PDF".utf8)) {
                self = .pdf
            } else if head.starts(with: Array("PK\u{3}\u{4}".utf8)) {
                self = .zip
            } else if head.count > 8, Array(head[4..<8]) == Array("ftyp".utf8) {
                self = .video
            } else if text.contains("<svg") {
                self = .svg
            } else if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
                self = .html
            } else if text.hasPrefix("{") || text.hasPrefix("[") {
                self = .json
            } else if !head.contains(where: { $0 < 9 || (14..<32).contains($0) }), !text.contains("\u{FFFD}") {
                self = .text
            } else {
                self = .unknown
            }
        }
    }
}
