import Foundation
import LineEditing

/// What a line that was typed means.
enum TypedLine: Equatable {
    case empty
    /// A command's name as typed, without the slash, and the rest of the line.
    case command(String, String)
    /// A picture's path, as terminals paste it when a file is dropped on them.
    case open(String)
    /// Several pictures' paths, as when several files are dropped at once.
    case several([String])
    case instruction(String)

    /// - Parameter exists: whether there is a file by this path, `~` and relative paths resolved.
    init(_ line: String, exists: (String) -> Bool) {
        // A simple terminal hands on what its keys send, and a pipe whatever there is: none of it is to be paid for.
        let typed = line.withoutSequences
        guard typed.unicodeScalars.contains(where: Self.shows) else {
            self = .empty
            return
        }
        let text = DroppedPath.unwrapped(DroppedPath.trimmed(typed))
        if DroppedPath.looksLikePath(text), let path = DroppedPath.whole(in: text, exists: exists) {
            self = .open(path)
        } else if let paths = DroppedPath.paths(in: text, exists: exists) {
            // What is no picture is told as that.
            self = paths.first { !DroppedPath.isPictureName($0) }.map(TypedLine.open) ?? .several(paths)
        } else if let missing = DroppedPath.missing(in: text, exists: exists) {
            self = .open(missing)
        } else if text.hasPrefix("//") {
            self = .instruction(String(text.dropFirst()))
        } else if text.hasPrefix("/"), let second = text.dropFirst().first, second.isLetter || second == "?" {
            func parts(_ line: String) -> [Substring] {
                line.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
            }
            // What doesn't show around a path is no part of it, but it may be all that a command is given.
            let given = parts(text).dropFirst().first.map { DroppedPath.trimmed(String($0)) }
            let hidden = parts(typed.trimmingCharacters(in: .whitespacesAndNewlines)).dropFirst().first
            self = .command(String(parts(text)[0]), given ?? hidden.map(String.init) ?? "")
        } else {
            self = .instruction(DroppedPath.trimmed(typed).filter { $0.isNewline || $0 == "\t" || !$0.isControl })
        }
    }

    private static func shows(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .control && !scalar.properties.isWhitespace && scalar != "\u{FFFD}"
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
}
