import Foundation
import Pictures

/// A share of a replay's pictures, "3/10", for spreading it over machines or programs.
///
/// A picture's share follows from its file's name alone, so that it stays the same whatever is added to the list, in
/// whatever order it stands, and wherever the pictures are mounted.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
    /// From 1.
    public let number: Int
    public let count: Int

    /// Reads "3/10"; `nil` for what is no such share.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        guard parts.count == 2, let number = parts[0], let count = parts[1], (1...1_000_000).contains(count),
            (1...count).contains(number)
        else { return nil }
        (self.number, self.count) = (number, count)
    }

    public var description: String { "\(number)/\(count)" }

    /// Whether a file by this name falls into it: the first 8 bytes of the name's SHA-256 as a number, by their remainder.
    public func has(_ name: String) -> Bool {
        let digest = Picture.sha256(of: Data(name.utf8))
        return Int((UInt64(digest.prefix(16), radix: 16) ?? 0) % UInt64(count)) + 1 == number
    }
}
