/// Words that say how much.
enum Amounts {
    /// Before or after what they strengthen; "20 %" and "twice" are read by rule.
    static let degrees = Phrases<Double>([
        "a tiny bit,a touch,a tad,a hint,ever so slightly,just a touch,a wee bit,very slightly,barely,a smidge,a hair":
            0.35,
        "slightly,a bit,a little,a little bit,somewhat,subtly,subtle,gently,gentle,lightly,mildly,mild,slight,just a bit,just a little,a small amount,some,softly,a slight,light,a subtle,a gentle,a mild,just slightly,bit,fairly,a bit of,a little bit of,a touch of,a hint of,a notch,one notch,a shade,a step,one step,at half strength,half strength,not too much,but not too much,but only a bit,but only a little,but just a bit,but just a little,but only slightly":
            0.5,
        "quite,quite a bit,noticeably,moderately,more,even,still,further,clearly,visibly": 1,
        "rather,pretty": 1,
        "much,a lot,lots,very,really,strongly,strong,way,far,heavily,heavy,significantly,considerably,a good deal,so,super,greatly,so much,a lot of,very much,a strong,a heavy,quite a lot,hard,harder,loads,plenty,plenty of,lots of":
            2,
        "extremely,dramatically,drastically,massively,hugely,intensely,ultra,incredibly,intense,extreme,dramatic,totally,completely,fully,as much as possible,a whole lot,way way,maximum":
            3,
    ])

    /// What stands before a noun and after nothing.
    static let adjectives = AnyOf(
        "light,subtle,mild,slight,strong,heavy,gentle,intense,extreme,dramatic,maximum,a slight,a subtle,a gentle,a mild,a strong,a heavy,softly"
    )
}
