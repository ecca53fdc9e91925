import Colorimetry

/// Two colours along lightness, or three where the middle one is said: each place takes the colour for how light it is.
package struct Duotone: Sendable, Equatable {
    package var dark: NamedColour
    package var middle: NamedColour?
    package var light: NamedColour

    package init(dark: NamedColour, light: NamedColour) { (self.dark, self.light) = (dark, light) }

    /// "navy and peach": the darker of the two is that of the shadows.
    ///
    /// "Red and blue" are about as light as each other, and would leave little to be seen: what is a name becomes a darker one of its hue, as far
    /// below the other as shapes need. A colour that was said exactly stays.
    init(_ one: NamedColour, _ other: NamedColour) {
        let isDark = OKLab.of(one).x <= OKLab.of(other).x
        self.init(dark: isDark ? one : other, light: isDark ? other : one)
        var lab = OKLab.of(dark)
        let most = max(0.2, OKLab.of(light).x - Self.leastDifference)
        guard lab.x > most, !dark.isExact else { return }
        // Darker colours have less chroma to show.
        lab *= Lab(most / lab.x, (most / lab.x).squareRoot(), (most / lab.x).squareRoot())
        (dark.red, dark.green, dark.blue) = OKLab.bytes(of: lab)
    }

    private static let leastDifference: Float = 0.28

    /// "a navy duotone": ink on white paper, or a light colour on black.
    init(inkOf colour: NamedColour) {
        let isInk = OKLab.of(colour).x < 0.7
        self.init(dark: isInk ? colour : .pureBlack, light: isInk ? .pureWhite : colour)
    }

    /// "blue monochrome": from black over that colour, where something is as light as it, to white.
    init(shadesOf colour: NamedColour) {
        self.init(dark: .pureBlack, light: .pureWhite)
        middle = colour
    }
}

extension NamedColour {
    /// Whether it was said by numbers.
    fileprivate var isExact: Bool { name.contains { $0.isNumber } }
}
