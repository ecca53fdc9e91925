/// What of a picture an instruction's words speak of.
///
/// Only evidence: a model may do something else, and most words say nothing.
public enum InstructionScope: String, Sendable, Codable {
    /// Style, restoration, light, season, another background or viewpoint.
    case whole
    /// All of it becomes another kind of picture: a sticker, a poster, a figurine.
    case another
    /// Adding, removing, replacing or writing something.
    case local
    case unknown

    public init(of instruction: String) {
        let words = instruction.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "-" }.map(String.init)
        if words.indices.contains(where: { InstructionScope.turnsAllInto(words, after: $0) }) {
            self = .another
            return
        }
        let whole = InstructionScope.speaksOfAll(words)
        let local = InstructionScope.speaksOfParts(words)
        self = whole == local ? .unknown : whole ? .whole : .local
    }

    // MARK: Words

    private static let styles: Set<String> = [
        "style", "styled", "stylise", "stylize", "anime", "cartoon", "manga", "comic", "watercolor", "watercolour",
        "sketch",
        "ghibli", "claymation", "duotone", "impressionist", "impressionism", "cubist", "cyberpunk", "steampunk", "noir",
        "vintage",
        "retro",
        "pixelart", "illustration", "charcoal", "papercraft", "lego", "oil-painting", "film-look",
    ]
    private static let restorations: Set<String> = [
        "restore", "restoration", "colorize", "colourize", "colorise", "colourise", "colorized", "colourised",
        "denoise", "upscale",
        "enhance", "deblur", "unblur", "sharpen", "dehaze", "remaster", "grayscale", "greyscale", "monochrome", "sepia",
        "relight",
    ]
    private static let times: Set<String> = [
        "night", "nighttime", "night-time", "daytime", "daylight", "sunset", "sunrise", "dawn", "dusk", "twilight",
        "noon", "winter",
        "summer", "autumn", "springtime", "snowy", "rainy", "raining", "snowing", "foggy", "misty", "stormy",
        "overcast", "season",
        "weather", "lighting",
    ]
    private static let views: Set<String> = [
        "viewpoint", "perspective", "close-up", "closeup", "outpaint", "uncrop", "angle",
    ]
    private static let phrases: [[String]] = [
        ["black", "and", "white"], ["oil", "painting"], ["pixel", "art"], ["line", "art"], ["pop", "art"],
        ["pencil", "drawing"],
        ["van", "gogh"], ["golden", "hour"], ["zoom", "out"], ["zoom", "in"], ["extend", "the", "canvas"],
        ["expand", "the", "canvas"], ["low", "poly"],
        ["higher", "resolution"],
        ["color", "grade"], ["colour", "grade"], ["3d", "render"], ["into", "a", "painting"], ["into", "a", "drawing"],
    ]
    /// Nouns for all of the picture.
    private static let all: Set<String> = [
        "image", "picture", "photo", "photograph", "scene", "background", "backdrop", "everything", "surroundings",
        "season",
        "weather", "lighting", "light", "style", "colors", "colours", "mood", "atmosphere", "tone", "tones", "contrast",
        "saturation", "exposure", "quality", "resolution", "noise", "haze", "blur", "grain", "viewpoint", "perspective",
        "angle",
    ]
    private static let partVerbs: Set<String> = [
        "add", "remove", "delete", "erase", "replace", "write", "put", "insert", "place", "draw", "attach", "swap",
        "print", "paint",
        "dress", "wear", "give", "clean", "fix", "hide", "cover", "recolor", "recolour", "rotate", "close", "open",
    ]
    /// Verbs that say neither: what follows does.
    private static let openVerbs: Set<String> = [
        "change", "make", "turn", "adjust", "transform", "convert", "modify", "alter",
    ]
    private static let fillers: Set<String> = [
        "the", "a", "an", "this", "that", "these", "those", "my", "our", "his", "her", "its", "their", "of", "all",
        "whole", "entire",
        "please",
    ]
    /// After these it is told what becomes of a thing, not which.
    private static let results: Set<String> = ["into", "to", "from", "look", "like", "as"]
    private static let pronouns: Set<String> = ["it", "him", "them", "us", "me"]

    private static func speaksOfAll(_ words: [String]) -> Bool {
        for (index, word) in words.enumerated() {
            if styles.contains(word) || restorations.contains(word) || times.contains(word) || views.contains(word) {
                return true
            }
            if phrases.contains(where: { words[index...].starts(with: $0) }) { return true }
            // "Change the background", "remove the haze".
            if partVerbs.contains(word) || openVerbs.contains(word), let object = object(words, after: index),
                all.contains(object), !["it"].contains(object)
            {
                return true
            }
        }
        return false
    }

    /// "Turn it into a sticker", "make this photo into a poster": another kind of picture.
    private static func turnsAllInto(_ words: [String], after index: Int) -> Bool {
        let rest = words[(index + 1)...]
        let between = rest.prefix { $0 != "into" }
        guard openVerbs.contains(words[index]), between.count < rest.count else { return false }
        return between.allSatisfy { $0 == "it" || fillers.contains($0) || all.contains($0) }
            && between.contains { ["it", "this", "that", "everything"].contains($0) || all.contains($0) }
    }

    private static func speaksOfParts(_ words: [String]) -> Bool {
        words.indices.contains { index in
            guard let object = object(words, after: index), !all.contains(object) else { return false }
            if partVerbs.contains(words[index]) { return true }
            // "Make it" is of all, unless more is said.
            return openVerbs.contains(words[index]) && !pronouns.contains(object)
        }
    }

    /// The first word after a verb that is a thing's name, or stands for one.
    private static func object(_ words: [String], after index: Int) -> String? {
        words[(index + 1)...].first { !fillers.contains($0) }.flatMap { results.contains($0) ? nil : $0 }
    }
}
