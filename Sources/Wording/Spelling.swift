import Colorimetry

/// Suggestions for words that were mistyped.
package enum Spelling {
    /// The candidate that is nearest by edits (letters inserted, deleted, replaced or exchanged), if any is near enough.
    package static func nearest(to word: String, among candidates: [String], within limit: Int? = nil) -> String? {
        let limit = limit ?? max(1, min(3, word.count / 2))
        // Of equally near ones, first those of the same letters ("trun"), then longer ones: letters are left out more
        // often than added.
        let letters = word.sorted()
        let characters = Array(word)
        let ranked = candidates.map { candidate in
            (
                candidate, distance(characters, Array(candidate)), candidate.sorted() == letters ? 0 : 1,
                -candidate.count
            )
        }
        let best = ranked.min { ($0.1, $0.2, $0.3, $0.0) < ($1.1, $1.2, $1.3, $1.0) }
        guard let best, best.1 <= limit else { return nil }
        return best.0
    }

    /// Damerau and Levenshtein's distance, neighbouring letters exchanged counting as one edit.
    package static func distance(_ a: [Character], _ b: [Character]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var beforeLast = Array(repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = beforeLast
        for i in 1...a.count {
            row[0] = i
            for j in 1...b.count {
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count]
    }
}
