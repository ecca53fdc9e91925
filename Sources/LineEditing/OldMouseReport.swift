/// An old report of the mouse, while its bytes come: a button and two coordinates, each a byte above 31, or, by mode 1005, a
/// character of one or two bytes. A coordinate that is too large is a zero.
struct OldMouseReport: Sendable {
    private var values: [UInt8] = []

    enum Step { case more, ended, foreign }

    /// Takes a byte; `foreign` if it belongs to no report.
    mutating func take(_ byte: UInt8) -> Step {
        let isRest = (0x80..<0xC0).contains(byte) && values.last.map { (0xC2..<0xE0).contains($0) } == true
        guard byte == 0 || byte > 0x1F, isRest || values.count < 3 else { return .foreign }
        // The second byte of a number takes the place of its first.
        if isRest { values.removeLast() }
        values.append(byte)
        return values.count < 3 || (0xC2..<0xE0).contains(byte) ? .more : .ended
    }
}
