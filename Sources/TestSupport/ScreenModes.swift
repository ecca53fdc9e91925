/// What a program has asked a terminal for, besides what it shows.
public struct ScreenModes: Sendable, Equatable {
    public private(set) var bracketsPastes = false
    /// The modes of the mouse that are on.
    public private(set) var mouse: Set<Int> = []
    public private(set) var hidesCursor = false
    public private(set) var showsOtherScreen = false
    /// Titles that were put on the terminal's stack and not taken back.
    public private(set) var titleDepth = 0
    /// What was pushed of the kitty keyboard protocol and not popped.
    public private(set) var keyboardDepth = 0

    /// Whether a terminal is as a program finds it.
    public var areAsFound: Bool { self == ScreenModes() }

    /// Takes what is done to the window: CSI 22 t keeps its title, CSI 23 t takes it back.
    mutating func takeWindowOperation(_ number: Int) {
        if number == 22 { titleDepth += 1 }
        if number == 23 { titleDepth -= 1 }
    }

    /// Takes a sequence that begins with a mark: a mode, a question, the keyboard protocol.
    mutating func take(_ text: String, _ final: UInt8) {
        let isOn = final == UInt8(ascii: "h")
        if final == UInt8(ascii: "u") {
            if text.hasPrefix(">") { keyboardDepth += 1 }
            if text.hasPrefix("<") { keyboardDepth = max(keyboardDepth - 1, 0) }
        }
        guard text.hasPrefix("?"), isOn || final == UInt8(ascii: "l") else { return }
        for number in text.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
            switch number {
            case 2004: bracketsPastes = isOn
            case 25: hidesCursor = !isOn
            case 1049: showsOtherScreen = isOn
            case 1000, 1002, 1003, 1006, 1016:
                if isOn { mouse.insert(number) } else { mouse.remove(number) }
            default: break
            }
        }
    }
}
