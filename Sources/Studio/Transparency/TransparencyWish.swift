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

    package static func isIn(_ instruction: String) -> Bool {
        let text = instruction.lowercased().replacing("’", with: "'")
            .replacing(#/\bbg\b/#, with: "background").replacing("background's", with: "background is")
            .replacing(#/\b(everything|all|anything)( else)? but /#) { "\($0.1)\($0.2 ?? "") except " }
        if text.contains(otherGround) { return false }
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
        let joints = #/[.,;:!?\n]+|\b(?:and then|and|then|but)\b/#
        let polite =
            #/^(?:(?:please|now|just|can you|could you|would you|i want you to|i'd like you to|you|also|simply|kindly) )+/#
        return text.split(separator: joints).map { piece in
            let words = piece.split(whereSeparator: \.isWhitespace).filter { $0 != "please" }.joined(separator: " ")
            return words.replacing(polite, with: "")
        }.filter { !$0.isEmpty }
    }

    private static func isWish(_ clause: String) -> Bool {
        if isGone(clause) { return true }
        if clause.contains(#/\b(?:don't|do not|never|without (?:removing|cutting)|instead of)\b/#) { return false }
        return isRemoval(clause) || isClear(clause) || isCutting(clause) || isSticker(clause) || isEverythingElse(clause)
            || isLifting(clause)
    }

    /// The ground is the whole object: not "background noise", nor "the people from the background".
    private static func isRemoval(_ clause: String) -> Bool {
        let removal = #/
            ^(?:.*\b(?:to|by)\ )?
            (?:remove|removing|erase|delete|drop|strip|cut\ out|cut\ away|cut|take\ out|take\ away|take|clear|
            get\ rid\ of|lose|ditch|kill|wipe\ out|wipe\ away|wipe|knock\ out|mask\ out|strip\ out|hide|trash|zap|eliminate|scrap|
            dump|toss)\ (?:away\ )?
            (?:all\ of\ )?(?:(?!(?:from|in|on|of|behind|with|at|to|near|by|around|against)\b)[\p{L}'-]+\ ){0,4}
            (?:background|backdrop)
            (?:\ (?:completely|entirely|fully|altogether|away|out|off|now|only|so|as|to\ make|leaving|(?:from|
            of|behind|around|in)\ .+))?
            (?:\ .*)?$
            /#
        guard let found = clause.firstMatch(of: removal) else { return false }
        guard let end = found.output.ranges(of: #/background|backdrop/#).first?.upperBound else { return false }
        let rest = found.output[end...]
        return rest.isEmpty
            || rest.contains(
                #/
                    ^\ (?:completely|entirely|fully|altogether|away|out|off|now|only|from|of|behind|around|
                    in\ the\ (?:picture|photo|image)|so|as|to\ (?:make|get|leave)|leaving|keeping|with\ transparency)\b
                    /#
            )
    }

    /// "with a transparent background", "make the background transparent", "as a PNG with transparency"
    private static func isClear(_ clause: String) -> Bool {
        if clause.contains(#/\b(?:semi|half|slightly|partly|partially|more|less)[ -]transparent\b/#) { return false }
        let without = #/\b(?:no|without a|without any|without the|without) (?:background|backdrop)$/#
        let clear = #/\btransparent (?:background|backdrop)\b/#
        let made = #/
            \b(?:background|backdrop)(?:\ (?:to\ be|should\ be|is|be|become|becomes|fully|completely|entirely|
            of\ (?:this|the)\ (?:picture|photo|image))){0,3}\ (?:transparent|see-through)\b
            /#
        let file = #/\b(?:png|webp)\b.{0,12}\b(?:transparency|transparent|alpha)\b|\btransparent (?:png|webp)\b/#
        let whole = #/^(?:(?:picture|image|photo|it|this) )?with (?:real )?(?:transparency|an alpha channel)$/#
        return clause.contains(without) || clause.contains(clear) || clause.contains(made) || clause.contains(file)
            || clause.contains(whole)
    }

    /// "cut it out", "isolate the subject"; not "cut out the noise", nor a piece out of something.
    private static func isCutting(_ clause: String) -> Bool {
        if clause.contains(#/
            ^(?:(?:make|create|produce|give\ me|i\ want|want|get|do|turn\ (?:it|this)\ into)\ )?(?:(?:a|an|
            clean|nice|simple|sharp|neat|proper|perfect|product|transparent|png)\ )*cut-?outs?(?:\ (?:of|from|for)\b.*)?$
            /#) {
            return true
        }
        let cutting = #/
            ^(?:cut\ out\ (.+)|cut\ (.+?)\ out(?:\ (?:of|from)\ (?:the|its|this)\ (?:background|backdrop|
            picture|photo|image|scene))?
            |isolate\ (.+)|extract\ (.+))$
            /#
        guard let found = clause.firstMatch(of: cutting)?.output,
            let object = found.1 ?? found.2 ?? found.3 ?? found.4
        else { return false }
        let from = #/
            \ (?:from|out\ of|against)\ (?:the|its|this|her|his|their)\ (?:background|backdrop|picture|photo|
            image|scene|rest)$
            /#
        let placed = #/ (?:on|at|to|in) the (?:far )?(?:left|right|middle|front|centre|center|foreground)$/#
        let whole = object.replacing(from, with: "").replacing(placed, with: "")
        let other = #/
            \b(?:from|out|of|in|into|on|onto|with|for|behind|using|by|noise|text|words?|colou?rs?|palette|glare|
            reflections?|signs?|watermarks?|logos?|stickers?|clutter|distractions?|holes?|shapes?|pieces?|
            windows?|sections?|parts?|light|shadows?|sky|middle|borders?|edges?|frames?)\b|^(?:an?|some)\ 
            /#
        return !whole.contains(other)
    }

    /// A sticker is the goal, not a thing within the picture.
    private static func isSticker(_ clause: String) -> Bool {
        let noun = #"(?:(?:a|an|my|one|some|cute|nice|cool|simple|clean|vinyl|transparent|die|cut|die-cut|"#
            + #"white|bordered|white-bordered|outlined|glossy|telegram|whatsapp|proper|new|little|small|"#
                + #"of) )*(?:stickers?|decals?)"#
        let tail = #"(?: (?:of|from|out of|with|for|version|style|design|effect|please|now|instead|that|showing)\b.*)?$"#
        let goals = [
            #"^(?:turn|make|convert|change|transform|render|export|create|draw|redraw|show|save|give me|get|want|"#
                + #"use|i want|i need|i'd like)\b(?: (?!(?:on|in|at|from|add|sticker)\b)[\p{L}'-]+| on the (?:left|"#
                + #"right)){1,6} (?:into|as|to|like|in) "#,
            #"^(?:turn|make|convert|transform|want|i want) (?:it|this|that|him|her|them|me|us|(?:the|this|my) [\p{L}-]+) "#,
            #"^(?:make|make me|create|create me|design|generate|produce|give me|get|get me|build|i want|i need|"#
                + #"i'd like|want|do) "#,
            #"^(?:(?:as|in|like|into|to) )?"#,
        ]
        guard clause.contains("sticker") || clause.contains("decal") else { return false }
        if clause.contains(#/^stickeri[sfz]/#) { return true }
        if clause.contains(#/
            \b(?:stickers?|decals?)\ (?:(?!of\b).)*\b(?:on|onto|at|in|to)\ (?:the|a|an|his|her|my|its|their)\b
            /#) {
            return false
        }
        return goals.contains { goal in
            (try? Regex<AnyRegexOutput>(goal + noun + tail)).map { clause.contains($0) } ?? false
        }
    }

    /// A ground that is named and is not transparency: "on a white background", "instead of the background a beach".
    private static var otherGround: Regex<Substring> {
        #/
        \b(?:on|onto|with|against|in\ front\ of|use|have|leaving|leave|for|by)\ (?:a|an)\ (?!(?:fully\ |
        completely\ |real\ )?transparent\b)(?:[\p{L}-]+\ ){1,3}(?:background|backdrop)\b
        |\b(?:background|backdrop)\ (?:with|by|for|in\ favou?r\ of)\ (?!transparency)
        |\b(?:background|backdrop)\b.*\binstead\b
        /#
    }

    private static func isAnotherGround(_ clause: String) -> Bool {
        let onSubject = #/
            \b(?:border|outline|edge|stroke|rim|contour|shadow|text|caption|hat|cap|glasses|sunglasses|crown|
            transparen\w*|sticker|png)\b
            /#
        if clause.contains(onSubject), !clause.contains(#/\b(?:background|backdrop|there|behind|instead)\b/#) {
            return false
        }
        if clause.contains(#/\btransparen(?:t|cy)\b/#) { return false }
        let placing = #/
            ^(?:put|place|insert|add|paste|stick|fill|replace|swap|substitute|use|paint|set|show|move|compose|
            overlay|have|give|drop|bring|in\ comes)\b
            |^(?:make|turn|change|colou?r|leave|keep|let)\ (?:it|that|everything\ behind|the\ (?:background|
            backdrop|rest))\ (?:in|into|to|as|be|a|an|the|all|plain|solid|pure|pitch|bright|light|dark|white|
            black|gr[ae]y|red|green|blue|yellow|pink|orange|purple|brown|beige)\b
            |\b(?:instead|behind|in\ its\ place)\b
            /#
        return clause.contains(placing)
    }

    /// The commonest forms of German, French, Spanish and Japanese.
    private nonisolated(unsafe) static let forms = {
        let end = #"(?: (?:bitte|weg|raus|komplett|ganz|aus dem bild|s'il te plaît|s'il vous plaît|de (?:la|l'|cette|"#
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
        let others = #/
            \b(?:ersetz|füg|setz|durch\b|stattdessen|remplac|met(?:s|tre|tez)\b|ajout|reempla[cz]|pon\b|coloca|
            añad|agreg|auf\ weißem|weiß\ ist)
            |(?:追加|入れ|置き換|変え|差し替え|貼)|消して.*[^明過]に(?:して|する)|削除して.*[^明過]に(?:して|する)
            /#
        if text.contains(#/\b(?:entferne den sticker|nicht)\b/#) || text.contains(others) { return false }
        if text.contains(#/^(?:make|turn|add|remove|put)\b/#) { return false }
        let plain = text.trimmingCharacters(in: CharacterSet(charactersIn: " .!?。！\n"))
        return (forms.map { ($0, text) } + othersForms.map { ($0, plain) }).contains { form, text in text.contains(form) }
    }
}
