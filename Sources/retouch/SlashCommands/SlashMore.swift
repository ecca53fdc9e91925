import Foundation
import ImageModels
import Sessions
import Studio
import Wording

extension SlashCommand {
    static let more = mending(
        "more", "let the last edit select more, beside it",
        """
        What the built-in model selected grows by a step, up to an edge sooner than across it: a new turn beside the one that it
        mends, from the same picture.
          /more
          /more 3          three steps
        In scripts: make the jacket red, selecting 3 steps more
        """, by: 1)

    static let less = mending(
        "less", "let the last edit select less, beside it",
        """
        The counterpart of /more. To leave out one place, draw it: /region, /region invert, then /retry.
          /less
          /less 2          two steps
        In scripts: make the jacket red, selecting less
        """, by: -1)

    private static func mending(_ name: String, _ summary: String, _ details: String, by sign: Int) -> SlashCommand {
        SlashCommand(name: name, usage: "[STEPS]", summary: summary, group: .turns, details: details) {
            conversation, arguments in
            guard let steps = arguments.isEmpty ? 1 : Int(arguments), (1...20).contains(steps) else {
                throw Refusal("Steps are 1 to 20.", next: "/\(name) 2", exit: .usage)
            }
            let session = try await conversation.requireStudio().session
            let turn = session.state.current
            guard turn != 0, case .answered(let answered) = try session.ending(of: turn), answered.selection != nil,
                try session.asked(turn).model == ModelCatalogue.builtInID
            else {
                throw Refusal(
                    "The built-in model selected nothing in this turn.",
                    next: "/\(name) mends edits such as: make the jacket red", exit: .usage)
            }
            guard conversation.model.profile.id == ModelCatalogue.builtInID else {
                throw Refusal("Only the built-in model can do that.", next: "/model local", exit: .usage)
            }
            var instruction = try Replay.instruction(of: turn, in: session)
            instruction.text = try Grammar.selecting(instruction.text, by: sign * steps)
            try await conversation.perform(instruction, from: session.asked(turn).parent)
        }
    }
}
