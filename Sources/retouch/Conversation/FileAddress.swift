import Foundation
import Glibc

/// Addresses of files.
extension DroppedPath {
    /// Whether a text begins as the address of a file does.
    static func isAddress(_ text: String) -> Bool {
        text.range(of: "^<?(file:/|smb://)", options: [.regularExpression, .caseInsensitive]) != nil
    }

    /// Several addresses, parted by line ends and by blanks before the next one: other blanks belong to a name.
    static func addresses(in text: String) -> [String] {
        text.replacingOccurrences(
            of: #"\s+(?=<?(file:/|smb://))"#, with: "\n", options: [.regularExpression, .caseInsensitive]
        ).split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// The path that a word stands for, which may be an address; itself where that is another machine's.
    static func resolved(_ word: String, exists: (String) -> Bool) -> String {
        let paths = isAddress(word) ? paths(ofAddress: word) : []
        if let path = paths.first(where: exists) { return path }
        guard let elsewhere = ElsewherePath(word) else { return paths.first ?? word }
        return elsewhere.here.flatMap { exists($0) ? $0 : nil } ?? word
    }

    /// Where the file of an address of this machine may lie: percent-decoded, else as it is written. Bytes that are no UTF-8 are
    /// U+FFFD, as in every name.
    static func paths(ofAddress text: String) -> [String] {
        guard let (host, path) = parts(ofAddress: text), isHere(host) else { return [] }
        return [decoded(path), path].reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Host and path of a `file:` address, neither decoded.
    static func parts(ofAddress text: String) -> (host: String, path: String)? {
        let text = text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
        guard text.lowercased().hasPrefix("file:/") else { return nil }
        let rest = text.dropFirst("file:".count)
        guard rest.hasPrefix("//") else { return ("", String(rest)) }
        let place = rest.dropFirst(2)
        let host = place.prefix { $0 != "/" }
        let path = place[host.endIndex...]
        return path.isEmpty ? nil : (String(host), String(path))
    }

    /// A text with its percent signs and two digits as bytes.
    static func decoded(_ text: String) -> String {
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == 0x25, digits.allSatisfy(\.isHexDigit), digits.utf8.count == 2,
                let value = UInt8(digits, radix: 16),
                value != 0
            {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether an address's machine is this one.
    static func isHere(_ host: String) -> Bool {
        let host = host.lowercased()
        if ["", "localhost", "127.0.0.1", "[::1]"].contains(host) { return true }
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return false }
        let own = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).lowercased()
        return !own.isEmpty && (host == own || host.prefix { $0 != "." } == own.prefix { $0 != "." })
    }

    /// Where a GNOME desktop mounts what another machine shares.
    static func mount(ofShare share: String, on host: String) -> String {
        "/run/user/\(getuid())/gvfs/smb-share:server=\(host.lowercased()),share=\(share.lowercased())"
    }
}
