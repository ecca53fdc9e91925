/// Words that carry no meaning of their own: politeness, articles and what joins two edits.
enum Fillers {
    /// At the beginning of an edit.
    static let before = AnyOf(
        """
        please,kindly,pls,plz,hey,hi,hello,hi there,hey there,hello there,good morning,good afternoon,good evening,dear,ok,okay,now,just,so,well,first,firstly,second,secondly,next,finally,lastly,also,\
        maybe,perhaps,actually,instead,simply,try,try to,go ahead and,again,\
        can you,can you please,could you,could you please,would you,would you please,will you,can we,could we,can i have,\
        can i get,could i have,could i get,may i have,would you mind,could you maybe,can you just,could you just,\
        i want,i want you to,i want to,i want to see,i would like,i would like to,i would like you to,i would like to see,\
        i'd like,i'd like to,i'd like you to,i'd like to see,i'd love,i'd love to,i need,i need to,i need you to,i'd prefer,\
        we want,we want to,we need,we need to,we'd like,we'd like to,we should,you should,you can,\
        i think,i wish,let's,lets,let us,let me,how about,what about,\
        can,could,should,would,let's try,let's make it,help me,help me to,have,do,go for,could you possibly,can you possibly,\
        would you be so kind as to,would you be so kind and,would you be so kind to,could you be so kind as to,could you be so kind and,\
        could you be so kind to,be so kind as to,be so kind and,i would be grateful if you could,it would be great if you could,\
        it would be nice if you could,if you could,if possible,pretty please,🙏,👍,😊,🙂,😀,😉,❤️,✨
        """
    )

    /// What is said of the picture as it is, before what is to change.
    static let praise = AnyOf(
        """
        perfect,great,nice,very nice,good,very good,lovely,excellent,awesome,wonderful,love it,i love it,i like it,looks good,looks great,\
        that looks good,that looks great,better,much better,yes,yep,yeah,almost,amazing,beautiful,brilliant,fantastic,super,cool,wow,\
        so beautiful,so nice,not bad,well done,that's great,that's perfect,that's nice,that's good,that's better,that's lovely,that's beautiful,\
        that's it,looks lovely,looks amazing,looking good,that's amazing,that's awesome,this is great,this is nice,this is perfect,it is great,\
        it's great,it's perfect,it's nice,it's good,it's beautiful,it's lovely,this looks good,this looks great,it looks good,it looks great,\
        getting there,getting better,almost there,nearly there,nearly,i love this,love this,love that,i love that,i like this,i like that,\
        good start,great start,nice start,nice one,good one,great one
        """)

    /// Before what was meant instead.
    static let corrections = AnyOf(
        "no,nope,nah,no no,no sorry,oh no,not quite,not like that,not that,wrong,wait,wait no")

    /// What a picture is called by who is pleased with it, before "picture".
    static let pleasing = AnyOf(
        """
        nice,very nice,really nice,such a nice,great,good,very good,lovely,beautiful,very beautiful,so beautiful,cool,awesome,amazing,\
        fantastic,wonderful,pretty,super,excellent,gorgeous,stunning,brilliant,fine
        """)
    static let praised = AnyOf(
        "picture,image,photo,photograph,pic,shot,portrait,work,job,result,snap,photography,selfie")

    /// What a verb that asks for one is followed by: "would you mind cropping it", "how about making it warmer".
    static let gerunds: [String: String] = [
        "making": "make", "turning": "turn", "changing": "change", "cropping": "crop", "brightening": "brighten",
        "darkening": "darken", "lightening": "lighten", "removing": "remove", "deleting": "delete", "erasing": "erase",
        "replacing": "replace", "swapping": "swap", "blurring": "blur", "sharpening": "sharpen", "softening": "soften",
        "adding": "add", "putting": "put", "giving": "give", "rotating": "rotate", "flipping": "flip",
        "mirroring": "mirror", "straightening": "straighten", "resizing": "resize", "scaling": "scale",
        "converting": "convert", "desaturating": "desaturate", "warming": "warm", "cooling": "cool",
        "increasing": "increase", "boosting": "boost", "raising": "raise", "reducing": "reduce", "lowering": "lower",
        "lifting": "lift", "cutting": "cut", "recolouring": "recolour", "recoloring": "recolor", "painting": "paint",
        "dyeing": "dye", "whitening": "whiten", "setting": "set", "keeping": "keep", "isolating": "isolate",
    ]

    /// The same with the verbs themselves after "mind", "about" and "try", and with those that are joined to them.
    static func withoutGerunds(_ tokens: [Token]) -> [Token] {
        var tokens = tokens
        var asked = false
        for index in tokens.indices.dropFirst() {
            let before = tokens[index - 1]
            let isJoined = asked && (before.kind == .pause || ["and", "then"].contains(before.text))
            guard let verb = gerunds[tokens[index].text], isJoined || ["mind", "about", "try"].contains(before.text)
            else { continue }
            tokens[index].text = verb
            asked = true
        }
        return tokens
    }

    /// At the end of an edit.
    static let after = AnyOf(
        """
        please,pls,plz,than that,than this,than it is,than it is now,than now,thanks,thanks a lot,thank you,thank you very much,thank you so much,thanks so much,thanks in advance,thanks mate,\
        cheers mate,much appreciated,thx,cheers,would ya,could ya,for instagram,for insta,for ig,for the feed,for the web,for web,for linkedin,\
        for facebook,for social media,for the website,for my website,for our website,for the shop,\
        for white text,for text,for the text,for a headline,for the headline,for a title,for the title,\
        overall,now,for me,for us,instead,ok,okay,\
        🙏,👍,😊,🙂,😀,😉,❤️,✨,pretty please,as well,too,also,maybe,perhaps,i think,actually,again please,if you can,if possible,if you could,this time,first,again,all over,here,will you,would you,\
        can you,could you,in the picture,in this picture,in the photo,in this photo,in the image,in this image,\
        of the picture,of the photo,of the image,of this picture,of this photo,of this image
        """
    )

    /// Between two edits.
    static let joining = AnyOf(
        "and,then,plus,also,but,afterwards,and then,and also,and finally,and afterwards,after that,followed by,with that"
    )

    /// What says of whose something is that it is everybody's, and not one's.
    static let everybody: Set<String> = [
        "all", "every", "everyone", "everybody", "both", "their", "each", "our", "people", "them", "those", "these",
    ]

    /// What says that an edit comes after another, and not beside it.
    static let order: Set<String> = ["then", "after", "afterwards", "followed", "finally", "next", "lastly"]

    /// What is put to a picture "with" something else.
    static let trimmings: Set<String> = ["shadow", "vignette", "grain", "corners"]

    /// What needs something after it: nothing is whole that ends with one of these.
    static let open: Set<String> = [
        "and", "or", "but", "nor", "to", "into", "in", "with", "without", "of", "by", "for", "from", "as", "on", "onto",
        "at", "like", "than", "between", "behind", "under", "over", "except", "besides", "the", "a", "an", "my", "your",
        "our", "their", "his", "its", "every", "each", "is", "are", "be", "become", "becomes", "should", "must", "very",
        "really", "so", "quite", "rather", "pretty", "super", "ultra", "extremely", "incredibly", "way", "even", "'s",
    ]

    /// May end an instruction whatever went before: "and thank you".
    static let thanks = AnyOf(
        """
        thanks,thanks a lot,many thanks,thank you,thank you very much,thank you so much,thanks so much,thanks in advance,thanks mate,\
        cheers mate,much appreciated,thx,cheers,done,that 's it,that's it,looks great otherwise,looks good otherwise,otherwise great,\
        otherwise perfect,otherwise it's great,otherwise it's perfect,great otherwise,perfect otherwise
        """)

    /// Articles that say whose it is.
    static let owners = Phrases<People>([
        "his,her,my,its,all his,all her,all of his,all of her": .someone,
        "their,our,your,all,all the,all of the,all their,all of their,every,each,all these,all those,all of these,all of those":
            .all,
        "both,both the,both of the,both their,both of their": .both,
    ])

    static let articles = AnyOf(
        """
        the,a,an,his,her,their,my,our,your,its,this,that,these,those,all,all the,all of the,all his,all her,all their,\
        both,both the,every,each,any,some,the whole,the entire,whole,entire,of the,all these,all those,the same,\
        all of his,all of her,all of their,all of these,all of those,both of the,both their,both of their
        """
    )
}
