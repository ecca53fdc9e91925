import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let lock = SlashCommand(
        name: "lock", usage: "[N] [MODE]", summary: "keep edits local, or lock a past turn in another way",
        group: .settings,
        details: """
            auto    keep every pixel that the edit did not need to touch; stand aside where the whole picture changes
            on      the same, and never stand aside as long as the pictures can be aligned
            off     take the model's picture as it is
            tight   keep more exact; faint changes may be lost
            loose   take over fainter changes
            With a turn's number its received picture is locked again, without asking the model: a new turn beside it.
              /lock loose
              /lock 3 loose
              /lock 3 grow 8 protect 100,80,400,300
            """, completes: .wordsAndTurns(["auto", "on", "off", "tight", "loose"])
    ) { conversation, arguments in
        var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
        let studio = conversation.studio
        let current = await studio?.lock ?? conversation.chosenLock ?? .auto
        guard !words.isEmpty else { return conversation.console.print(current.rawValue) }
        guard let turn = Int(words[0]) else {
            guard words.count == 1, let mode = LockSetting.Mode(rawValue: words[0].lowercased()) else {
                throw Refusal(
                    "/lock can be auto, on, off, tight or loose; or a turn's number first.", next: "/help lock",
                    exit: .usage)
            }
            try await conversation.use(lock: mode)
            return
        }
        words.removeFirst()
        let setting = try LockSetting(words: words, mode: current)
        let number = try await conversation.turnNumber(in: String(turn))
        let session = try await conversation.requireStudio().session
        // One that could not be saved is made of what was kept.
        guard try !session.isBuiltIn(number) || session.state.turn(number)?.outcome != .answered else {
            throw Refusal(
                "Turn \(number) is the built-in model's, which keeps the rest by itself: there is nothing to lock.",
                kept: "Nothing was done.", next: "/more and /less select more or less of it.", exit: .usage)
        }
        try await conversation.relock(number, as: setting)
    }

    static let region = SlashCommand(
        name: "region", usage: "[WHERE|show|invert|off]",
        summary: "confine the instructions to come to a part of the picture",
        group: .picture,
        details: """
            Only the region, with some context, is sent to the model; outside it every pixel stays as it is. So a large
            photograph is edited at its own resolution.
              /region                      points at it in the picture, with the mouse or the arrow keys
              /region 100,80,400,300       x, y, width and height in pixels
              /region 10%,10%,50%,40%
              /region 90,80 300,90 200,240 the corners of a polygon
              /region jacket               what the built-in model can select: clothes, hair, face, person, background
              /region mask.png             white is the region; or what is coloured, or a transparent hole
              /region show                 looks at it
              /region invert               all but the region
              /region not jacket           all but that; also: not 10%,10%,50%,40%, not mask.png
              /region off
            """,
        completes: .wordsAndPaths([
            "show", "invert", "off", "jacket", "clothes", "hair", "face", "person", "background",
        ])
    ) { conversation, arguments in
        switch arguments.lowercased() {
        case "off", "none", "nothing", "clear", "reset", "all", "whole", "everything":
            conversation.region = nil
            conversation.console.say("region off")
        case "invert", "inverted", "inverse": try await conversation.invertRegion()
        case "": try await conversation.pointRegion()
        case "show": try await conversation.showRegion()
        default: try await conversation.chooseRegion(arguments)
        }
    }

    static let sharpen = SlashCommand(
        name: "sharpen", usage: "[N]", summary: "ask for turn N's edit again, at the picture's full resolution",
        group: .turns,
        details: """
            A model's picture is smaller than a large photograph, so what it edited there is soft. This sends the
            rectangle that the turn changed, at full resolution, with the same instruction, from the picture before it:
            one more request, and a new turn beside it.
            """, completes: .turns
    ) { conversation, arguments in
        let turn = try await conversation.turnNumber(in: arguments)
        let studio = try conversation.requireStudio()
        let session = await studio.session
        guard turn != 0 else {
            throw Refusal(
                "The starting picture changed nothing.", next: "/sharpen 1 asks for turn 1's edit again.", exit: .usage)
        }
        guard case .answered(let answered) = try session.ending(of: turn), let box = answered.change?.box
        else {
            throw Refusal(
                "Turn \(turn) changed nothing that is known.", next: "/history lists the turns.", exit: .usage)
        }
        guard conversation.currentModel.profile.id != ModelCatalogue.builtInID else {
            throw Refusal(
                "The built-in model works at the picture's full resolution: it has nothing to sharpen.",
                kept: "Nothing was done.", next: "/sharpen is for models that paint anew: /model NAME takes one.",
                exit: .usage)
        }
        let parent = try session.asked(turn).parent
        guard answered.change?.aside == nil, try session.picture(parent).size == session.picture(turn).size else {
            throw Refusal(
                "Turn \(turn) changed the whole picture.", next: "/region chooses a part of it.", exit: .usage)
        }
        guard answered.change?.enlargement.map({ $0 > 1 }) ?? true else {
            throw Refusal(
                "Turn \(turn) was painted as large as the picture is: asked again, it would be no sharper.",
                kept: "Nothing was sent.", next: "/retry \(turn) asks again all the same.", exit: .usage)
        }
        var instruction = try Replay.instruction(of: turn, in: session)
        instruction.region = Region(box: box)
        try await conversation.perform(instruction, from: parent)
    }
}

extension LockSetting {
    /// Reads "loose grow 8 protect 100,80,400,300". Throws a `Refusal`.
    init(words: [String], mode: Mode) throws {
        self.init(mode: mode == .off ? .auto : mode)
        var words = words[...]
        func refuse(_ what: String) -> Refusal {
            Refusal(what, next: "For example: /lock 3 loose grow 8 protect 100,80,400,300", exit: .usage)
        }
        while let word = words.popFirst()?.lowercased() {
            switch word {
            case "grow":
                guard let text = words.popFirst(), let pixels = Int(text),
                    (-LockSetting.mostGrowth...LockSetting.mostGrowth).contains(pixels)
                else {
                    throw refuse("grow takes a number of pixels, at most \(LockSetting.mostGrowth).")
                }
                grow = pixels
            case "protect":
                let numbers = (words.popFirst() ?? "").split(separator: ",").compactMap { Int($0) }
                guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0, numbers.allSatisfy({ $0.magnitude < 1 << 20 })
                else { throw refuse("protect takes x,y,width,height in pixels.") }
                protect.append(Rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]))
            default:
                guard let mode = Mode(rawValue: word) else {
                    throw refuse("\u{201C}\(Sanitising.line(word, limit: 40))\u{201D} is no way to lock.")
                }
                self.mode = mode
            }
        }
    }
}
