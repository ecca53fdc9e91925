/// Somebody, and whose something is.
extension Reader {
    /// "the man on the left", "everyone", "her".
    ///
    /// A noun for one person means whoever it is if there is only one: no network tells a man from a woman.
    mutating func person() -> People? {
        attempt { reader in
            if let both = reader.attempt({ $0.bothPeople() }) { return both }
            if reader.take(Nouns.everybody) { return .all }
            reader.skipArticles()
            let which = reader.take(Nouns.whichPerson)
            if which != nil { _ = reader.take("most", "hand", "side") }
            reader.takeAll(Self.wholly)
            reader.takeAll(Self.descriptions)
            if reader.take(Nouns.people) {
                let place = reader.take(Nouns.whereInPicture)
                return Self.agreed(which, place, else: .someone)
            }
            return which
        } ?? take(Nouns.pronouns)
    }

    /// "both of them", "both men", "both": two, where "all" may be more.
    mutating func bothPeople() -> People? {
        guard take("both") else { return nil }
        if take("of them", "of us", "of these", "of those") { return .both }
        _ = take("of")
        _ = take("the", "these", "those")
        return take(Nouns.people) || tokens[position - 1].text == "both" ? .both : nil
    }

    /// What two mentions of a person say together; `nil` where they contradict each other.
    static func agreed(_ first: People?, _ second: People?, else usual: People) -> People? {
        switch (first, second) {
        case (let one?, nil), (nil, let one?): one
        case (.someone?, let one?), (let one?, .someone?): one
        case (let one?, let other?): one == other ? one : nil
        case (nil, nil): usual
        }
    }

    /// Articles, and whose it is by them: "her", "both".
    mutating func determiner() -> People? {
        var owner: People?
        while true {
            if let found = take(Fillers.owners) {
                owner = found
            } else if !take(Fillers.articles) {
                return owner
            }
        }
    }

    /// Whose it is, before the noun: "the left man's", "everyone's", "his", "the".
    mutating func possessor() -> People? {
        let owner: People? = attempt { reader in
            guard let owner = reader.person(), reader.take("'s") else { return nil }
            return owner
        }
        if let owner {
            skipArticles()
            return owner
        }
        let article = determiner()
        return take(Nouns.whichPerson) ?? article
    }

    /// Whose it is, after the noun: "of the person on the right", "on the left", "he is wearing".
    mutating func possessorAfter() -> People? {
        if let place = take(Nouns.whereInPicture) { return place }
        return attempt { reader in
            guard reader.take("of", "on", "worn by", "from", "belonging to") else { return nil }
            return reader.person()
        }
            ?? attempt { reader in
                _ = reader.take("that", "which")
                guard let owner = reader.person() else { return nil }
                _ = reader.take("is", "are", "'s", "has", "have")
                guard reader.take("wearing", "wears", "has on", "on") else { return nil }
                return owner
            }
    }

    /// "the man on the left", not "her".
    mutating func personByNoun() -> People? {
        if Nouns.pronouns.match(tokens, at: position) != nil, Fillers.owners.match(tokens, at: position) == nil {
            return nil
        }
        let start = position
        guard let owner = person(), tokens[start..<position].contains(where: { Nouns.people.words.contains($0.text) })
        else { return nil }
        return owner
    }
}
