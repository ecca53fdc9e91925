import CLibedit

/// Keeps prompt and line on the screen, changing as little as it can.
///
/// libedit's own painting is not used: it loses text when something is inserted into a line of several rows, loses
/// combining marks, and crashes when a window becomes smaller. Each call returns what has to be written.
struct LinePainter {
    /// One character on the screen with the marks that belong to it, or a line break.
    private struct Item: Equatable {
        var text: String
        var width: Int
        var style: String?
        // To compare texts is slow where one has hundreds of marks.
        var isBreak: Bool { text.utf8.count == 1 && text.utf8.first == 10 }
    }

    /// A place on the screen, counted from where the prompt begins.
    private struct Place: Equatable {
        var row = 0
        var column = 0
    }

    private var shown: [Item] = []
    /// The row of the text that is shown first: not the first one if the text is taller than the window.
    private var top = 0
    private var columns = 80
    private var rows = 24
    private var cursor = Place()
    /// Whether the terminal wraps its lines again in a window of another width.
    var rewrapsLines = true
    /// How wide this terminal shows characters that are made of several.
    private var widths = ClusterWidths()

    /// Nothing is on the screen any more, and the cursor is in the first column.
    mutating func forget() {
        (shown, top, cursor) = ([], 0, Place())
    }

    /// Removes everything; the cursor is where the prompt began.
    mutating func clear() -> String {
        let result = move(to: Place()) + "\r\u{1B}[J"
        forget()
        return result
    }

    /// The window has another size. Most terminals wrap their lines again, so the cursor's row has changed.
    mutating func resize(columns: Int, rows: Int) -> String {
        let (columns, rows) = (max(columns, 2), max(rows, 1))
        guard columns != self.columns || rows != self.rows else { return "" }
        guard !shown.isEmpty else {
            (self.columns, self.rows) = (columns, rows)
            return ""
        }
        var row = cursor.row
        if rewrapsLines {
            let (places, end) = Self.layout(shown, columns)
            let (old, _) = Self.layout(shown, self.columns)
            row = (old.firstIndex { $0 == cursor }.map { places[$0] } ?? end).row
        }
        cursor = Place(row: min(row, rows - 1), column: columns)
        (self.columns, self.rows) = (columns, rows)
        return clear()
    }

    /// Shows prompt and line with the cursor between the two halves of the line, and behind them as much of a suggestion as the
    /// row has room for.
    mutating func paint(
        _ prompt: Prompt, before: String.UnicodeScalarView, after: String.UnicodeScalarView,
        suggestion: Prompt.Span? = nil
    ) -> String {
        var items: [Item] = []
        for span in prompt.visibleSpans { append(span.text.unicodeScalars, span.style, to: &items) }
        append(before, nil, to: &items)
        let index = items.count
        append(after, nil, to: &items)
        if let suggestion { items += beginning(of: suggestion, fitting: columns, behind: items) }

        let (places, end) = Self.layout(items, columns)
        let target = index < places.count ? places[index] : end
        let oldTop = top
        top = min(max(min(top, target.row), target.row - rows + 1), max(end.row - rows + 1, 0))
        let window = top..<top + rows
        let first = places.firstIndex { window.contains($0.row) } ?? places.count
        let last = places.lastIndex { window.contains($0.row) } ?? first - 1
        var visible = first <= last ? Array(items[first...last]) : []
        // A break in the last row would scroll.
        let isCut = last + 1 < items.count
        if isCut, visible.last?.isBreak == true { visible.removeLast() }

        var result = ""
        if visible != shown || top != oldTop {
            result += repaint(visible, from: top == oldTop ? Self.commonCount(visible, shown) : 0, isCut: isCut)
            // The cursor stands behind the text now, wherever the terminal takes that to be.
            if end.row == 0, widths.ask(about: items.map(\.text), until: cursor.column) { result += "\u{1B}[6n" }
        }
        return result + move(to: Place(row: target.row - top, column: min(target.column, columns - 1)))
    }

    /// Takes the terminal's answer to where its cursor is, from 0. What is on the screen may have to be painted again.
    mutating func learn(column: Int) -> String {
        widths.learn(column: column) ? clear() : ""
    }

    /// Leaves everything on the screen with `mark` behind it, and goes to a row of its own.
    mutating func leave(_ prompt: Prompt, line: String.UnicodeScalarView, mark: String) -> String {
        let result = paint(prompt, before: line, after: .init()) + mark + "\r\n"
        forget()
        return result
    }

    // MARK: Writing

    private mutating func repaint(_ items: [Item], from common: Int, isCut: Bool) -> String {
        let (places, end) = Self.layout(items, columns)
        var index = common
        // What begins behind a full row cannot be pointed at; the character before it can.
        while index > 0, (index < places.count ? places[index] : end).column == columns || index == places.count {
            index -= 1
        }
        var result = move(to: index < places.count ? places[index] : Place())
        var style: String?
        var place = cursor
        for (item, start) in zip(items[index...], places[index...]) {
            if item.style != style {
                result += (style == nil ? "" : "\u{1B}[0m") + (item.style.map { "\u{1B}[\($0)m" } ?? "")
                style = item.style
            }
            if item.isBreak {
                result += (place.column < columns ? "\u{1B}[K" : "") + "\r\n"
                place = Place(row: start.row + 1, column: 0)
                continue
            }
            // A wide character that does not fit leaves columns free.
            if start.row > place.row, place.column < columns {
                result += String(repeating: " ", count: columns - place.column)
            }
            result += item.text
            place = Place(row: start.row, column: start.column + item.width)
        }
        if style != nil { result += "\u{1B}[0m" }
        if place.column == columns, !isCut {
            // The terminal wraps only with the next character.
            result += " \r"
            place = Place(row: place.row + 1, column: 0)
        }
        if shown.count > common, place.column < columns { result += "\u{1B}[J" }
        cursor = place
        shown = items
        return result
    }

    private mutating func move(to target: Place) -> String {
        var result = ""
        if target.row < cursor.row { result += "\u{1B}[\(cursor.row - target.row)A" }
        if target.row > cursor.row { result += "\u{1B}[\(target.row - cursor.row)B" }
        if target.column != cursor.column { result += target.column == 0 ? "\r" : "\u{1B}[\(target.column + 1)G" }
        cursor = target
        return result
    }

    // MARK: Layout

    private func append(_ text: String.UnicodeScalarView, _ style: String?, to items: inout [Item]) {
        // Below, nothing joins.
        guard text.contains(where: { $0.value >= 0x300 }) else { return Self.append(text, style, to: &items) }
        for character in String(text) {
            if character.turnsDirection {
                items.append(Item(text: "\u{FFFD}", width: 1, style: style))
            } else if let width = widths.width(of: character) {
                items.append(Item(text: String(character), width: width, style: style))
            } else {
                Self.append(character.unicodeScalars, style, to: &items)
            }
        }
    }

    private static func append(_ scalars: some Sequence<Unicode.Scalar>, _ style: String?, to items: inout [Item]) {
        for scalar in scalars {
            if scalar == "\n" {
                items.append(Item(text: "\n", width: 0, style: style))
            } else if scalar == "\t" {
                items.append(Item(text: "  ", width: 2, style: style))
            } else if scalar.value < 0x20 || scalar.value == 0x7F {
                let letter = Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value ^ 0x40))
                items.append(Item(text: "^" + String(letter), width: 2, style: style))
            } else if clibedit_is_printable(scalar.value) == 0 {
                items.append(Item(text: "\u{FFFD}", width: 1, style: style))
            } else if columnWidth(of: scalar) == 0, let last = items.last, !last.isBreak {
                items[items.count - 1].text.unicodeScalars.append(scalar)
            } else {
                items.append(Item(text: String(scalar), width: columnWidth(of: scalar), style: style))
            }
        }
    }

    /// What of a suggestion fits into the row that the line ends in, with a column to spare: it never makes a window scroll.
    private func beginning(of suggestion: Prompt.Span, fitting columns: Int, behind line: [Item]) -> [Item] {
        let style = Prompt([suggestion], ending: "").visibleSpans.first?.style
        var items: [Item] = []
        append(suggestion.text.unicodeScalars, style, to: &items)
        var room = columns - 1 - Self.layout(line, columns).end.column
        guard items.reduce(0, { $0 + $1.width }) > room else { return items }
        // A mark that belongs to the line's last character can't be grey on its own.
        let mark = Item(text: "\u{2026}", width: 1, style: style)
        room -= mark.width
        let fitting = items.prefix { item in
            room -= item.width
            return room >= 0
        }
        return fitting.isEmpty ? [] : fitting + [mark]
    }

    /// Where each item starts, and where the next one would. A break may start behind the last column.
    private static func layout(_ items: [Item], _ columns: Int) -> (places: [Place], end: Place) {
        var place = Place()
        var places: [Place] = []
        places.reserveCapacity(items.count)
        for item in items {
            if !item.isBreak, place.column + max(item.width, 1) > columns {
                place = Place(row: place.row + 1, column: 0)
            }
            places.append(place)
            place =
                item.isBreak
                ? Place(row: place.row + 1, column: 0)
                : Place(row: place.row, column: place.column + item.width)
        }
        return (places, place.column >= columns ? Place(row: place.row + 1, column: 0) : place)
    }

    private static func commonCount(_ new: [Item], _ old: [Item]) -> Int {
        zip(new, old).prefix { $0 == $1 }.count
    }
}

extension Character {
    /// Whether it makes a terminal show what follows in another order than it is sent: embeddings, overrides, isolates.
    fileprivate var turnsDirection: Bool {
        unicodeScalars.contains { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) }
    }
}
