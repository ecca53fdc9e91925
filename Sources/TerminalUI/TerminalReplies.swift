public import Pictures

/// What a terminal answers about itself, picked out of what arrives from it; everything else was typed.
public struct TerminalReplies: Sendable, Equatable {
    /// Asks for kitty's graphics, for the program's name, for the sizes of a cell and of the window in pixels, and last
    /// for the attributes that every terminal tells: when those have come, nothing more will. A terminal that printed a
    /// question instead of taking it has its line wiped.
    public static let question =
        "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>0q\u{1B}[16t\u{1B}[14t\r\u{1B}[K\u{1B}[c"

    /// What the terminal calls itself. Foreign text.
    public private(set) var version: String?
    /// The attributes of DA1; 4 stands for sixel.
    public private(set) var attributes: [Int]?
    public private(set) var hasKittyGraphics = false
    /// A cell's size in pixels.
    public private(set) var cell: PixelSize?
    /// The text area's size in pixels.
    public private(set) var area: PixelSize?
    private var typed: [UInt8] = []
    private var pending: [UInt8] = []

    public init() {}

    /// Whether the last question is answered.
    public var isComplete: Bool { attributes != nil }

    /// What was no reply, in the order of its coming, with a reply that is half there: its other half may still come.
    public var unread: [UInt8] { typed + pending }

    /// Adds bytes that have arrived.
    public mutating func take(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var rest = pending[...]
        while let first = rest.first {
            guard first == 0x1B else {
                typed.append(first)
                rest = rest.dropFirst()
                continue
            }
            switch Self.reply(in: rest.dropFirst()) {
            case .incomplete:
                pending = Array(rest)
                return
            case .none:
                typed.append(first)
                rest = rest.dropFirst()
            case .reply(let reply, let length):
                note(reply)
                rest = rest.dropFirst(1 + length)
            }
        }
        pending = []
    }

    private mutating func note(_ reply: Reply) {
        switch reply {
        case .graphics(let body): if body.hasPrefix("Gi=31;OK") { hasKittyGraphics = true }
        case .version(let text): version = text
        case .attributes(let numbers): attributes = numbers
        case .cell(let size): cell = size
        case .area(let size): area = size
        }
    }

    // MARK: Reading

    private enum Reply {
        case graphics(String)
        case version(String)
        case attributes([Int])
        case cell(PixelSize)
        case area(PixelSize)
    }

    private enum Reading {
        case none, incomplete
        case reply(Reply, length: Int)
    }

    /// Replies are short; a text without an end is none.
    private static let limit = 1024

    /// In pixels; no font is larger.
    static let largestCell = 1000

    /// Reads what follows an Escape.
    private static func reply(in bytes: ArraySlice<UInt8>) -> Reading {
        switch bytes.first {
        case nil: .incomplete
        case UInt8(ascii: "["): sequence(in: bytes)
        case UInt8(ascii: "_"): string(in: bytes, after: "_G") { .graphics("G" + $0) }
        case UInt8(ascii: "P"): string(in: bytes, after: "P>|") { .version($0) }
        default: .none
        }
    }

    /// Reads a string that ends in ST.
    private static func string(
        in bytes: ArraySlice<UInt8>, after beginning: String, _ reply: (String) -> Reply
    ) -> Reading {
        let beginning = Array(beginning.utf8)
        guard bytes.count >= beginning.count else { return beginning.starts(with: bytes) ? .incomplete : .none }
        guard bytes.starts(with: beginning) else { return .none }
        let body = bytes.dropFirst(beginning.count)
        guard let end = body.firstIndex(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return bytes.count > limit ? .none : .incomplete
        }
        guard body[end] == 0x1B else { return .none }
        guard end + 1 < body.endIndex else { return .incomplete }
        guard body[end + 1] == UInt8(ascii: "\\") else { return .none }
        return .reply(reply(String(decoding: body[..<end], as: UTF8.self)), length: end + 2 - bytes.startIndex)
    }

    /// Reads a control sequence: attributes, or a size in pixels.
    private static func sequence(in bytes: ArraySlice<UInt8>) -> Reading {
        let body = bytes.dropFirst()
        guard let end = body.firstIndex(where: { !(0x30...0x3F).contains($0) }) else {
            return bytes.count > limit ? .none : .incomplete
        }
        let text = String(decoding: body[..<end], as: UTF8.self)
        let numbers = text.drop { $0 == "?" }.split(separator: ";").compactMap { Int($0) }
        let length = end + 1 - bytes.startIndex
        switch body[end] {
        case UInt8(ascii: "c") where text.hasPrefix("?"):
            return .reply(.attributes(numbers), length: length)
        case UInt8(ascii: "t") where numbers.count == 3 && (numbers[0] == 6 || numbers[0] == 4):
            let most = numbers[0] == 6 ? Self.largestCell : 100_000
            guard (1...most).contains(numbers[1]), (1...most).contains(numbers[2]) else { return .none }
            let size = PixelSize(width: numbers[2], height: numbers[1])
            return .reply(numbers[0] == 6 ? .cell(size) : .area(size), length: length)
        default:
            return .none
        }
    }
}
