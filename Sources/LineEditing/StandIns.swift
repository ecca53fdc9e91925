import CLibedit

/// Stand-ins for characters of several scalars, so that libedit has one scalar for each: its commands, vi's counts, undo and what
/// it keeps to be put back go by scalars, and would tear a flag or a letter with its marks.
///
/// A stand-in is what its character is to the commands that go by words: a rare ideograph for a letter, of private use for
/// anything else. Where one of these is itself typed, it gets a stand-in, too.
struct StandIns {
    private static let letters: Range<UInt32> = 0x20000..<0x2A6E0
    private static let others: Range<UInt32> = 0xF0000..<0xFFFFE

    private var texts: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var known: [[Unicode.Scalar]: Unicode.Scalar] = [:]
    private var nextLetter = letters.lowerBound
    private var nextOther = others.lowerBound

    /// The text with one scalar for each character.
    mutating func cells(of text: String) -> [Unicode.Scalar] {
        // Below, nothing joins.
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return Array(text.unicodeScalars) }
        var cells: [Unicode.Scalar] = []
        cells.reserveCapacity(text.utf8.count)
        for character in text { append(Array(character.unicodeScalars), to: &cells) }
        return cells
    }

    private mutating func append(_ character: [Unicode.Scalar], to cells: inout [Unicode.Scalar]) {
        if character.count == 1, !Self.isTaken(character[0]) {
            cells.append(character[0])
        } else if character.allSatisfy({ $0.value < 0x300 }) {
            cells += character
        } else if let cell = known[character] ?? newCell(for: character) {
            cells.append(cell)
        } else {
            cells += character
        }
    }

    private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= letters.lowerBound && (letters.contains(scalar.value) || others.contains(scalar.value))
    }

    /// `nil` once there is none left.
    private mutating func newCell(for character: [Unicode.Scalar]) -> Unicode.Scalar? {
        let isLetter = clibedit_is_alphanumeric(character[0].value) != 0
        let number = isLetter ? nextLetter : nextOther
        guard (isLetter ? Self.letters : Self.others).contains(number), let cell = Unicode.Scalar(number) else {
            return nil
        }
        if isLetter { nextLetter += 1 } else { nextOther += 1 }
        texts[cell] = character
        known[character] = cell
        return cell
    }

    /// What cells stand for.
    func text(of cells: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
        var result = String.UnicodeScalarView()
        for cell in cells {
            // To append a collection copies all that is there.
            if Self.isTaken(cell), let text = texts[cell] {
                for scalar in text { result.append(scalar) }
            } else {
                result.append(cell)
            }
        }
        return result
    }
}
