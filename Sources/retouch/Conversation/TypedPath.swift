import Foundation
import Glibc

/// A path that is being typed or dropped, perhaps not to its end: what it says, and how it is written, so that more of it
/// can be written the same way.
struct TypedPath: Equatable {
    enum Style: Equatable {
        case plain
        /// Blanks behind backslashes.
        case escaped
        /// Between quotes, of which the second may be missing.
        case quoted(Character)
        /// Percent-encoded behind this.
        case address(String)
    }

    var style: Style
    /// The path on this machine.
    var path: String
    /// What stands before the path where an address is one of another machine's.
    private var mount = ""
    /// How the home folder is written: `~`, or its variable.
    private var home = "~"

    /// Reads one word; `nil` for what can't be the beginning of a path.
    init?(_ typed: String) {
        if ["file://", "smb://"].contains(where: typed.lowercased().hasPrefix) {
            guard let address = Self.address(typed) else { return nil }
            self = address
            return
        }
        // A backslash at the end waits for what it is to escape.
        let text = typed.reversed().prefix { $0 == "\\" }.count % 2 == 1 ? String(typed.dropLast()) : typed
        let quote = text.first { $0 == "'" || $0 == "\"" }
        for ending in ["", "\"", "'"] {
            guard let word = DroppedPath.firstWord(of: (text + ending)[...]), word.end == (text + ending).endIndex
            else {
                continue
            }
            path = word.text
            style = quote.map(Style.quoted) ?? (typed.contains("\\") ? .escaped : .plain)
            let beginning = typed.drop { $0 == "\"" }
            if let variable = ["$HOME", "${HOME}"].first(where: beginning.hasPrefix), path.hasPrefix("~") {
                home = variable
            }
            return
        }
        return nil
    }

    /// Takes a text as it is: blanks and quotes belong to the path.
    init(asItIs text: String) {
        (style, path) = (.plain, text)
    }

    private init(style: Style, path: String, mount: String = "") {
        (self.style, self.path, self.mount) = (style, path, mount)
    }

    private static func address(_ address: String) -> TypedPath? {
        let scheme = String(address.prefix(address.lowercased().hasPrefix("file://") ? 7 : 6))
        let rest = address.dropFirst(scheme.count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash]
        // Half of an escape at the end waits for its other half.
        var encoded = String(rest[slash...])
        if let sign = encoded.lastIndex(of: "%"), encoded[sign...].count < 3 { encoded = String(encoded[..<sign]) }
        guard let decoded = encoded.removingPercentEncoding else { return nil }
        if scheme.lowercased() == "file://" {
            guard DroppedPath.isHere(String(host)) else { return nil }
            return TypedPath(style: .address(scheme + host), path: decoded)
        }
        let parts =
            decoded.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first?
            .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, !host.isEmpty else { return nil }
        let mount = DroppedPath.mount(ofShare: String(parts[0]), on: String(host))
        let share = parts[0].addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
        return TypedPath(style: .address(scheme + host + "/" + share), path: mount + "/" + parts[1], mount: mount)
    }

    /// Another path, written the same way.
    ///
    /// - Parameter isOpen: Whether more will follow, so that a quote stays open.
    func written(_ path: String, isOpen: Bool) -> String {
        let path = path.hasPrefix("~") ? home + path.dropFirst() : path
        switch style {
        case .plain: return path
        case .escaped:
            return path.map { $0.isWhitespace || "'\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        case .quoted("'"): return "'" + path.replacing("'", with: "'\\''") + (isOpen ? "" : "'")
        case .quoted:
            let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"" + escaped + (isOpen ? "" : "\"")
        case .address(let beginning):
            let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ";"))
            let rest = path.hasPrefix(mount) ? String(path.dropFirst(mount.count)) : path
            return beginning + (rest.addingPercentEncoding(withAllowedCharacters: allowed) ?? rest)
        }
    }

    /// Whether a path has to be quoted or escaped.
    static func needsQuotes(_ path: String) -> Bool {
        path.contains { $0.isWhitespace || "'\"\\".contains($0) }
    }

    /// A path as it has to be typed: in quotes where it has spaces or quotes.
    static func quoted(_ path: String) -> String {
        guard needsQuotes(path) else { return path }
        var typed = TypedPath(asItIs: path)
        typed.style = .quoted("\"")
        return typed.written(path, isOpen: false)
    }
}

/// The folders and pictures whose path begins as one that is being typed.
struct PathCompletion {
    let surroundings: Surroundings
    private static let most = 200

    /// How each goes on, written as the beginning was.
    func candidates(for typed: TypedPath) -> [(text: String, name: String, isFolder: Bool)] {
        if typed.path == "~" { return [(typed.written("~/", isOpen: true), "~/", true)] }
        let slash = typed.path.lastIndex(of: "/")
        let folder = slash.map { String(typed.path[...$0]) } ?? ""
        let beginning = slash.map { String(typed.path[typed.path.index(after: $0)...]) } ?? typed.path
        let place = folder.isEmpty ? surroundings.workingFolder : surroundings.url(folder)
        let all = ((try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []).filter {
            (beginning.hasPrefix(".") || !$0.hasPrefix(".")) && !$0.unicodeScalars.contains(where: Self.isUntypable)
        }
        let wanted = Self.reading(beginning)
        var names = all.filter { Self.reading($0).hasPrefix(wanted) }
        if names.isEmpty { names = all.filter { Self.reading($0).lowercased().hasPrefix(wanted.lowercased()) } }
        let found = names.sorted().lazy.compactMap { name -> (String, Bool)? in
            var isFolder: ObjCBool = false
            let path = place.appendingPathComponent(name).path
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                isFolder.boolValue || DroppedPath.isPictureName(name)
            else { return nil }
            return (name, isFolder.boolValue)
        }.prefix(Self.most)
        var typed = typed
        if typed.style == .plain, found.contains(where: { TypedPath.needsQuotes(folder + $0.0) }) {
            typed.style = .quoted("\"")
        }
        return found.map { name, isFolder in
            let whole = folder + name + (isFolder ? "/" : "")
            return (typed.written(whole, isOpen: isFolder), name + (isFolder ? "/" : ""), isFolder)
        }
    }

    /// Whether no line can say it as it is: line ends, other controls, and what stands for bytes that are no UTF-8.
    private static func isUntypable(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
            || scalar == "\u{FFFD}"
    }

    /// A name with every blank as a plain one; letters are equal however they are composed.
    private static func reading(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
    }
}
