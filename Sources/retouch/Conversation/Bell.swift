/// Whether the terminal's bell rings, or more, after a turn that took long.
struct Bell: Sendable, Equatable, CustomStringConvertible {
    /// Seconds that a turn takes at least; `nil` for never.
    var seconds: Double?
    /// Whether the terminal is asked for a message on the desktop, too.
    var notifies = false

    static let standard = Bell(seconds: 10)

    init(seconds: Double?, notifies: Bool = false) {
        self.seconds = seconds
        self.notifies = notifies
    }

    /// Reads "on", "off", "notify" or seconds.
    init?(_ text: String) {
        switch text.lowercased() {
        case "on": self = .standard
        case "notify": self = Bell(seconds: Bell.standard.seconds, notifies: true)
        case "off": seconds = nil
        case let text:
            guard let seconds = Double(text), seconds >= 0, seconds.isFinite else { return nil }
            self.seconds = seconds
        }
    }

    var description: String {
        guard let seconds else { return "off" }
        let number = seconds == seconds.rounded() && seconds < 1e6 ? String(Int(seconds)) : String(seconds)
        return "after turns of \(number) s" + (notifies ? ", with a message" : "")
    }
}
