import Files
import Foundation
import TerminalUI

/// A path as Windows writes it, or the address of something that is not among this machine's files.
struct ElsewherePath: Equatable {
    enum Place: Equatable { case windows, machine, web }

    var place: Place
    /// Without quotes around it.
    var written: String
    /// Where this machine would have it: Windows' drives and a distribution's own share in WSL, shares that a desktop mounts.
    var here: String?

    /// `nil` for a text that is none of these.
    init?(_ text: String) {
        var text = DroppedPath.trimmed(text)
        if let first = text.first, first == "<" || DroppedPath.isQuote(first) {
            text.removeFirst()
            if let last = text.last, last == ">" || last.isPunctuation || last.isSymbol { text.removeLast() }
        }
        guard let first = text.first, first.isASCII else { return nil }
        written = text
        if Self.matches(text, #"^[A-Z]:[\\/]"#) {
            (place, here) = (.windows, Self.drive(text))
        } else if Self.matches(text, #"^(\\\\|//)(wsl\.localhost|wsl\$)[\\/]"#) || text.hasPrefix(#"\\"#) {
            let names = text.split { "\\/".contains($0) }.map(String.init)
            (place, here) = (.machine, Self.ofDistribution(names))
        } else if let (host, path) = DroppedPath.parts(ofAddress: text) {
            let path = DroppedPath.decoded(path)
            if !DroppedPath.isHere(host) {
                let names = [DroppedPath.decoded(host)] + path.split(separator: "/").map(String.init)
                (place, here) = (.machine, Self.ofDistribution(names))
            } else if Self.matches(path, "^/[A-Z]:/") {
                (place, here) = (.windows, Self.drive(String(path.dropFirst())))
            } else {
                return nil
            }
        } else if Self.matches(text, #"^https?://\S+$"#) {
            place = .web
        } else if Self.matches(text, #"^smb://"#) {
            (place, here) = (.machine, Self.share(text))
        } else if Self.matches(text, #"^([A-Z][A-Z0-9+.-]+://\S+$|(s?ftp|ssh|scp|davs?|nfs|afp|mtp|afc|gphoto2)://)"#) {
            place = .machine
        } else if Self.matches(text, #"^[\w.-]+@[\w.-]+:\S*/\S*$"#) {
            place = .machine
        } else {
            return nil
        }
    }

    /// What is said of one that is not here.
    var refusal: Refusal {
        let name = Sanitising.name(written)
        return switch place {
        case .windows:
            Refusal(
                "There is no file \(name) here: that is a path of Windows.",
                next: "In WSL, drives are below /mnt, such as /mnt/c; elsewhere, copy the picture to this machine.",
                exit: .noInput)
        case .machine:
            Refusal(
                "There is no file \(name) here: it is another machine's.",
                next: "Copy the picture to this machine, or mount its folder, and type its path here.", exit: .noInput)
        case .web:
            Refusal(
                "There is no file \(name) here: that is an address of the web.",
                next: "Save the picture on this machine and type its path.", exit: .noInput)
        }
    }

    /// What is said of one that something is to be written to.
    var refusalToWrite: Refusal {
        let what =
            switch place {
            case .windows: "a path of Windows"
            case .machine: "another machine's"
            case .web: "an address of the web"
            }
        return Refusal(
            "Nothing can be written to \(Sanitising.name(written)) from here: that is \(what).",
            next: "Name a file or a folder of this machine.", exit: .cannotWrite)
    }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        text.range(of: pattern, options: [.regularExpression, .caseInsensitive]) != nil
    }

    /// Where WSL has what lies on one of Windows' drives.
    private static func drive(_ path: String) -> String {
        "/mnt/" + path.prefix(1).lowercased() + path.dropFirst(2).replacing("\\", with: "/")
    }

    /// This machine's path of what Windows finds in a distribution's share.
    private static func ofDistribution(_ names: [String]) -> String? {
        guard let host = names.first?.lowercased(), host == "wsl.localhost" || host == "wsl$", names.count > 2 else {
            return nil
        }
        return "/" + names.dropFirst(2).joined(separator: "/")
    }

    private static func share(_ address: String) -> String? {
        let names = address.dropFirst("smb://".count).split(separator: "/", maxSplits: 2).map {
            DroppedPath.decoded(String($0))
        }
        return names.count == 3 ? "\(DroppedPath.mount(ofShare: names[1], on: names[0]))/\(names[2])" : nil
    }
}

extension Surroundings {
    /// The file that a word names: one by this very name, else the one of an address or of a path of Windows. Throws a `Refusal`
    /// for what only another machine has.
    func file(_ path: String) throws -> URL {
        func exists(_ path: String) -> Bool { OrdinaryFile.exists(url(path).path) }
        if exists(path) { return url(path) }
        let resolved = DroppedPath.resolved(path, exists: exists)
        if resolved != path, exists(resolved) { return url(resolved) }
        if let elsewhere = ElsewherePath(path) { throw elsewhere.refusal }
        return url(resolved)
    }

    /// The path to write to that a word names, which may be the address of a file here or a path of Windows that lies here in WSL.
    /// Throws a `Refusal` for what only another machine has.
    func pathToWrite(_ path: String) throws -> String {
        func hasFolder(_ path: String) -> Bool {
            OrdinaryFile.exists((url(path).path as NSString).deletingLastPathComponent)
        }
        if let elsewhere = ElsewherePath(path) {
            guard let here = elsewhere.here, hasFolder(here) else { throw elsewhere.refusalToWrite }
            return here
        }
        guard DroppedPath.isAddress(path), let first = DroppedPath.paths(ofAddress: path).first else { return path }
        return DroppedPath.paths(ofAddress: path).first(where: hasFolder) ?? first
    }
}
