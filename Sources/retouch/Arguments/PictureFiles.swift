import Files
import Foundation
import Glibc
import Pictures
import TerminalUI

/// The pictures that a command line names: files, folders, patterns that the shell left as they are, and lists.
struct PictureFiles {
    var files: [URL] = []
    /// Whether more than one may be meant, even if there happens to be only one.
    var areMany = false

    /// Throws a `Refusal` for what is not there, and for a folder without pictures.
    init(_ words: [String], in surroundings: Surroundings) throws {
        areMany = words.count > 1
        for word in words { try add(word, in: surroundings) }
    }

    private mutating func add(_ word: String, in surroundings: Surroundings) throws {
        if word == "-" {
            return try addList(
                String(decoding: Surroundings.standardInput(), as: UTF8.self), word, in: surroundings)
        }
        let url = try surroundings.file(word)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) || OrdinaryFile.exists(url.path) {
            if isFolder.boolValue {
                let found = Self.pictures(in: url)
                guard !found.isEmpty else {
                    let inner = Self.matching(url.path + "/*/").first { !Self.pictures(in: $0).isEmpty }
                    throw Refusal(
                        "There are no pictures in \(Sanitising.name(word)).",
                        next: inner.map {
                            "Folders within are left out; this takes one: --on \(Sanitising.name(surroundings.shown($0)))"
                        }, exit: .noInput)
                }
                files += found
                areMany = true
            } else if url.pathExtension.lowercased() == "txt" {
                let data = try? OrdinaryFile.read(url.path, limit: 16 << 20, followingLinks: true)
                try addList(String(decoding: data ?? Data(), as: UTF8.self), word, in: surroundings)
            } else {
                files.append(url)
            }
        } else {
            let found = Self.matching(url.path)
            guard !found.isEmpty else {
                throw Refusal(
                    "There is no file \(Sanitising.name(url.path)).", next: "Check the path; Tab completes it.",
                    exit: .noInput)
            }
            files += found
            areMany = true
        }
    }

    /// One path a line.
    private mutating func addList(_ text: String, _ name: String, in surroundings: Surroundings) throws {
        let paths = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("# ") }
        guard !paths.isEmpty else {
            throw Refusal("The list \(Sanitising.name(name)) names no pictures.", exit: .noInput)
        }
        files += try paths.map(surroundings.file)
        areMany = true
    }

    /// The pictures of a folder by their names' endings, 2 before 10; hidden ones and folders within are left out.
    private static func pictures(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter {
            !$0.hasPrefix(".") && PictureFormat(fileExtension: ($0 as NSString).pathExtension) != nil
        }
        .sorted { $0.compare($1, options: [.numeric, .caseInsensitive]) == .orderedAscending }
        .map { folder.appendingPathComponent($0) }
    }

    private static func matching(_ pattern: String) -> [URL] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap {
            found.gl_pathv[$0].map { URL(fileURLWithPath: String(cString: $0)) }
        }
    }
}
