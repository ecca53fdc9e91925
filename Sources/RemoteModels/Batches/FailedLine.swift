import Foundation

/// A line of answers that tells of an error, and what a model has made all the same: that is paid, whatever became of it then.
struct FailedLine {
    private let line: JSONAnswer

    private static let deepest = 12

    init(_ line: JSONAnswer) {
        self.line = line
    }

    /// The answer in Google's form that stands in it, or the pictures that do as one; `nil` where there is none. Links lead to
    /// what was said of the error.
    var answer: Data? {
        var found: Data?
        _ = search(line, depth: 0) { value in
            guard value["candidates"] != nil else { return false }
            let data = value.verbatim
            let picture = data.withUnsafeBytes { try? GeminiAnswer($0, searching: false) }?.picture
            if picture != nil { found = data }
            return picture != nil
        }
        return found ?? pictures
    }

    private var pictures: Data? {
        let parts = PictureSearch.pictures(in: line).compactMap { source in
            if case .data(let data, _) = source {
                "{\"inlineData\":{\"data\":\"\(data.base64EncodedString())\"}}"
            } else {
                nil
            }
        }
        guard !parts.isEmpty else { return nil }
        return Data("{\"candidates\":[{\"content\":{\"parts\":[\(parts.joined(separator: ","))]}}]}".utf8)
    }

    /// Whether tokens are counted anywhere in it that a model has put out.
    var countsTokens: Bool { search(line, depth: 0, Refusal.countsTokens) }

    /// Whether something is so of any object in a value. What was sent is passed over.
    private func search(_ value: JSONAnswer, depth: Int, _ body: (JSONAnswer) -> Bool) -> Bool {
        guard depth <= Self.deepest else { return false }
        if value.isObject, body(value) { return true }
        return value.members.contains { !PictureSearch.passesOver($0.key) && search($0.value, depth: depth + 1, body) }
            || value.elements.contains { search($0, depth: depth + 1, body) }
    }
}
