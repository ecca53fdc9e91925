extension TransparencyWish {
    /// The forms in which such a wish is said, and what tells it from others.
    ///
    /// Each is read once, since reading it takes longer than looking for it. What is read is never changed, and any thread may
    /// use it.
    enum Form {
        nonisolated(unsafe) static let shortened = #/\bbg\b/#
        nonisolated(unsafe) static let allBut = #/\b(everything|all|anything)( else)? but /#
        nonisolated(unsafe) static let joints = #/[.,;:!?\n]+|\b(?:and then|and|then|but)\b/#
        nonisolated(unsafe) static let polite =
            #/^(?:(?:please|now|just|can you|could you|would you|i want you to|i'd like you to|you|also|simply|kindly) )+/#
        nonisolated(unsafe) static let negation = #/\b(?:don't|do not|never|without (?:removing|cutting)|instead of)\b/#
        nonisolated(unsafe) static let removal =
            #/
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
        nonisolated(unsafe) static let ground = #/background|backdrop/#
        nonisolated(unsafe) static let removalEnd =
            #/
            ^\ (?:completely|entirely|fully|altogether|away|out|off|now|only|from|of|behind|around|
            in\ the\ (?:picture|photo|image)|so|as|to\ (?:make|get|leave)|leaving|keeping|with\ transparency)\b
            /#
        nonisolated(unsafe) static let partly = #/\b(?:semi|half|slightly|partly|partially|more|less)[ -]transparent\b/#
        nonisolated(unsafe) static let withoutGround =
            #/\b(?:no|without a|without any|without the|without) (?:background|backdrop)$/#
        nonisolated(unsafe) static let clearGround = #/\btransparent (?:background|backdrop)\b/#
        nonisolated(unsafe) static let groundMadeClear =
            #/
            \b(?:background|backdrop)(?:\ (?:to\ be|should\ be|is|be|become|becomes|fully|completely|entirely|
            of\ (?:this|the)\ (?:picture|photo|image))){0,3}\ (?:transparent|see-through)\b
            /#
        nonisolated(unsafe) static let clearFile =
            #/\b(?:png|webp)\b.{0,12}\b(?:transparency|transparent|alpha)\b|\btransparent (?:png|webp)\b/#
        nonisolated(unsafe) static let clearWhole =
            #/^(?:(?:picture|image|photo|it|this) )?with (?:real )?(?:transparency|an alpha channel)$/#
        nonisolated(unsafe) static let cutOut =
            #/
            ^(?:(?:make|create|produce|give\ me|i\ want|want|get|do|turn\ (?:it|this)\ into)\ )?(?:(?:a|an|
            clean|nice|simple|sharp|neat|proper|perfect|product|transparent|png)\ )*cut-?outs?(?:\ (?:of|from|for)\b.*)?$
            /#
        nonisolated(unsafe) static let cutting =
            #/
            ^(?:cut\ out\ (.+)|cut\ (.+?)\ out(?:\ (?:of|from)\ (?:the|its|this)\ (?:background|backdrop|
            picture|photo|image|scene))?
            |isolate\ (.+)|extract\ (.+))$
            /#
        nonisolated(unsafe) static let fromGround =
            #/
            \ (?:from|out\ of|against)\ (?:the|its|this|her|his|their)\ (?:background|backdrop|picture|photo|
            image|scene|rest)$
            /#
        nonisolated(unsafe) static let placed =
            #/ (?:on|at|to|in) the (?:far )?(?:left|right|middle|front|centre|center|foreground)$/#
        nonisolated(unsafe) static let moreThanSubject =
            #/
            \b(?:from|out|of|in|into|on|onto|with|for|behind|using|by|noise|text|words?|colou?rs?|palette|glare|
            reflections?|signs?|watermarks?|logos?|stickers?|clutter|distractions?|holes?|shapes?|pieces?|
            windows?|sections?|parts?|light|shadows?|sky|middle|borders?|edges?|frames?)\b|^(?:an?|some)\ 
            /#
        nonisolated(unsafe) static let stickerVerb = #/^stickeri[sfz]/#
        nonisolated(unsafe) static let stickerOnThing =
            #/
            \b(?:stickers?|decals?)\ (?:(?!of\b).)*\b(?:on|onto|at|in|to)\ (?:the|a|an|his|her|my|its|their)\b
            /#
        /// A ground that is named and is not transparency: "on a white background", "instead of the background a beach".
        nonisolated(unsafe) static let otherGround =
            #/
            \b(?:on|onto|with|against|in\ front\ of|use|have|leaving|leave|for|by)\ (?:a|an)\ (?!(?:fully\ |
            completely\ |real\ )?transparent\b)(?:[\p{L}-]+\ ){1,3}(?:background|backdrop)\b
            |\b(?:background|backdrop)\ (?:with|by|for|in\ favou?r\ of)\ (?!transparency)
            |\b(?:background|backdrop)\b.*\binstead\b
            /#
        nonisolated(unsafe) static let onSubject =
            #/
            \b(?:border|outline|edge|stroke|rim|contour|shadow|text|caption|hat|cap|glasses|sunglasses|crown|
            transparen\w*|sticker|png)\b
            /#
        nonisolated(unsafe) static let groundWord = #/\b(?:background|backdrop|there|behind|instead)\b/#
        nonisolated(unsafe) static let transparency = #/\btransparen(?:t|cy)\b/#
        nonisolated(unsafe) static let placing =
            #/
            ^(?:put|place|insert|add|paste|stick|fill|replace|swap|substitute|use|paint|set|show|move|compose|
            overlay|have|give|drop|bring|in\ comes)\b
            |^(?:make|turn|change|colou?r|leave|keep|let)\ (?:it|that|everything\ behind|the\ (?:background|
            backdrop|rest))\ (?:in|into|to|as|be|a|an|the|all|plain|solid|pure|pitch|bright|light|dark|white|
            black|gr[ae]y|red|green|blue|yellow|pink|orange|purple|brown|beige)\b
            |\b(?:instead|behind|in\ its\ place)\b
            /#
        nonisolated(unsafe) static let anotherEdit =
            #/
            \b(?:ersetz|füg|setz|durch\b|stattdessen|remplac|met(?:s|tre|tez)\b|ajout|reempla[cz]|pon\b|coloca|
            añad|agreg|auf\ weißem|weiß\ ist)
            |(?:追加|入れ|置き換|変え|差し替え|貼)|消して.*[^明過]に(?:して|する)|削除して.*[^明過]に(?:して|する)
            /#
        nonisolated(unsafe) static let germanNegation = #/\b(?:entferne den sticker|nicht)\b/#
        nonisolated(unsafe) static let english = #/^(?:make|turn|add|remove|put)\b/#
        nonisolated(unsafe) static let removalOfMuch =
            #/
            ^(?:.*\b(?:to|by)\ )?(?:remov(?:e|ing)|eras(?:e|ing)|delet(?:e|ing)|drop|strip|cut|take|clear|get\ rid\ of|
            getting\ rid\ of|lose|wipe|ditch|kill|hide|trash|zap|eliminate|scrap|dump|toss|mask|knock)
            (?:\ (?:out|away|off))*\ (?=all\b|everything|anything|whatever|what)
            /#
        nonisolated(unsafe) static let behind =
            #/
            ^(?:all\ (?:of\ )?(?:the|that)\ (?:stuff|things|rest)|all|everything|anything|whatever|what)(?:\ of\ it)?(?:'s|\ that's|\ that\ is|\ is|\ there\ is|\ you\ see|
            \ lying|\ standing)?\ (?:behind|around|surrounding|in\ back\ of|beside\ and\ behind)\ (?<what>[\p{L}'\ -]+?)
            (?:\ (?:away|out|off|completely|entirely))?$
            /#
        nonisolated(unsafe) static let except =
            #/
            ^(?:all|everything|anything|whatever)(?:\ else)?(?:\ that\ is\ not|\ that's\ not|\ that\ isn't|\ except\ for|\ except|
            \ apart\ from|\ other\ than|\ besides|\ but)\ (?<what>[\p{L}'\ -]+)$
            /#
        nonisolated(unsafe) static let everythingElse = #/(?:all|everything) else(?: (?:away|out|off))?/#
        nonisolated(unsafe) static let kept =
            #/
            ^(?:and\ |please\ |i\ |i'd\ like\ |can\ you\ |could\ you\ |want\ |need\ |to\ |give\ me\ |show\ )*
            (?:(?:keep|leave|save)\ (?:only|just|nothing\ but)|(?:only|just)\ (?:keep|leave|show)|nothing\ but)\ 
            (?<what>[\p{L}'\ -]+?)(?:\ (?:and\ )?nothing\ else)?$
            /#
        nonisolated(unsafe) static let alone =
            #/
            ^(?:i\ |i'd\ like\ |want\ |need\ |give\ me\ |show\ |keep\ |leave\ )*(?:just|only)\ (?<what>[\p{L}'\ -]+?)
            \ (?:and\ )?(?:nothing\ else|no\ background)$
            /#
        nonisolated(unsafe) static let named =
            #/^(?:the|this|that|these|those|my|our|your|his|her|their|its|me|him|it|them|us|one|two|both)\b|^\p{L}+$/#
        nonisolated(unsafe) static let thingsPlace =
            #/
            \ (?:(?:on|at|in|to)\ the\ (?:far\ )?(?:left|right|middle|front|centre|center|foreground)|(?:in|from)\ (?:the|this)\ 
            (?:picture|photo|image|shot|frame))$
            /#
        nonisolated(unsafe) static let noThing =
            #/
            \b(?:on|in|at|of|from|with|into|onto|for|as|and|or|but|is|are|be|being|should|make|made|making|turn|change|
            brighter|darker|bigger|smaller|sharp|focus|colou?r|colou?rs|colou?red|half|side|part|parts|area|areas|third|
            corner|top|bottom|edge|edges|sky|background|backdrop|red|blue|green|yellow|black|white|grey|gray|pink|orange|
            purple|brown|text|words?|lines?|windows?|fence|wall|glass|door|counter|outlines?|essentials?|best|most|it\ like)\b
            /#
        nonisolated(unsafe) static let gone =
            #/
            ^(?:(?:i|we)\ )?(?:don't|do\ not)\ (?:want|need)\ (?:a|any|the|this|that)\ (?:background|backdrop)
            (?:\ (?:at\ all|any\ ?more|there|in\ it))?$
            |^make\ (?:the|that|this)\ (?:whole\ |entire\ )?(?:background|backdrop)\ (?:disappear|vanish|go|go\ away|be\ gone)$
            |^(?:do\ (?:a\ )?)?(?:the\ )?(?:whole\ )?(?:background|backdrop)\ (?:gone|removal|removed|away|out|off|deleted|erased)$
            |\b(?:no|without\ any|zero)\ (?:background|backdrop)\ (?:at\ all|whatsoever|any\ ?more)$
            |\b(?:on|onto|against)\ (?:a\ )?transparent$
            |\b(?:background|backdrop)[\ -]?(?:less|free)$
            /#
        nonisolated(unsafe) static let lifting =
            #/
            ^(?:(?:separate|lift|pull|pop|clip|free|detach|take)\ (?<what>[\p{L}'\ -]+?)\ (?:off|out\ of|from|away\ from)\ 
            (?:the|its|his|her|their|this|that)\ (?:background|backdrop|surroundings)
            |(?:clip\ out|cut\ around|cut\ right\ around|cut\ closely\ around)\ (?<around>[\p{L}'\ -]+))$
            /#
    }
}
