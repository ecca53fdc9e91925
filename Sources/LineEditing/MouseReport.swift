/// What the mouse did, as terminals tell it by SGR (modes 1006 and 1016).
public struct MouseReport: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case press, drag, release, wheelUp, wheelDown
    }

    public enum Button: Sendable, Hashable {
        case left, middle, right, none
    }

    public var kind: Kind
    public var button: Button
    /// From the window's upper left corner, from 0: cells, or pixels where mode 1016 is on.
    public var x, y: Int

    public init(_ kind: Kind, _ button: Button = .left, x: Int, y: Int) {
        (self.kind, self.button, self.x, self.y) = (kind, button, x, y)
    }

    /// Reads what follows Escape and `[`: "<0;12;5M". `nil` for what is no such report, or of none of these kinds.
    init?(_ body: [UInt8]) {
        guard body.first == UInt8(ascii: "<"), body.count < 32, let last = body.last,
            last == UInt8(ascii: "M") || last == UInt8(ascii: "m")
        else { return nil }
        let fields = body.dropFirst().dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard fields.count == 3, (0..<256).contains(fields[0]) else { return nil }
        // Some terminals tell of places outside their window while a button is held.
        let most = 1 << 20
        (x, y) = (min(max(fields[1], -most), most) - 1, min(max(fields[2], -most), most) - 1)
        button = [.left, .middle, .right, .none][fields[0] & 3]
        switch fields[0] & 0b1110_0000 {
        case 0: kind = last == UInt8(ascii: "m") ? .release : .press
        case 32: kind = .drag
        case 64 where fields[0] & 3 < 2:
            kind = fields[0] & 3 == 0 ? .wheelUp : .wheelDown
            button = .none
        default: return nil
        }
    }
}
