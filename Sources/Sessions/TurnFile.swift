import Pictures

/// The name of a file that this program makes of a turn: "002.png", "002.received.jpg", "002-2.png".
///
/// Whatever in a session folder has another name is somebody else's.
struct TurnFile: Equatable {
    enum Part: String {
        /// The turn's picture.
        case picture = ""
        case received, change, transcript
    }

    let turn: Int
    let part: Part
    let ending: String
    /// 1, or more where the name without a copy's number was taken.
    var copy = 1

    init(_ part: Part, of turn: Int, ending: String) {
        self.turn = turn
        self.part = part
        self.ending = ending
    }

    /// `nil` for a name that is not one of these to the letter.
    init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let base = parts.first, let ending = parts.last,
            let part = Part(rawValue: parts.count == 3 ? String(parts[1]) : ""), parts.count == 2 || part != .picture
        else { return nil }
        let numbers = base.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let turn = Int(numbers[0]), numbers.count == 1 || Int(numbers[1]) != nil else { return nil }
        self.init(part, of: turn, ending: String(ending))
        if numbers.count == 2 { copy = Int(numbers[1]) ?? 0 }
        guard copy >= 1, isKnown(ending: self.ending), self.name == name else { return nil }
    }

    private func isKnown(ending: String) -> Bool {
        switch part {
        case .picture, .change: Self.endings.contains(ending)
        case .received: Self.endings.contains(ending) || ending == "bin"
        case .transcript: ending == "json"
        }
    }

    private static let endings = Set(PictureFormat.allCases.map(\.fileExtension))

    var name: String {
        SessionWriter.baseName(turn) + (copy == 1 ? "" : "-\(copy)") + (part == .picture ? "" : "." + part.rawValue)
            + "." + ending
    }

    /// The names to try, one after the other: the name of a file that is there already is somebody else's.
    var names: some Sequence<String> {
        (1...1000).lazy.map { copy in
            var file = self
            file.copy = copy
            return file.name
        }
    }
}
