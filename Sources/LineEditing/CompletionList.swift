/// Candidates laid out for a window of a given size.
public enum CompletionList {
    /// The rows to print: one candidate a row if any has a summary, else columns filled downwards.
    ///
    /// At most `height` rows, the last of which says how many candidates it left out.
    public static func rows(for candidates: [Completion.Candidate], width: Int, height: Int) -> [String] {
        let width = max(width, 1)
        let rows = candidates.contains { $0.summary != nil } ? described(candidates, width) : columns(candidates, width)
        guard rows.count > max(height, 2) else { return rows }
        let kept = max(height, 2) - 1
        let shown = candidates.contains { $0.summary != nil } ? kept : kept * columnCount(candidates, width)
        return rows.prefix(kept) + [shortened("… and \(candidates.count - shown) more", to: width)]
    }

    private static func described(_ candidates: [Completion.Candidate], _ width: Int) -> [String] {
        let widest = candidates.map { columnWidth(of: label(of: $0)) }.max() ?? 0
        let column = min(widest, max(width / 2, 1))
        return candidates.map { candidate in
            let label = shortened(label(of: candidate), to: column)
            guard let summary = candidate.summary else { return label }
            let gap = String(repeating: " ", count: column - columnWidth(of: label) + 2)
            return trimmed(shortened(label + gap + printable(summary), to: width))
        }
    }

    private static func columnCount(_ candidates: [Completion.Candidate], _ width: Int) -> Int {
        let widest = candidates.map { columnWidth(of: label(of: $0)) }.max() ?? 0
        return max((width + 2) / (widest + 2), 1)
    }

    private static func columns(_ candidates: [Completion.Candidate], _ width: Int) -> [String] {
        let count = columnCount(candidates, width)
        let widest = min(candidates.map { columnWidth(of: label(of: $0)) }.max() ?? 0, width)
        let height = (candidates.count + count - 1) / count
        return (0..<height).map { row in
            var line = ""
            for index in stride(from: row, to: candidates.count, by: height) {
                let label = shortened(label(of: candidates[index]), to: widest)
                line += label + String(repeating: " ", count: widest - columnWidth(of: label) + 2)
            }
            return trimmed(line)
        }
    }

    private static func label(of candidate: Completion.Candidate) -> String {
        printable(candidate.label ?? candidate.text)
    }

    private static func trimmed(_ text: String) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }
}
