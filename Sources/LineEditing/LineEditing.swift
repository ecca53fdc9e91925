public enum LineEvent: Sendable, Equatable { case line(String), interrupted(hadText: Bool), endOfInput }
public struct Prompt: Sendable { public var text: String; public init(_ text: String, styled: Bool = false) { self.text = text } }
public protocol LineReading: Sendable {
    func readLine(_ prompt: Prompt, initialText: String?) async throws -> LineEvent
}
extension LineReading {
    public func whileBusy<R: Sendable>(_ work: @Sendable () async throws -> R) async rethrows -> R { try await work() }
}
public final class PlainLineReader: LineReading {
    public init() {}
    public func readLine(_ prompt: Prompt, initialText: String?) async throws -> LineEvent {
        Swift.readLine().map { .line($0) } ?? .endOfInput
    }
}
