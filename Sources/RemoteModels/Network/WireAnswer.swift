package import Foundation

/// One HTTP answer.
package struct WireAnswer: Sendable {
    package enum Ending: Sendable, Equatable {
        case whole
        /// The connection broke in the middle of the body.
        case brokenOff
        /// The time was over in the middle of the body.
        case timedOut(afterSeconds: Double)
        /// There is more than is taken; what is here is the beginning.
        case tooLarge(limit: Int)
    }

    package var status: Int
    package var headers: HeaderFields
    package var body: Data
    /// How the body ended; of one that did not come whole, what came may still hold a picture.
    package var ending = Ending.whole
    /// Whether nothing came behind the head, of which what came stands as the body.
    package var isOnlyHead = false

    package init(status: Int, headers: HeaderFields, body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package var isWhole: Bool { ending == .whole }
    /// Where a redirect leads, as it says.
    package var redirect: String? {
        [301, 302, 303, 307, 308].contains(status) ? headers.first(name: "location") : nil
    }
    package var isSuccess: Bool { (200..<300).contains(status) }
}

/// The header fields of an answer, in the order in which they came.
package struct HeaderFields: Sendable {
    package private(set) var all: [(name: String, value: String)]

    package init(_ fields: [(String, String)] = []) {
        all = fields.map { ($0.0, $0.1) }
    }

    mutating func mapAll(_ change: (String) -> String) { all = all.map { (change($0.name), change($0.value)) } }

    package mutating func append(_ name: String, _ value: String) { all.append((name, value)) }

    /// The value of the first field of this name, whatever its case.
    package func first(name: String) -> String? {
        let name = name.lowercased()
        return all.first { $0.name.lowercased() == name }?.value
    }
}
