/// Whether the terminal's bell rings after a turn that took long.
struct Bell: Sendable, Equatable, CustomStringConvertible {
    /// Seconds that a turn takes at least; `nil` for never.
    var seconds: Double?

    static let standard = Bell(seconds: 10)

    init(seconds: Double?) {
        self.seconds = seconds
    }

    /// Reads "on", "off" or seconds.
    init?(_ text: String) {
        switch text.lowercased() {
        case "on": self = .standard
        case "off": seconds = nil
        case let text:
            guard let seconds = Double(text), seconds >= 0, seconds.isFinite else { return nil }
            self.seconds = seconds
        }
    }

    var description: String {
        guard let seconds else { return "off" }
        let number = seconds == seconds.rounded() && seconds < 1e6 ? String(Int(seconds)) : String(seconds)
        return "after turns of \(number) s"
    }
}
