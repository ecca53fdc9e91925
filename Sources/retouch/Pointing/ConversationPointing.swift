import LineEditing
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

/// A turn that can be chosen, with its letter where it was asked for together with others.
struct TurnChoice {
    var turn: Int
    var letter: String?
}

/// Pointing at parts of the picture on the whole screen.
extension Conversation {
    /// Has a region drawn, where there is a terminal to do it at; elsewhere tells what it is now.
    func pointRegion() async throws {
        let studio = try requireStudio()
        let picture = try await studio.picture(studio.session.state.current)
        guard let (editor, stage) = try pointing(in: picture) else { return try await showRegion() }
        let before = region.map { $0.region.moved(from: $0.picture, to: picture.size) }
        let client = RegionPointing(drawing: HandDrawing(on: picture.size, box: before?.box), stage: stage)
        guard let drawn = await editor.point(client, mouse: stage.mouse)?.drawing, let chosen = drawn.region else {
            return console.say(before == nil ? "no region was drawn" : "the region stays as it was")
        }
        region = PlacedRegion(region: chosen, picture: picture.size)
        sayRegion(chosen, picture.size)
        if let text = drawn.text { console.say(console.style.dim("/region \(text)")) }
    }

    /// Has one of several turns chosen by their pictures; lists them and returns `nil` where there is no terminal to do it at.
    /// Throws a `Refusal` if none was.
    func pointTurn(_ choices: [TurnChoice], from current: Int) async throws -> Int? {
        let session = try await requireStudio().session
        let labels = try choices.map { choice in
            let instruction = choice.turn == 0 ? "the starting picture" : try session.asked(choice.turn).instruction
            return [
                choice.letter, choice.turn == 0 ? nil : "turn \(choice.turn)", Sanitising.line(instruction, limit: 200),
            ]
            .compactMap(\.self).joined(separator: "  ")
        }
        guard let editor = pointingEditor, let display, !choices.isEmpty else {
            for (choice, label) in zip(choices, labels) { console.say(choice.turn == 0 ? "turn 0  \(label)" : label) }
            return nil
        }
        let entries = zip(choices, labels).map { choice, label in
            PicturesPointing.Entry(key: choice.letter?.unicodeScalars.first, label: label) {
                try session.picture(choice.turn).pixels()
            }
        }
        let stage = stages(on: display, mouse: .cells)
        let client = PicturesPointing(
            entries, from: choices.firstIndex { $0.turn == current } ?? 0,
            keys: "Enter takes it, Esc leaves; arrows go through \(choices.count) pictures", stage: stage)
        guard let index = await editor.point(client, mouse: .cells)?.index else {
            throw Refusal("No turn was chosen.", kept: "Nothing was changed.", exit: .interrupted)
        }
        return choices[index].turn
    }

    /// Shows two pictures in turn in one place; whether there was a terminal to do it at.
    func flip(_ before: PictureRow.Entry, _ after: PictureRow.Entry) async -> Bool {
        guard let editor = pointingEditor, let display else { return false }
        let entries = [before, after].map { entry in
            let picture = entry.picture
            return PicturesPointing.Entry(key: nil, label: entry.label) { picture }
        }
        let client = PicturesPointing(
            entries, from: 1, keys: "Space flips between the two; Enter or Esc leaves",
            stage: stages(on: display, mouse: .cells))
        _ = await editor.point(client, mouse: .cells)
        return true
    }

    // MARK: The terminal

    /// The editor of a terminal whose whole screen can be taken.
    private var pointingEditor: TerminalLineEditor? {
        let window = surroundings.windowSize()
        guard surroundings.standardInputIsTerminal, window.columns >= 20, window.rows >= 8 else { return nil }
        return reader as? TerminalLineEditor
    }

    private func stages(on display: PictureDisplay, mouse: MouseUnit) -> @Sendable (PixelBuffer) -> PictureStage {
        let (number, style) = (nextPictureNumber(), console.style)
        return { PictureStage($0, display: display, number: number, mouse: mouse, style: style) }
    }

    /// The editor and the picture on the whole screen; `nil` where no picture is shown or the cursor can't be moved.
    func pointing(in picture: Picture) throws -> (TerminalLineEditor, PictureStage)? {
        guard let editor = pointingEditor, let display else { return nil }
        let takesQuestions = knownTerminal().program.takesQuestions(term: surroundings.environment["TERM"] ?? "")
        let inPixels =
            takesQuestions && display.cell != nil
            && editor.knowsPixelMouse(within: TerminalKnowledge.limit(in: surroundings))
        return (editor, stages(on: display, mouse: inPixels ? .pixels : .cells)(try picture.pixels()))
    }
}

extension HandDrawing {
    /// The region as `/region` reads it, where that is short.
    var text: String? {
        switch tool {
        case .rectangle: return "\(box.x),\(box.y),\(box.width),\(box.height)"
        case .lasso:
            let longest = Double(max(picture.width, picture.height))
            let few = [0.002, 0.005, 0.01].lazy.map { outline.simplified(within: longest * $0) }
                .first { $0.rings[0].count <= 24 }
            return few.flatMap { $0.rings[0].count >= 3 ? $0.text : nil }
        case .brush: return nil
        }
    }
}
