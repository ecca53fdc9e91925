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
            let rest = before[space...].drop(while: \.isWhitespace)
            let start = startOfWord(in: before)
            let word = before.dropFirst(start)
            if word.hasPrefix("--"), !command.options.isEmpty {
                return Completion(
                    replacing: start..<before.count,
                    candidates: command.options.filter { $0.hasPrefix(word) }.map { .init($0) })
            }
            return completion(of: command.completes, in: before, behind: before.count - rest.count)
        }
        // A path: after an @, or as the whole line.
        let start = startOfWord(in: before)
        if let sign = startOfReference(in: before) {
            let found = paths(in: before, from: sign + 1)
            if sign == start || !found.candidates.isEmpty { return found }
        }
        let beginsPath = before.contains("/") || ["~", "'", "\""].contains(before.prefix(1))
        return beginsPath ? paths(in: before, whole: 0) : before.isEmpty ? .none : paths(in: before, from: 0)
    }

    private func completion(of kind: SlashCommand.Completes, in before: String, behind name: Int) -> Completion {
        let start = startOfWord(in: before)
        let word = String(before.dropFirst(start))
        let range = start..<before.count
        func offer(_ words: [Completion.Candidate]) -> Completion {
            Completion(replacing: range, candidates: words.filter { $0.text.hasPrefix(word) })
        }
        switch kind {
        case .nothing: return .none
        case .paths: return paths(in: before, whole: name)
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
        case .settings:
            let earlier = before.prefix(start).dropFirst(name).split(whereSeparator: \.isWhitespace).map(String.init)
            if earlier.count == 1 { return offer(Self.values(of: earlier[0].lowercased()).map { .init($0) }) }
            guard earlier.isEmpty else { return .none }
            return offer((TurnSetting.all.map(\.name) + ProgramSetting.all.map(\.name)).map { .init($0) })
        case .values(let setting): return offer(Self.values(of: setting).map { .init($0) })
        case .wordsAndTurns(let words):
            return offer((words + turns.withLock { $0 }.suffix(200).map(String.init)).map { .init($0) })
        case .wordsAndPaths(let words):
            let named = offer(words.map { .init($0) })
            let paths = paths(in: before, whole: name)
            guard paths.replacing == range else { return named.candidates.isEmpty ? paths : named }
            return Completion(replacing: range, candidates: named.candidates + paths.candidates)
        }
    }

    /// The words that a setting may be; numbers and names, which help writes in capitals, are not among them.
    private static func values(of setting: String) -> [String] {
        let written = TurnSetting.named(setting)?.values ?? ProgramSetting.named(setting)?.values ?? ""
        return written.replacing(" or ", with: ", ").components(separatedBy: ", ").filter { value in
            !value.contains(" ") && !["W:H", "NUMBER", "DOLLARS", "SECONDS"].contains(value)
        }
    }

    /// Where words begin, in characters; quotes and backslashes keep spaces inside a word.
    private func startsOfWords(in text: String) -> [Int] {
        var starts = [0]
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
            } else if DroppedPath.isBlank(character) {
                starts.append(index + 1)
            }
        }
        return starts
    }

    private func startOfWord(in text: String) -> Int {
        startsOfWords(in: text).last ?? 0
    }

    /// Where the last word with an @ in front of it begins.
    private func startOfReference(in text: String) -> Int? {
        let characters = Array(text)
        return startsOfWords(in: text).last { $0 < characters.count && characters[$0] == "@" }
    }

    /// Folders and pictures whose path begins as typed.
    private func paths(_ typed: TypedPath?, from start: Int, to end: Int) -> Completion {
        let candidates = typed.map { PathCompletion(surroundings: surroundings).candidates(for: $0) } ?? []
        return Completion(
            replacing: start..<end,
            candidates: candidates.map { .init($0.text, label: $0.name, ending: $0.isFolder ? "" : " ") })
    }

    /// The same for all that stands behind a place: one word, or a path with blanks that was typed or pasted as it is.
    private func paths(in before: String, from place: Int) -> Completion {
        let text = String(before.dropFirst(place))
        let asWord = startOfWord(in: text) == 0 ? paths(TypedPath(text), from: place, to: before.count) : .none
        return asWord.candidates.isEmpty ? paths(TypedPath(asItIs: text), from: place, to: before.count) : asWord
    }

    /// The same for the longest of the last words, from `whole` on, that something begins with.
    private func paths(in before: String, whole: Int) -> Completion {
        let starts = startsOfWords(in: String(before.dropFirst(whole))).map { $0 + whole }
        // No name has more words; each is looked for on the disk.
        let places = starts.count > 32 ? [whole] + starts.suffix(32) : starts
        for place in places {
            let found = paths(in: before, from: place)
            if !found.candidates.isEmpty { return found }
        }
        return .none
    }
}
