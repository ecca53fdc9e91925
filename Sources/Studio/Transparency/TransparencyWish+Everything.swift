/// The same wish where nobody says "background": "get rid of everything behind the cat", "just the cat, nothing else".
extension TransparencyWish {
    /// All that is behind or around something goes, or all but it. One thing behind it is another edit: "the person behind
    /// the cat".
    static func isEverythingElse(_ clause: String) -> Bool {
        let verb = #/
            ^(?:.*\b(?:to|by)\ )?(?:remov(?:e|ing)|eras(?:e|ing)|delet(?:e|ing)|drop|strip|cut|take|clear|get\ rid\ of|
            getting\ rid\ of|lose|wipe|ditch|kill|hide|trash|zap|eliminate|scrap|dump|toss|mask|knock)
            (?:\ (?:out|away|off))*\ (?=all\b|everything|anything|whatever|what)
            /#
        guard let object = clause.firstMatch(of: verb).map({ clause[$0.range.upperBound...] }) else { return false }
        let behind = #/
            ^(?:all\ (?:of\ )?(?:the|that)\ (?:stuff|things|rest)|all|everything|anything|whatever|what)(?:\ of\ it)?(?:'s|\ that's|\ that\ is|\ is|\ there\ is|\ you\ see|
            \ lying|\ standing)?\ (?:behind|around|surrounding|in\ back\ of|beside\ and\ behind)\ (?<what>[\p{L}'\ -]+?)
            (?:\ (?:away|out|off|completely|entirely))?$
            /#
        let except = #/
            ^(?:all|everything|anything|whatever)(?:\ else)?(?:\ that\ is\ not|\ that's\ not|\ that\ isn't|\ except\ for|\ except|
            \ apart\ from|\ other\ than|\ besides|\ but)\ (?<what>[\p{L}'\ -]+)$
            /#
        if let found = object.firstMatch(of: behind) { return isThing(found.output.what) }
        if let found = object.firstMatch(of: except) { return isThing(found.output.what) }
        return object.wholeMatch(of: #/(?:all|everything) else(?: (?:away|out|off))?/#) != nil
    }

    /// "keep only the cat", "just the cat, nothing else", "nothing but the mug"
    static func isNothingElse(_ text: String) -> Bool {
        let words = text.split { $0.isWhitespace || ".,;:!-–—".contains($0) }.filter { $0 != "please" && $0 != "pls" }
            .joined(separator: " ")
        let kept = #/
            ^(?:and\ |please\ |i\ |i'd\ like\ |can\ you\ |could\ you\ |want\ |need\ |to\ |give\ me\ |show\ )*
            (?:(?:keep|leave|save)\ (?:only|just|nothing\ but)|(?:only|just)\ (?:keep|leave|show)|nothing\ but)\ 
            (?<what>[\p{L}'\ -]+?)(?:\ (?:and\ )?nothing\ else)?$
            /#
        let alone = #/
            ^(?:i\ |i'd\ like\ |want\ |need\ |give\ me\ |show\ |keep\ |leave\ )*(?:just|only)\ (?<what>[\p{L}'\ -]+?)
            \ (?:and\ )?(?:nothing\ else|no\ background)$
            /#
        guard let thing = words.firstMatch(of: kept)?.output.what ?? words.firstMatch(of: alone)?.output.what else {
            return false
        }
        let named = #/^(?:the|this|that|these|those|my|our|your|his|her|their|its|me|him|it|them|us|one|two|both)\b|^\p{L}+$/#
        return thing.contains(named) && isThing(thing)
    }

    /// What a cut-out can be of: a thing in a few words, by itself or by its place; no part of the picture, and no further
    /// edit behind it.
    private static func isThing(_ words: Substring) -> Bool {
        let place = #/
            \ (?:(?:on|at|in|to)\ the\ (?:far\ )?(?:left|right|middle|front|centre|center|foreground)|(?:in|from)\ (?:the|this)\ 
            (?:picture|photo|image|shot|frame))$
            /#
        let thing = words.replacing(place, with: "")
        let other = #/
            \b(?:on|in|at|of|from|with|into|onto|for|as|and|or|but|is|are|be|being|should|make|made|making|turn|change|
            brighter|darker|bigger|smaller|sharp|focus|colou?r|colou?rs|colou?red|half|side|part|parts|area|areas|third|
            corner|top|bottom|edge|edges|sky|background|backdrop|red|blue|green|yellow|black|white|grey|gray|pink|orange|
            purple|brown|text|words?|lines?|windows?|fence|wall|glass|door|counter|outlines?|essentials?|best|most|it\ like)\b
            /#
        return thing.split(separator: " ").count <= 5 && !thing.contains(other)
    }

    /// "no background at all", "make the background disappear", "background removal"
    static func isGone(_ clause: String) -> Bool {
        clause.contains(
            #/
                ^(?:(?:i|we)\ )?(?:don't|do\ not)\ (?:want|need)\ (?:a|any|the|this|that)\ (?:background|backdrop)
                (?:\ (?:at\ all|any\ ?more|there|in\ it))?$
                |^make\ (?:the|that|this)\ (?:whole\ |entire\ )?(?:background|backdrop)\ (?:disappear|vanish|go|go\ away|be\ gone)$
                |^(?:do\ (?:a\ )?)?(?:the\ )?(?:whole\ )?(?:background|backdrop)\ (?:gone|removal|removed|away|out|off|deleted|erased)$
                |\b(?:no|without\ any|zero)\ (?:background|backdrop)\ (?:at\ all|whatsoever|any\ ?more)$
                |\b(?:on|onto|against)\ (?:a\ )?transparent$
                |\b(?:background|backdrop)[\ -]?(?:less|free)$
                /#)
    }

    /// "separate the cat from its background", "cut around the mug"
    static func isLifting(_ clause: String) -> Bool {
        let lifting = #/
            ^(?:(?:separate|lift|pull|pop|clip|free|detach|take)\ (?<what>[\p{L}'\ -]+?)\ (?:off|out\ of|from|away\ from)\ 
            (?:the|its|his|her|their|this|that)\ (?:background|backdrop|surroundings)
            |(?:clip\ out|cut\ around|cut\ right\ around|cut\ closely\ around)\ (?<around>[\p{L}'\ -]+))$
            /#
        guard let found = clause.firstMatch(of: lifting), let thing = found.output.what ?? found.output.around else {
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
