/// What mends an instruction that was understood and did not fit: who is meant, and how much is selected.
extension Reader {
    /// "meaning the left one", after edits that speak of somebody.
    mutating func meaning() -> People? {
        whole { reader in
            guard reader.take("meaning", "i mean", "that is", "namely") else { return nil }
            if reader.take("both of them", "all of them", "both", "all", "everyone", "everybody") { return .all }
            reader.skipArticles()
            guard let people = reader.take(Nouns.whichPerson) else { return nil }
            _ = reader.take("one", "person")
            return people
        }
    }

    /// "taking the hair as found", of parts that the edits before it speak of.
    mutating func taking(after edits: [LocalEdit]) -> [LocalEdit]? {
        whole { reader in
            guard reader.take("taking", "take") else { return nil }
            var parts: [PersonPart] = []
            repeat {
                reader.skipArticles()
                if reader.take(Nouns.hair) {
                    parts.append(.hair)
                } else if let garment = reader.take(Nouns.garments) {
                    parts.append(.garment(garment))
                } else {
                    return nil
                }
            } while reader.take("and")
            guard reader.take("as found", "as it is found", "as they are found", "as it was found", "as they were found"),
                parts.allSatisfy({ part in edits.contains { $0.personTarget?.part == part } })
            else { return nil }
            return parts.map { .taking($0) }
        }
    }

    /// "selecting more", "selecting 2 steps less"
    mutating func selecting() -> [LocalEdit]? {
        whole { reader in
            guard reader.take("selecting", "select") else { return nil }
            var steps = 1.0
            if let number = reader.takeNumber() {
                guard reader.take("steps", "step"), number == number.rounded(), (1...20).contains(number) else {
                    return nil
                }
                steps = number
            } else {
                _ = reader.take("a bit", "a little", "a step", "one step")
            }
            if reader.take("more") { return [.selecting(steps: Int(steps))] }
            return reader.take("less") ? [.selecting(steps: -Int(steps))] : nil
        }
    }
}
