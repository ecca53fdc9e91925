import Foundation
import Glibc

/// What a terminal's window or tab is called, and the folder that it is told to be in.
public struct TerminalTitle: Sendable, Equatable {
    public var text: String
    /// Where new tabs of the terminal begin; an absolute path.
    public var folder: String

    public init(_ text: String, folder: String) {
        self.text = text
        self.folder = folder
    }

    /// OSC 0 and OSC 7. The text may come from outside: no character of it is a control character, and it is short.
    var announcement: String {
        let title = String(printable(text).prefix(120))
        return "\u{1B}]0;\(title)\u{1B}\\" + Self.telling(folder)
    }

    /// Puts the title on the terminal's own stack; terminals without one pass over it.
    static let keeping = "\u{1B}[22;0t"
    /// Takes the title that was kept, and goes back to the folder that the program was started in.
    static var farewell: String { "\u{1B}[23;0t" + telling(FileManager.default.currentDirectoryPath) }

    private static func telling(_ folder: String) -> String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = name.withUnsafeBufferPointer {
            String(decoding: $0.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        let path = folder.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2F, 0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : String(format: "%%%02X", byte)
        }
        return "\u{1B}]7;file://\(printable(host))\(path.joined())\u{1B}\\"
    }
}
