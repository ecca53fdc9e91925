package import ImageModels

/// What an instruction is read with besides its own words: what the session knows of the turn, so that a replay reads the same.
package struct ReadingContext: Sendable {
    /// Whether a region is marked.
    package var isMarked: Bool
    /// The instructions that led to the picture, the oldest first.
    package var earlier: [TurnRequest.Earlier]

    package init(isMarked: Bool = false, earlier: [TurnRequest.Earlier] = []) {
        self.isMarked = isMarked
        self.earlier = earlier
    }
}

/// What the turn before did, for "it", "a bit more" and "the same for the right man".
struct EditedBefore: Equatable {
    var edits: [LocalEdit]
    /// The parts that they speak of.
    var parts: [Painted]
    /// Whether nothing tells the same parts again: another place was marked, or they have lost the colour that told them.
    var isLost: Bool
    /// Whether it was confined to a region that is set no more, or another one is.
    var wasElsewhere = false
    /// What was said of the selections: what is taken as it is found, and how much more or less of it.
    var taken: [LocalEdit]
    /// The turn that did it, by its place among those before; where "not so strong" came after it, still that one.
    var turn = 0
    /// How much of it is left, after "not so strong".
    var strength = 1.0
    /// What was typed.
    var instruction: String
    /// What gave hair a colour last, in this turn or in one before it.
    var hair: [LocalEdit] = []

    /// Of the same instruction.
    init(_ latest: ArraySlice<LocalEdit>) {
        edits = latest.filter { !$0.isOfSelections }
        parts = edits.map(\.afterwards).parts
        (isLost, taken, instruction) = (false, [], "")
    }

    init(_ all: [LocalEdit], instruction: String, turn: Int, hairBefore: [LocalEdit] = []) {
        self.instruction = instruction
        self.turn = turn
        edits = all.filter { !$0.isOfSelections }
        if case .startingOver(let turn)? = edits.first {
            self.turn = turn
            edits.removeFirst()
        }
        hair = edits.filter(\.isOfHair)
        if hair.isEmpty { hair = hairBefore }
        parts = edits.map(\.afterwards).parts
        isLost = edits.contains { if case .recolour(.coloured, _) = $0 { true } else { false } }
        taken = all.filter(\.isOfSelections)
    }

    /// Its place is not the one that is meant now.
    ///
    /// - Parameter marked: whether that place was a region.
    mutating func leave(marked: Bool) { (isLost, wasElsewhere) = (true, marked) }

    /// What a colour that is said alone is meant for; nothing where that can't have it.
    ///
    /// Nobody's lips are to be blonde: that goes back to the hair.
    func meant(by colour: String) -> [LocalEdit] {
        guard ColourTable.isOfHair(colour), !edits.contains(where: \.isOfHair) else { return edits }
        let mayHaveIt = !ColourTable.isOfHairAlone(colour) && !edits.contains(where: \.isOfFeature)
        return hair.isEmpty && mayHaveIt ? edits : hair
    }
}

/// What the turns before repainted, if every pixel has stayed where it was since.
package struct RepaintedBefore {
    /// The first of them: in the picture before it parts are told better than where they have been painted.
    package var first: Int
    package var targets: [Target] = []
    /// Whether parts were given colours, and nothing else was done: folds and light are then as they were before.
    package var keepsLight = true

    func followed(by edits: [LocalEdit]) -> RepaintedBefore {
        var all = self
        for edit in edits {
            switch edit {
            case .recolour(let target, _): all.targets.append(target)
            case .selecting, .taking, .fading: break
            default: all.keepsLight = false
            }
        }
        return all
    }
}

/// What the words of one instruction are read with.
package struct Circumstances {
    var referenceCount: Int
    var isMarked = false
    /// Whether a noun that nothing finds is what is marked.
    var takesMarked = false
    var edited: EditedBefore?
    package private(set) var repainted: RepaintedBefore?

    package init(referenceCount: Int, _ context: ReadingContext) {
        self.referenceCount = referenceCount
        isMarked = context.isMarked
        var (wasElsewhere, wasMarked) = (false, false)
        for (place, turn) in context.earlier.enumerated().suffix(Self.most) {
            var then = Circumstances(referenceCount: 9)
            then.isMarked = turn.isMarked
            then.edited = edited
            let hasMoved =
                turn.hasMoved || turn.isElsewhere != wasElsewhere || place > 0 && turn.isMarked != wasMarked
            let hair = hasMoved ? [] : edited?.hair ?? []
            if hasMoved {
                // What was marked then is what was meant, as it would be now.
                if turn.isMarked { then.edited = nil } else { then.edited?.leave(marked: wasMarked) }
            }
            (wasElsewhere, wasMarked) = (turn.isElsewhere, turn.isMarked)
            let edits = try? Grammar.parse(turn.instruction, then)
            if case .fading(_, let strength)? = edits?.first, edits?.count == 1, then.edited != nil {
                edited?.strength = strength
                if hasMoved { edited?.leave(marked: wasMarked) }
            } else {
                edited = edits.map {
                    EditedBefore($0, instruction: turn.instruction, turn: place, hairBefore: hair)
                }
            }
            if let edits, turn.isBySameModel, edits.allSatisfy(\.keepsPlaces) {
                if repainted != nil || edits.contains(where: \.repaints) {
                    repainted = (repainted ?? RepaintedBefore(first: place)).followed(by: edits)
                }
            } else {
                repainted = nil
            }
        }
        if wasElsewhere { edited?.leave(marked: wasMarked) }
        // What is marked now is what is meant.
        if isMarked, wasElsewhere { edited = nil }
    }

    private static let most = 48

    private init(referenceCount: Int) { self.referenceCount = referenceCount }

    init(referenceCount: Int, _ context: ReadingContext, takesMarked: Bool) {
        self.init(referenceCount: referenceCount, context)
        self.takesMarked = takesMarked
    }

    var takingMarked: Circumstances {
        var marked = self
        marked.takesMarked = true
        return marked
    }
}
