public import Foundation

/// Where a service's answer lies from its arrival until something was made of it: "002.received.bin".
public struct AnswerFile: Sendable {
    let files: DurableFolder
    public let name: String

    public var url: URL { files.url.appendingPathComponent(name) }

    /// Puts an answer there, in place of an earlier one. Not flushed: it outlives the program, and what is made of it is
    /// flushed. `false` where it can't be written; the answer is then in memory alone.
    public func keep(_ data: Data) -> Bool {
        (try? files.write(data, to: name, flushing: false)) != nil
    }

    public func remove() { files.remove(name) }
}
