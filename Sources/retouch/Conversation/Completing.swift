import Foundation
import ImageModels
import LineEditing
import Sessions
import Synchronization

/// What Tab offers: commands, what follows them, and paths after `@` or on their own.
final class Completing: Sendable {
    private let folder: SessionsFolder
    private let models: Models
    private let surroundings: Surroundings
    private let turns = Mutex<[Int]>([])

    init(folder: SessionsFolder, models: Models, surroundings: Surroundings) {
        self.folder = folder
        self.models = models
        self.surroundings = surroundings
    }

    /// The open session's turns, told before each prompt.
    func know(turns: [Int]) {
        self.turns.withLock { $0 = turns }
    }

    /// What could stand at the cursor, which is before the character of this number.
    func completion(of line: String, at cursor: Int) -> Completion {
        let before = String(line.prefix(cursor))
        if before.hasPrefix("/"), !before.hasPrefix("//"), !before.contains(where: \.isWhitespace),
            before.dropFirst().allSatisfy(\.isLetter)
        {
            let typed = before.dropFirst().lowercased()
            let commands = SlashCommand.all.filter { $0.name.hasPrefix(typed) }
            if !commands.isEmpty {
                return Completion(
                    replacing: 0..<cursor,
                    candidates: commands.map { .init("/" + $0.name, summary: $0.summary) })
            }
        }
        if before.hasPrefix("/"), let space = before.firstIndex(where: \.isWhitespace),
            let command = try? SlashCommand.named(String(before[before.index(after: before.startIndex)..<space]))
        {
            return completion(of: command.completes, in: before)
        }
        // A path: after an @, or as the whole line.
        let start = startOfWord(in: before)
        let word = String(before.dropFirst(start))
        if word.hasPrefix("@") { return paths(String(word.dropFirst()), from: start + 1, to: cursor) }
        if start == 0, word.contains("/") || word.hasPrefix("~") || word.hasPrefix("'") || word.hasPrefix("\"") {
            return paths(word, from: 0, to: cursor)
        }
        return .none
    }

    private func completion(of kind: SlashCommand.Completes, in before: String) -> Completion {
        let start = startOfWord(in: before)
        let word = String(before.dropFirst(start))
        let range = start..<before.count
        func offer(_ words: [Completion.Candidate]) -> Completion {
            Completion(replacing: range, candidates: words.filter { $0.text.hasPrefix(word) })
        }
        switch kind {
        case .nothing: return .none
        case .paths: return paths(word, from: start, to: before.count)
        case .turns: return offer(turns.withLock { $0 }.suffix(200).map { .init(String($0)) })
        case .sessions: return offer(folder.numbers().suffix(200).map { .init(String($0)) })
        case .models:
            return offer(
                models.catalogue.models.compactMap { entry in
                    entry.names.first.map { .init($0, summary: entry.title) }
                })
        case .ratios:
            return offer(
                ["auto", "1:1", "4:5", "3:4", "2:3", "9:16", "5:4", "4:3", "3:2", "16:9", "21:9"].map { .init($0) })
        case .help:
            let commands = SlashCommand.all.map(\.name)
            if word.hasPrefix("/") { return offer(commands.map { .init("/" + $0) }) }
            let topics = HelpTopic.allCases.map { Completion.Candidate($0.rawValue, summary: $0.summary) }
            return offer(topics + commands.filter { HelpTopic(rawValue: $0) == nil }.map { .init($0) })
        case .settings: return offer((TurnSetting.all.map(\.name) + ["images", "bell", "links"]).map { .init($0) })
        }
    }

    /// Where the last word begins, in characters; quotes and backslashes keep spaces inside a word.
    private func startOfWord(in text: String) -> Int {
        var start = 0
        var quote: Character?
        var escaped = false
        for (index, character) in text.enumerated() {
            if escaped {
                escaped = false
            } else if character == "\\", quote != "'" {
                escaped = true
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character.isWhitespace {
                start = index + 1
            }
        }
        return start
    }

    /// Folders and pictures whose path begins as typed.
    private func paths(_ typed: String, from start: Int, to end: Int) -> Completion {
        let closed = DroppedPath.firstWord(of: typed[...])?.text
        // An open quote is closed for the look-up.
        let path =
            closed ?? DroppedPath.firstWord(of: (typed + (typed.hasPrefix("'") ? "'" : "\""))[...])?.text ?? typed
        let slash = path.lastIndex(of: "/")
        let folderPart = slash.map { String(path[...$0]) } ?? ""
        let namePart = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let place = folderPart.isEmpty ? surroundings.workingFolder : surroundings.url(folderPart)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        let candidates = names.sorted().prefix(5000).compactMap { name -> Completion.Candidate? in
            guard name.hasPrefix(namePart), namePart.hasPrefix(".") || !name.hasPrefix(".") else { return nil }
            var isFolder: ObjCBool = false
            let full = place.appendingPathComponent(name).path
            guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { return nil }
            let whole = folderPart + name
            if isFolder.boolValue {
                return .init(Completing.quoted(whole + "/", open: true), label: name + "/", ending: "")
            }
            guard DroppedPath.isPictureName(name) else { return nil }
            return .init(Completing.quoted(whole), label: name)
        }
        return Completion(replacing: start..<end, candidates: Array(candidates.prefix(200)))
    }

    /// A path as it has to be typed: in quotes where it has spaces or quotes. `open` leaves the last quote out.
    static func quoted(_ path: String, open: Bool = false) -> String {
        guard path.contains(where: { $0.isWhitespace || "'\"\\".contains($0) }) else { return path }
        let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped + (open ? "" : "\"")
    }
}
