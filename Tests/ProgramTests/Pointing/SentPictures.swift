import Foundation
import Pictures
import Testing

/// A picture as a terminal was sent it, taken out of the bytes again.
struct SentPicture {
    /// What was said of it: kitty's keys, or iTerm2's arguments.
    var control: [String: String]
    var data: Data

    func pixels() throws -> PixelBuffer { try Picture(inspecting: data).pixels() }

    /// What came by kitty's protocol: `ESC _ G keys ; base64 ESC \`, in pieces of which all but the last say m=1.
    static func kitty(in output: [UInt8]) -> [SentPicture] {
        var pictures: [SentPicture] = []
        var open: (control: [String: String], text: String)?
        for body in bodies(in: output, from: "\u{1B}_G", to: "\u{1B}\\") {
            let parts = body.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let control = fields(parts[0], separator: ",")
            guard control["a"] != "d", control["a"] != "q" else { continue }
            var picture = open ?? (control, "")
            picture.text += parts.count > 1 ? parts[1] : ""
            if control["m"] == "1" {
                open = picture
            } else {
                open = nil
                if let data = Data(base64Encoded: picture.text) {
                    pictures.append(SentPicture(control: picture.control, data: data))
                }
            }
        }
        return pictures
    }

    /// The numbers of pictures that were taken away again.
    static func kittyRemovals(in output: [UInt8]) -> [String] {
        bodies(in: output, from: "\u{1B}_G", to: "\u{1B}\\").map {
            fields(String($0.prefix { $0 != ";" }), separator: ",")
        }
        .filter { $0["a"] == "d" }.compactMap { $0["i"] }
    }

    /// What came by iTerm2's: `ESC ] 1337 ; File = arguments : base64 BEL`.
    static func iterm(in output: [UInt8]) -> [SentPicture] {
        bodies(in: output, from: "\u{1B}]1337;File=", to: "\u{7}").compactMap { body in
            let parts = body.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let data = Data(base64Encoded: parts[1]) else { return nil }
            return SentPicture(control: fields(parts[0], separator: ";"), data: data)
        }
    }

    private static func bodies(in output: [UInt8], from start: String, to end: String) -> [String] {
        String(decoding: output, as: UTF8.self).components(separatedBy: start).dropFirst()
            .compactMap { $0.components(separatedBy: end).first }
    }

    private static func fields(_ text: String, separator: Character) -> [String: String] {
        Dictionary(
            text.split(separator: separator).map { field in
                let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { $1 })
    }
}
