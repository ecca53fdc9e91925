import Files
import Foundation
import Glibc
import Pictures
import Sessions
import Studio
import TerminalUI

/// Pictures from files of the designer's.
enum PictureOpening {
    /// Reads and inspects a picture. Throws a `Refusal` that names the file.
    static func picture(at url: URL, page: Int? = nil, limits: PictureLimits = .standard) throws -> Picture {
        try picture(from: data(at: url, limits: limits), name: url.lastPathComponent, page: page, limits: limits)
    }

    /// What is said of a folder where a picture is wanted: it may be a session's, or that of all sessions.
    private static func refusal(ofFolder url: URL) -> Refusal {
        let name = Sanitising.name(url.path)
        func isSession(_ folder: URL) -> Bool {
            OrdinaryFile.exists(folder.appendingPathComponent("session.json").path)
        }
        if let number = Int(url.lastPathComponent), isSession(url) {
            return Refusal("\(name) is a session.", next: "/resume \(number) goes on with it.", exit: .noInput)
        }
        let sessions = SessionsFolder(url: url).numbers().map {
            url.appendingPathComponent(SessionsFolder.folderName($0))
        }
        guard !sessions.contains(where: isSession) else {
            return Refusal(
                "\(name) is the folder of the sessions.",
                next: "/sessions lists them, /resume N goes on with one.", exit: .noInput)
        }
        return Refusal("\(name) is a folder.", next: "Name a picture in it.", exit: .noInput)
    }

    /// A picture's bytes, not yet inspected. Throws a `Refusal` that names the file.
    static func data(at url: URL, limits: PictureLimits = .standard) throws -> Data {
        do {
            // A link that a person names is followed.
            return try OrdinaryFile.read(url.path, limit: limits.bytes, followingLinks: true)
        } catch {
            let name = Sanitising.name(url.path)
            switch error.code {
            case ENOENT where url.path.contains("\u{FFFD}"):
                throw Refusal(
                    "There is no file \(name): a part of its name is no UTF-8, or several names read the same.",
                    next: "Give it another name, and type that.", exit: .noInput)
            case ENOENT, ENOTDIR:
                throw Refusal("There is no file \(name).", next: "Check the path; Tab completes it.", exit: .noInput)
            case EISDIR: throw refusal(ofFolder: url)
            case EINVAL: throw Refusal("\(name) is no ordinary file.", next: "Name a picture.", exit: .noInput)
            case EFBIG:
                var status = stat()
                stat(url.path, &status)
                throw refusal(.tooManyBytes(Int(status.st_size), limit: limits.bytes), name: url.lastPathComponent)
            default:
                throw Refusal(
                    "\(name) can't be read: \(String(cString: strerror(error.code)).lowercased()).", exit: .noInput)
            }
        }
    }

    /// Inspects a picture's bytes. Throws a `Refusal` that names it.
    static func picture(
        from data: Data, name: String, page: Int? = nil, limits: PictureLimits = .standard
    ) throws -> Picture {
        do {
            return try Picture(inspecting: data, page: page, limits: limits)
        } catch {
            throw refusal(error, name: name)
        }
    }

    private static func refusal(_ failure: PictureFailure, name: String) -> Refusal {
        var refusal = Refusal("")
        refusal.message = Message(picture: failure, name: name)
        return refusal
    }

    /// An instruction with the pictures that its `@path`s name. An `@` inside a word, as in an address, is none.
    ///
    /// Throws a `Refusal` for a path that is no picture, for a text in which nothing shows, and for one that looks like a key:
    /// then nothing is sent.
    static func instruction(_ text: String, resolving url: (String) throws -> URL) throws -> Instruction {
        try Refusal.refuse(keyIn: text)
        var references: [Instruction.Reference] = []
        var at = text.startIndex
        var atWordStart = true
        while at < text.endIndex {
            let character = text[at]
            let next = text.index(after: at)
            if character == "@", atWordStart, next < text.endIndex, !text[next].isWhitespace,
                let (name, path) = try reference(in: text[next...], url: url)
            {
                references.append(.init(name: name, picture: try picture(at: try url(path))))
                at = text.index(next, offsetBy: name.count)
                atWordStart = false
                continue
            }
            atWordStart = character.isWhitespace || character == "("
            at = next
        }
        let instruction = Instruction(text: text, references: references)
        guard !instruction.isBlank else {
            throw Refusal(
                "The instruction says nothing.", kept: "Nothing was sent.", next: "For example: make the jacket red",
                exit: .usage)
        }
        return instruction
    }

    /// The reference at the start of a text: as typed, and its path. A full stop or comma after it is not part of it
    /// unless there is such a file.
    private static func reference(
        in text: Substring, url: (String) throws -> URL
    ) rethrows -> (name: String, path: String)? {
        guard let word = DroppedPath.firstWord(of: text) else { return nil }
        let typed = String(text[..<word.end])
        let trimmed = word.text.trimmingSuffix { ".,;:!?)".contains($0) }
        if trimmed != word.text, typed.hasPrefix(trimmed), !OrdinaryFile.exists(try url(word.text).path) {
            return (trimmed, trimmed)
        }
        return (typed, word.text)
    }
}

extension String {
    /// Without the characters at the end that satisfy a condition.
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, condition(last) { text = text.dropLast() }
        return String(text)
    }
}
