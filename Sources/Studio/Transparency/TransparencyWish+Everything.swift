/// The same wish where nobody says "background": "get rid of everything behind the cat", "just the cat, nothing else".
extension TransparencyWish {
    /// All that is behind or around something goes, or all but it. One thing behind it is another edit: "the person behind
    /// the cat".
    static func isEverythingElse(_ clause: String) -> Bool {
        guard let removal = clause.firstMatch(of: Form.removalOfMuch) else { return false }
        let object = clause[removal.range.upperBound...]
        if let found = object.firstMatch(of: Form.behind) { return isThing(found.output.what) }
        if let found = object.firstMatch(of: Form.except) { return isThing(found.output.what) }
        return object.wholeMatch(of: Form.everythingElse) != nil
    }

    /// "keep only the cat", "just the cat, nothing else", "nothing but the mug"
    static func isNothingElse(_ text: String) -> Bool {
        let words = text.split { $0.isWhitespace || ".,;:!-–—".contains($0) }.filter { $0 != "please" && $0 != "pls" }
            .joined(separator: " ")
        guard let thing = words.firstMatch(of: Form.kept)?.output.what ?? words.firstMatch(of: Form.alone)?.output.what
        else {
            return false
        }
        return thing.contains(Form.named) && isThing(thing)
    }

    /// What a cut-out can be of: a thing in a few words, by itself or by its place; no part of the picture, and no further
    /// edit behind it.
    private static func isThing(_ words: Substring) -> Bool {
        let thing = words.replacing(Form.thingsPlace, with: "")
        return thing.split(separator: " ").count <= 5 && !thing.contains(Form.noThing)
    }

    /// "no background at all", "make the background disappear", "background removal"
    static func isGone(_ clause: String) -> Bool {
        clause.contains(Form.gone)
    }

    /// "separate the cat from its background", "cut around the mug"
    static func isLifting(_ clause: String) -> Bool {
        guard let found = clause.firstMatch(of: Form.lifting), let thing = found.output.what ?? found.output.around
        else {
            return false
        }
        return isThing(thing)
    }

    /// Forms of German, French, Spanish and Japanese in which the background is not named, or not as the thing to remove.
    nonisolated(unsafe) static let othersForms = read([
        #"\b(?:entfern|lösch|radier)\p{L}*(?: bitte)? alles(?:,? was)? (?:hinter|um|rund um) [\p{L} ]{2,30}$"#,
        #"\b(?:mach|nimm|tu)\p{L}*(?: bitte)? alles (?:hinter|um) [\p{L} ]{2,30} (?:weg|raus)$"#,
        #"^(?:bitte )?alles (?:hinter|um|rund um) [\p{L} ]{2,30} (?:entfernen|löschen|wegmachen|weg|raus)$"#,
        #"^(?:bitte )?(?:entfern|lösch)\p{L}* alles (?:außer|bis auf|ausser) (?:(?:der|die|den|das|dem) )?\p{L}{2,20}$"#,
        #"^(?:bitte )?alles (?:außer|bis auf|ausser) (?:(?:der|die|den|das|dem) )?\p{L}{2,20} (?:entfernen|löschen|weg|raus)$"#,
        #"^(?:bitte )?nur (?:die|den|das|der|ihn|sie) [\p{L}]{2,20},? (?:(?:und )?sonst nichts|behalten|ohne hintergrund)$"#,
        #"^behalte? nur (?:die|den|das) (?!farben|linien|konturen|schrift)\p{L}{2,20}$|\bisolier\p{L}* (?:die|den|das|bitte) [\p{L} ]{2,20}$"#,
        #"\bkeine?n? hintergrund(?: bitte)?$|\bhintergrund (?:bitte )?(?:raus|wegnehmen|ausblenden)$"#,
        #"^(?:bitte )?schneide? (?:bitte )?(?:die|den|das|sie|ihn|es) (?:(?!schild|text|loch|stück)\p{L}{2,20} )?aus$"#,
        #"^(?:die |den |das )?\p{L}{2,20} ausschneiden$"#,
        #"\b(?:supprim|enl[eè]v|retir|effac|ôt|vir)\p{L}* tout (?:ce qu[ie' ]+(?:il y a |se trouve |est )?)?(?:derrière|autour d[eu]) ?[\p{L}' ]{2,30}$"#,
        #"\b(?:supprim|enl[eè]v|retir|effac|ôt|vir)\p{L}* tout (?:le reste|(?:sauf|à part|excepté) (?:le |la |l'|les )?\p{L}{2,20})$"#,
        #"\b(?:vir|dégag)\p{L}* (?:le fond|l'arri[eè]re[- ]plan)$|\bpas de fond$|\bsans (?:l')?arri[eè]re[- ]plan$"#,
        #"^(?:garde|gardez|laisse|laissez) (?:seulement|uniquement|juste|que) (?:le |la |l'|les )(?!rouge|bleu|vert|jaune|noir|blanc|texte|ciel)\p{L}{2,20}$"#,
        #"^ne (?:garde|gardez|laisse) que (?:le |la |l'|les )(?!rouge|bleu|vert|jaune|noir|blanc|texte|ciel)\p{L}{2,20}$"#,
        #"^(?:juste|seulement|que) (?:le |la |l'|les )\p{L}{2,20},? (?:et )?rien d'autre$"#,
        #"^(?:isol|découp)\p{L}* (?:le |la |l')(?!image|photo|ciel|texte)\p{L}{2,20}$"#,
        #"\b(?:elimin|quit|borr|suprim|remuev|sac)\p{L}* todo (?:lo que (?:hay |está |esté )?)?(?:detrás|alrededor) de(?:l| la| los| las)? ?[\p{L} ]{2,20}$"#,
        #"\b(?:elimin|quit|borr|suprim|remuev)\p{L}* todo (?:lo demás|(?:menos|excepto|salvo) (?:el |la |los |las )?\p{L}{2,20})$"#,
        #"^(?:dej|mant[eé]n)\p{L}* (?:solo|sólo|solamente|únicamente) (?:el |la |al |a la )\p{L}{2,20}$"#,
        #"^(?:solo|sólo) (?:el |la )\p{L}{2,20},? (?:y )?nada más$"#,
        #"^(?:recort|a[ií]sl)\p{L}* (?:el |la |al |a la )(?!imagen|foto|cielo|texto)\p{L}{2,20}$"#,
        #"\bfuera (?:el |con el )?fondo$|\bsin (?:el |ningún )fondo$"#,
        #"(?:後ろ|うしろ|周り|まわり|周囲)(?:のもの)?(?:を|は)?(?:全部|すべて|全て)(?:を)?(?:消|削除|取り除|取って|なく)"#,
        #"\p{Han}*以外(?:のもの)?(?:を|は)?(?:全部|すべて|全て)?(?:を)?(?:消|削除|取り除|透明|なく)|だけ(?:を)?(?:残し|切り抜)|背景(?:は|を)?(?:いらない|要らない|外して|抜いて)"#,
    ])
}
