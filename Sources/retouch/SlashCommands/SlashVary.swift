import Foundation
import ImageModels
import Pictures
import Sessions
import Studio

extension SlashCommand {
    static let vary = SlashCommand(
        name: "vary", usage: "[N] [INSTRUCTION]", summary: "ask several times at once, then /pick one", group: .turns,
        details: """
            Without an instruction, the current turn's is asked again, from the same picture. {a|b} asks once for each.
            Midjourney paints four at once: it is asked once, and varies its own picture.
              /vary 3
              /vary 2 make the background livelier
              /vary make the jacket {red|blue|dark green}
            """
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        let session = await studio.session
        var words = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        var count: Int?
        // Whatever number it is, it is no instruction.
        if let word = words.first, word.wholeMatch(of: /[-+]?[0-9][0-9.,]*/) != nil {
            count = Int(word) ?? 0
            words.removeFirst()
        }
        let text = words.joined(separator: " ")
        var parent = session.state.current
        let instructions: [Instruction]
        if text.isEmpty {
            guard parent != 0 else {
                throw Refusal(
                    "There is no turn to vary.", next: "For example: /vary 3 make the jacket red", exit: .usage)
            }
            var instruction = conversation.again(
                try Replay.instruction(of: parent, in: session), whose: "turn \(parent)'s")
            let start = try session.asked(parent).parent
            if count == nil, await studio.canVary(parent, by: conversation.currentModel) {
                instruction.varies = parent
                try await conversation.perform(instruction, from: start)
                return
            }
            instructions = [instruction]
            parent = start
        } else {
            instructions = try Alternatives.expand(text).map { text in
                try PictureOpening.instruction(text) { try conversation.surroundings.file($0) }
            }
        }
        let times = count ?? (instructions.count > 1 || conversation.currentModel.profile.keepsTasks ? 1 : 4)
        guard times >= 1, times <= Conversation.mostAtOnce else {
            throw Refusal(
                "/vary asks 1 to \(Conversation.mostAtOnce) times at once.", kept: "Nothing was sent.",
                next: "For example: /vary 3", exit: .usage)
        }
        let model = conversation.currentModel
        guard model.profile.service != nil || times == 1 || model.profile.id != ModelCatalogue.builtInID else {
            throw Refusal(
                "The built-in model gives the same picture each time.",
                next: "Vary the words: /vary make the jacket {red|blue}", exit: .usage)
        }
        var asks: [Ask] = []
        for instruction in instructions {
            for repetition in 0..<times {
                var settings = conversation.settings
                // A fixed seed would make them all alike.
                settings.seed = settings.seed.map { $0.addingSaturating(repetition) }
                asks.append(Ask(instruction: instruction, model: model, settings: settings))
            }
        }
        try await conversation.performTogether(asks, from: parent)
    }

    static let ask = SlashCommand(
        name: "ask", usage: "MODELS INSTRUCTION", summary: "ask several models at once, then /pick one", group: .turns,
        details: "  /ask lite,pro make the jacket red", completes: .models
    ) { conversation, arguments in
        let words = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2 else {
            throw Refusal(
                "/ask takes models and an instruction.", next: "/ask lite,pro make the jacket red", exit: .usage)
        }
        let instruction = try PictureOpening.instruction(words[1]) { try conversation.surroundings.file($0) }
        let names = words[0].split(separator: ",")
        guard !names.isEmpty else {
            throw Refusal("/ask needs a model's name.", next: "/ask lite,pro make the jacket red", exit: .usage)
        }
        var asks: [Ask] = []
        for name in names {
            let choice = try await conversation.models.choose(String(name))
            if let warning = choice.warning { conversation.console.say(warning) }
            asks.append(Ask(instruction: instruction, model: choice.model, settings: conversation.settings))
        }
        let parent = try await conversation.requireStudio().session.state.current
        try await conversation.performTogether(asks, from: parent)
    }

    static let pick = SlashCommand(
        name: "pick", usage: "[LETTER]", summary: "go on from one of several that were asked for together",
        group: .turns,
        details: """
            Without a letter the pictures can be walked through with the arrow keys; Enter takes one.
              /pick B
            """
    ) { conversation, arguments in
        let turn: Int
        if arguments.isEmpty {
            let choices = try await conversation.choices().enumerated().compactMap { index, turn in
                turn.map { TurnChoice(turn: $0, letter: TurnLetters.letter(index)) }
            }
            guard let chosen = try await conversation.pointTurn(choices, from: 0) else {
                let next = choices.first?.letter.map { "For example: /pick \($0)" }
                throw Refusal(
                    "/pick takes a letter.", next: next ?? "/vary 3 asks three times; /goto N goes to any turn.",
                    exit: .usage)
            }
            turn = chosen
        } else {
            turn = try await conversation.choice(arguments)
        }
        try await conversation.requireStudio().pick(turn)
        try await conversation.showPlace("going on from", turn)
    }

    static let squash = SlashCommand(
        name: "squash", usage: "A-B", summary: "ask for the edits of turns A to B in one, from the picture before A",
        group: .turns,
        details: """
            A model that wears a picture down in a long chain paints it only once this way. The turns stay; the new one
            is beside them.
              /squash 2-6
            """
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        let session = await studio.session
        let ends = arguments.split(separator: "-").map { Int($0.trimmingCharacters(in: .whitespaces)) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else {
            let swapped = ends.count == 2 ? ends.compactMap(\.self).sorted() : []
            throw Refusal(
                "/squash takes two turns, the earlier one first, with a dash between.",
                next: swapped.count == 2 && swapped[0] < swapped[1]
                    ? "/squash \(swapped[0])-\(swapped[1])" : "/squash 2-6",
                exit: .usage)
        }
        let squash = try Squash(from: first, to: last, of: session)
        guard conversation.currentModel.profile.id != ModelCatalogue.builtInID else {
            throw Refusal(
                "The built-in model makes one edit after the other and wears no picture down: there is nothing to squash.",
                kept: "Nothing was done.", next: "/squash is for models that paint anew: /model NAME takes one.",
                exit: .usage)
        }
        if squash.leavesRegions, conversation.region == nil {
            conversation.console.say(
                "Turns \(first) to \(last) were not all in one region: asked for together, they may change all of the picture."
            )
        }
        try await conversation.perform(
            conversation.again(squash.instruction, whose: "those turns'"), from: squash.parent)
    }
}
