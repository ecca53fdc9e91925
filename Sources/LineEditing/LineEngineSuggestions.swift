/// What an older line would add to the one that is typed.
extension LineEngine {
    /// How suggestions look; nil where there are none.
    var suggestionStyle: String? {
        // A question's answer is nothing that was typed before.
        prompt.takesTypedAhead ? suggestions.style : nil
    }

    /// Looks for the newest line that begins with this one.
    func suggest(behind line: EditLine.Line) {
        suggestion = ""
        guard suggestionStyle != nil, line.after.isEmpty, !line.before.isEmpty, walk == HistoryWalk() else { return }
        learnForSuggestions()
        suggestion = history.suggestion(for: String(line.before)) ?? ""
    }

    /// Learns what was typed in other sessions, once: in the pause behind the prompt, else with the first character.
    func learnForSuggestions() {
        guard !hasLearntForSuggestions else { return }
        hasLearntForSuggestions = true
        refreshHistory()
    }

    /// How long to wait for a key before older lines are learnt; `nil` where that is done, or of no use.
    var patienceBeforeLearning: Int32? { hasLearntForSuggestions || suggestionStyle == nil ? nil : 10 }

    /// Puts what a key takes of the suggestion into the line: all of it, or a word. False where there is nothing to take.
    func takeSuggestion(_ key: Key) -> Bool {
        let takesAll = [.right, .end].contains(key)
        // Other keys don't look at the line, which can be long.
        guard takesAll || [.wordRight, .alt("f")].contains(key), let line = editLine?.line else { return false }
        // What was typed since the last painting may have made another suggestion of it.
        suggest(behind: line)
        guard !suggestion.isEmpty else { return false }
        insert(takesAll ? suggestion : Self.word(of: suggestion))
        return true
    }

    /// The text up to the end of its first word.
    private static func word(of text: String) -> String {
        let start = text.firstIndex { $0 != " " } ?? text.startIndex
        return String(text[..<(text[start...].firstIndex(of: " ") ?? text.endIndex)])
    }
}
