import Foundation
package import ImageModels

/// Whether words ask for a picture without its ground: "turn it into a sticker", "remove the background".
///
/// A thing that is added or removed is no such wish, nor is a ground that another one is to stand for.
package enum TransparencyWish {
    /// The same with what is set for every instruction, which counts before its words.
    package static func isIn(_ instruction: String, _ settings: TurnSettings) -> Bool {
        switch settings.background {
        case "transparent": true
        case "opaque": false
        default: isIn(instruction)
        }
    }

    /// Looked for in the first 2,000 characters: the time that all the forms take grows with the text, and no such wish stands
    /// behind a text of that length.
    package static func isIn(_ instruction: String) -> Bool {
        let text = instruction.prefix(2_000).lowercased().replacing("’", with: "'")
            .replacing(Form.shortened, with: "background").replacing("background's", with: "background is")
            .replacing(Form.allBut) { "\($0.1)\($0.2 ?? "") except " }
        if text.contains(Form.otherGround) { return false }
        if isInOtherTongue(text) || isNothingElse(text) { return true }
        let clauses = clauses(of: text)
        guard let wish = clauses.firstIndex(where: { isWish($0) }) else { return false }
        return !clauses[(wish + 1)...].contains { isAnotherGround($0) }
    }

    /// What a model is told that can't be asked for transparency: a ground that can be taken out surely.
    package static let words =
        " Paint it on one plain, evenly lit white background, without shadow, pattern or chequerboard."

    /// "remove the background and put a beach there": two clauses, without what only is polite.
    private static func clauses(of text: String) -> [String] {
        text.split(separator: Form.joints).map { piece in
            let words = piece.split(whereSeparator: \.isWhitespace).filter { $0 != "please" }.joined(separator: " ")
            return words.replacing(Form.polite, with: "")
        }.filter { !$0.isEmpty }
    }

    private static func isWish(_ clause: String) -> Bool {
        if isGone(clause) { return true }
        if clause.contains(Form.negation) { return false }
        return isRemoval(clause) || isClear(clause) || isCutting(clause) || isSticker(clause)
            || isEverythingElse(clause)
            || isLifting(clause)
    }

    /// The ground is the whole object: not "background noise", nor "the people from the background".
    private static func isRemoval(_ clause: String) -> Bool {
        guard let found = clause.firstMatch(of: Form.removal) else { return false }
        guard let end = found.output.ranges(of: Form.ground).first?.upperBound else { return false }
        let rest = found.output[end...]
        return rest.isEmpty || rest.contains(Form.removalEnd)
    }

    /// "with a transparent background", "make the background transparent", "as a PNG with transparency"
    private static func isClear(_ clause: String) -> Bool {
        if clause.contains(Form.partly) { return false }
        return clause.contains(Form.withoutGround) || clause.contains(Form.clearGround)
            || clause.contains(Form.groundMadeClear) || clause.contains(Form.clearFile)
            || clause.contains(Form.clearWhole)
    }

    /// "cut it out", "isolate the subject"; not "cut out the noise", nor a piece out of something.
    private static func isCutting(_ clause: String) -> Bool {
        if clause.contains(Form.cutOut) { return true }
        guard let found = clause.firstMatch(of: Form.cutting)?.output,
            let object = found.1 ?? found.2 ?? found.3 ?? found.4
        else { return false }
        let whole = object.replacing(Form.fromGround, with: "").replacing(Form.placed, with: "")
        return !whole.contains(Form.moreThanSubject)
    }

    /// A sticker is the goal, not a thing within the picture.
    private static func isSticker(_ clause: String) -> Bool {
        guard clause.contains("sticker") || clause.contains("decal") else { return false }
        if clause.contains(Form.stickerVerb) { return true }
        if clause.contains(Form.stickerOnThing) { return false }
        return stickerGoals.contains { clause.contains($0) }
    }

    private nonisolated(unsafe) static let stickerGoals = {
        let noun =
            #"(?:(?:a|an|my|one|some|cute|nice|cool|simple|clean|vinyl|transparent|die|cut|die-cut|"#
            + #"white|bordered|white-bordered|outlined|glossy|telegram|whatsapp|proper|new|little|small|"#
            + #"of) )*(?:stickers?|decals?)"#
        let tail =
            #"(?: (?:of|from|out of|with|for|version|style|design|effect|please|now|instead|that|showing)\b.*)?$"#
        return read(
            [
                #"^(?:turn|make|convert|change|transform|render|export|create|draw|redraw|show|save|give me|get|want|"#
                    + #"use|i want|i need|i'd like)\b(?: (?!(?:on|in|at|from|add|sticker)\b)[\p{L}'-]+| on the (?:left|"#
                    + #"right)){1,6} (?:into|as|to|like|in) "#,
                #"^(?:turn|make|convert|transform|want|i want) (?:it|this|that|him|her|them|me|us|(?:the|this|my) [\p{L}-]+) "#,
                #"^(?:make|make me|create|create me|design|generate|produce|give me|get|get me|build|i want|i need|"#
                    + #"i'd like|want|do) "#,
                #"^(?:(?:as|in|like|into|to) )?"#,
            ].map { $0 + noun + tail })
    }()

    private static func isAnotherGround(_ clause: String) -> Bool {
        if clause.contains(Form.onSubject), !clause.contains(Form.groundWord) { return false }
        if clause.contains(Form.transparency) { return false }
        return clause.contains(Form.placing)
    }

    /// The commonest forms of German, French, Spanish and Japanese.
    private nonisolated(unsafe) static let forms = {
        let end =
            #"(?: (?:bitte|weg|raus|komplett|ganz|aus dem bild|s'il te plaît|s'il vous plaît|de (?:la|l'|cette|"#
            + #"esta|mi) ?\p{L}+|por favor|del todo|complètement|completamente))*\s*(?:[.,;!?]|$| und | et | y )"#
        return read([
            #"\b(?:entfern|lösch|nimm|mach|radier)\p{L}*(?: bitte)?(?: mir)?(?: den)?(?: ganzen)? hintergrund"# + end,
            #"\bhintergrund (?:bitte )?(?:entfernen|löschen|wegmachen|weg|(?:transparent|"#
                + #"durchsichtig)(?: machen)?)\s*(?:[.,;!?]|$| und )"#,
            #"\b(?:transparente[mnr]?|durchsichtige[mnr]?) hintergrund\b|\bohne hintergrund\s*(?:[.,;!?]|$)"#,
            #"\bmach\p{L}* den hintergrund (?:transparent|durchsichtig)\b"#,
            #"\bfrei(?:zu|ge)?stellen\b|\bstell\p{L}* [\p{L} ]{1,30} frei\s*(?:[.,;!?]|$)"#,
            #"^(?:mach|verwandl|als|zu)\p{L}*\b.{0,40}?(?:sticker|aufkleber)(?: daraus)?\s*(?:[.,;!?]|$)"#,
            #"\b(?:supprim|enl[eè]v|retir|effac|ôt)\p{L}*(?: tout)? (?:le fond|l'arri[eè]re[- ]plan)"# + end,
            #"\bfond transparent\b|\bsans (?:le )?fond\s*(?:[.,;!?]|$)|\barri[eè]re[- ]plan transparent\b|"#
                + #"\bdétour(?:e|er|ez)\b"#,
            #"^(?:transform|fai|conver|en|comme)\p{L}*\b.{0,40}?\b(?:autocollant|sticker)\s*(?:[.,;!?]|$)"#,
            #"\b(?:elimin|quit|borr|suprim|remuev)\p{L}*(?: todo)? el fondo"# + end,
            #"\bfondo (?:sea )?transparente\b|\bsin fondo\s*(?:[.,;!?]|$)"#,
            #"^(?:convi[eé]rt|haz|transform|como)\p{L}*\b.{0,40}?\b(?:pegatina|sticker|calcomanía)\s*(?:[.,;!?]|$)"#,
            #"背景(?:だけ)?(?:を|は)?(?:削除|消|除去|取り除|取って|なく|透過|透明|切り抜)|背景(?:なし|透過|透明)|切り抜(?:いて|く|き)|(?:ステッカー|シール)(?:に|風)|透過png"#,
        ])
    }()

    /// Reads regular expressions, to be kept: reading them takes longer than looking for all of them. What is read is never
    /// changed, and any thread may use it.
    static func read(_ forms: [String]) -> [Regex<AnyRegexOutput>] { forms.compactMap { try? Regex($0) } }

    private static func isInOtherTongue(_ text: String) -> Bool {
        if text.contains(Form.germanNegation) || text.contains(Form.anotherEdit) { return false }
        if text.contains(Form.english) { return false }
        let plain = text.trimmingCharacters(in: CharacterSet(charactersIn: " .!?。！\n"))
        return (forms.map { ($0, text) } + othersForms.map { ($0, plain) }).contains { form, text in text.contains(form)
        }
    }
}
