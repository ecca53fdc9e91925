import Foundation
import Glibc
import TerminalUI

/// The folders in which a program's pictures may be read and its exports written: links and `..` lead out of none.
struct PermittedFolders: Sendable {
    /// As `realpath` has them.
    private let roots: [String]
    private let surroundings: Surroundings

    /// The folders that were named, else the working folder, unless that is the whole disk: programs are started from
    /// there by some. Throws a `Refusal` for one that is not there.
    init(_ named: [String], in surroundings: Surroundings) throws {
        self.surroundings = surroundings
        guard !named.isEmpty else {
            roots = Self.resolved(surroundings.workingFolder.path).flatMap { $0 == "/" ? nil : [$0] } ?? []
            return
        }
        roots = try named.map { name in
            var isFolder: ObjCBool = false
            guard let path = Self.resolved(surroundings.url(name).path),
                FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
            else { throw Refusal("There is no folder \(Sanitising.name(name)).", exit: .noInput) }
            return path
        }
    }

    /// A picture's place, as it is without links. Throws a `Refusal` for one outside.
    func toRead(_ path: String) throws -> URL {
        guard let resolved = Self.resolved(try absolute(path).path) else {
            // What is not there is told only of what could be read.
            let parent = absoluteParent(path).flatMap(Self.resolved)
            guard let parent, isInside(parent) else { throw outside(path) }
            throw Refusal("There is no file \(Sanitising.name(path)).", exit: .noInput)
        }
        guard isInside(resolved) else { throw outside(path) }
        return URL(fileURLWithPath: resolved)
    }

    /// The place of a file to be written, in a folder that is there. Throws a `Refusal` for one outside.
    func toWrite(_ path: String) throws -> URL {
        let url = try absolute(path)
        let name = url.lastPathComponent
        guard let parent = Self.resolved(url.deletingLastPathComponent().path) else {
            throw Refusal(
                "There is no folder for \(Sanitising.name(path)), or none that may be written to.", exit: .noInput)
        }
        guard isInside(parent) else { throw outside(path) }
        guard !name.isEmpty, name != "..", name != "/" else {
            throw Refusal("\(Sanitising.name(path)) is no name of a file.", exit: .usage)
        }
        let place = URL(fileURLWithPath: parent).appendingPathComponent(name)
        var isFolder: ObjCBool = false
        // A link to a folder elsewhere would be written into.
        guard !FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) || !isFolder.boolValue else {
            throw Refusal("\(Sanitising.name(path)) is a folder.", next: "Name the file in it.", exit: .usage)
        }
        return place
    }

    private func absolute(_ path: String) throws -> URL {
        guard !path.contains("\0") else { throw Refusal("That is no path.", exit: .usage) }
        if path.hasPrefix("file://") {
            guard let url = URL(string: path), url.isFileURL, url.host ?? "" == "" || url.host == "localhost" else {
                throw Refusal("\(Sanitising.name(path)) is no file on this machine.", exit: .usage)
            }
            return URL(fileURLWithPath: url.path)
        }
        return surroundings.url(path)
    }

    private func absoluteParent(_ path: String) -> String? {
        (try? absolute(path)).map { $0.deletingLastPathComponent().path }
    }

    private func isInside(_ path: String) -> Bool {
        roots.contains { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
    }

    private func outside(_ path: String) -> Refusal {
        let allowed =
            roots.isEmpty
            ? "no folder was named when the server was started"
            : "files are read and written in " + roots.map { Sanitising.name($0) }.joined(separator: ", ")
        return Refusal(
            "\(Sanitising.name(path)) lies outside of what this server may touch: \(allowed).",
            kept: "Nothing was done.",
            next: "The person who starts the server allows more: retouch mcp --folder DIR", exit: .usage)
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
