import CLibedit

/// Where libedit puts the characters of a prompt and a line in a window of some width.
struct LineLayout: Equatable {
    private(set) var row = 0
    private(set) var column = 0
    private let columns: Int

    init(columns: Int) {
        self.columns = max(columns, 2)
    }

    init(columns: Int, prompt: String, line: some Sequence<Unicode.Scalar>) {
        self.init(columns: columns)
        for scalar in prompt.unicodeScalars { add(scalar) }
        for scalar in line { add(scalar) }
    }

    mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\t":
            repeat { put(1) } while column % 8 != 0
        case "\n":
            row += 1
            column = 0
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            put(1)
            put(1)
        default:
            let isPrintable = clibedit_is_printable(scalar.value) != 0
            // libedit shows what cannot be printed as \U+1234.
            for _ in 0..<(isPrintable ? 1 : scalar.value > 0xFFFF ? 8 : 7) {
                put(isPrintable ? columnWidth(of: scalar) : 1)
            }
        }
    }

    private mutating func put(_ width: Int) {
        if column + width > columns {
            row += 1
            column = 0
        }
        column += width
        if column >= columns {
            row += 1
            column = 0
        }
    }
}
