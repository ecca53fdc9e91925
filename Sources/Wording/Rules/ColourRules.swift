import Colorimetry
import Foundation

extension Reader {
    private static let opening = AnyOf(
        """
        a,an,the,some,the colour,the color,colour,color,a colour,a color,a shade of,some shade of,a nice shade of,\
        a tone of,a nice,something like,a kind of,a bit of
        """
    )
    private static let closing = AnyOf(
        "colour,color,coloured,colored,one,ones,shade,tone,hue,tint,colours,colors,in colour,in color,version"
    )

    /// "dark red", "a light sky blue colour", "#c8202a".
    mutating func colour() -> NamedColour? {
        attempt { reader in
            while reader.take(Self.opening) {}
            guard let colour = reader.bareColour() else { return nil }
            _ = reader.take(Self.closing)
            return colour
        }
    }

    /// A colour without article: what stands before a noun.
    mutating func bareColour() -> NamedColour? {
        attempt { reader in
            if case .colour(let red, let green, let blue)? = reader.next?.kind, let name = reader.next?.text {
                reader.skip()
                return NamedColour(name: name, red: red, green: green, blue: blue)
            }
            var name: [String] = []
            var shades: [ColourTable.Shade] = []
            while shades.count < 4 {
                let start = reader.position
                if let named = reader.take(ColourTable.named) {
                    // "light dark red", where "dark red" has a colour of its own.
                    if let own = ColourTable.shades.match(reader.tokens, at: start)?.meaning {
                        guard !shades.contains(where: own.contradicts) else { return nil }
                    }
                    name += reader.tokens[start..<reader.position].map(\.text)
                    return named.shaded(shades, name: name.joined(separator: " "))
                }
                guard let shade = reader.take(ColourTable.shades), !shades.contains(where: shade.contradicts) else {
                    return nil
                }
                if shade.changes { name += reader.tokens[start..<reader.position].map(\.text) }
                shades.append(shade)
                // "a darker shade of red"
                if reader.take("shade of", "tone of") { continue }
                _ = reader.take("and")
            }
            return nil
        }
    }
}

extension NamedColour {
    /// Shifts lightness and chroma in OKLab; the hue stays.
    func shaded(_ shades: [ColourTable.Shade], name: String) -> NamedColour {
        var colour = self
        colour.name = name
        let active = shades.filter(\.changes)
        guard !active.isEmpty else { return colour }
        var lab = OKLab.of(self)
        for shade in active {
            let goal: Float = shade.lightness > 0 ? 1 : 0
            lab.x += (goal - lab.x) * Float(abs(shade.lightness))
            lab.y *= Float(shade.chroma)
            lab.z *= Float(shade.chroma)
        }
        (colour.red, colour.green, colour.blue) = OKLab.bytes(of: lab)
        if active.contains(where: \.compares) {
            colour.comparison = Comparison(
                red: red, green: green, blue: blue, lightness: active.map(\.lightness),
                chroma: active.reduce(1) { $0 * $1.chroma })
        }
        return colour
    }
}
