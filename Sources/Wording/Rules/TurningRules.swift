/// Turning: rotations and mirrors.
extension Reader {
    private mutating func direction() -> Double? {
        _ = take("to the", "towards the", "to")
        if take("clockwise", "cw", "right", "right side") { return 1 }
        let counter = take(
            "counter clockwise",
            "counterclockwise",
            "anti clockwise",
            "anticlockwise",
            "ccw",
            "left",
            "left side"
        )
        return counter ? -1 : nil
    }

    private mutating func angle() -> Double? {
        attempt { reader in
            _ = reader.take("by")
            if reader.take("a quarter turn", "a quarter", "quarter turn", "ninety degrees", "one quarter turn") {
                return 90
            }
            if reader.take("a half turn", "half a turn", "half turn") { return 180 }
            let sign: Double = reader.take("-", "minus") ? -1 : 1
            _ = reader.take("+")
            guard let number = reader.takeNumber() else { return nil }
            _ = reader.take("degrees", "degree", "deg", "°", "degs")
            return sign * number
        }
    }

    mutating func rotation() -> Geometry? {
        let verb = take(
            "rotate",
            "turn",
            "spin",
            "tilt",
            "straighten",
            "straighten up",
            "level",
            "roll",
            "make",
            "put",
            "rotation",
            "pivot"
        )
        let verbWord = verb ? tokens[position - 1].text : ""
        if verb { _ = wholePicture() }
        _ = take("around", "round", "over")
        if take("upside down", "on its head", "on the head") { return .rotate(180) }
        guard !["make", "put"].contains(verbWord) else { return nil }
        if take("sideways", "on its side"), verb { return .rotate(90) }
        if verb, ["rotate", "turn", "tilt", "roll", "spin"].contains(verbWord), let slight = slightTurn() {
            return .rotate(slight)
        }
        let before = direction()
        let start = position
        let angle = angle()
        let hasUnit = position > start + 1 || !verb
        let after = before == nil ? direction() : nil
        guard angle != nil || verb, angle == nil || hasUnit || verb else { return nil }
        // A whole turn changes nothing.
        guard angle.map({ $0.truncatingRemainder(dividingBy: 360) != 0 }) ?? true else { return nil }
        guard let turn = before ?? after else {
            guard let angle, verb else { return nil }
            return .rotate(angle)
        }
        return .rotate(turn * (angle ?? (verbWord == "tilt" ? 5 : 90)))
    }

    /// "a bit to the right", "clockwise slightly": half of what "tilt" is.
    private mutating func slightTurn() -> Double? {
        attempt { reader in
            func degrees(_ amount: Amount?) -> Double? {
                guard case .degree(let degree)? = amount, degree < 1 else { return nil }
                return 5 * degree
            }
            if let degrees = degrees(reader.amountBefore()) {
                _ = reader.take("more")
                return reader.direction().map { $0 * degrees }
            }
            guard let way = reader.direction(), let degrees = degrees(reader.amountAfter()) else { return nil }
            return way * degrees
        }
    }

    mutating func flip() -> Geometry? {
        if take("make a", "a", "make") {
            guard take("mirror image", "mirrored version") else { return nil }
        } else {
            guard take("flip", "mirror", "reflect", "mirror image", "mirrored", "flipped") else { return nil }
            _ = wholePicture()
        }
        _ = take("of")
        _ = take(Nouns.pictures)
        _ = take("over", "around")
        if take(
            "vertically",
            "vertical",
            "upside down",
            "top to bottom",
            "top bottom",
            "from top to bottom",
            "on its head",
            "along the horizontal axis",
            "on the horizontal axis",
            "up down"
        ) {
            return .flipVertically
        }
        _ = take(
            "horizontally",
            "horizontal",
            "left to right",
            "left right",
            "from left to right",
            "sideways",
            "right to left",
            "along the vertical axis",
            "on the vertical axis",
            "side to side",
            "horizontally please"
        )
        return .flipHorizontally
    }
}
