import ImageModels
import Studio
import TerminalUI

/// What is set for the turns to come.
extension Conversation {
    func use(_ model: any ImageModel) async throws {
        try await studio?.use(model, settings: settings)
        self.model = model
        console.say("The model is \(model.profile.id) now.")
    }

    func set(_ name: String, to value: String) async throws {
        switch name {
        case "ratio":
            var changed = settings
            if value == "auto" {
                changed.ratio = nil
            } else if let ratio = AspectRatio(value) {
                changed.ratio = ratio
            } else {
                throw Refusal(
                    "\u{201C}\(Sanitising.line(value, limit: 40))\u{201D} is no ratio.",
                    next: "For example: /ratio 16:9", exit: .usage)
            }
            try await studio?.use(model, settings: changed)
            settings = changed
            console.say("ratio \(changed.ratio?.description ?? "auto")")
            if case .asTheyAre = model.profile.framing, let ratio = changed.ratio {
                console.say(
                    "The model \(model.profile.shortName) keeps a picture's shape; tell it \u{201C}crop to \(ratio)\u{201D} to change it."
                )
            }
        case "images":
            guard let images = Images(rawValue: value) else {
                throw Refusal("images can be auto, cells or off.", next: "For example: /set images off", exit: .usage)
            }
            self.images = images
            console.say("images \(images.rawValue)")
        default:
            let guess = Spelling.nearest(to: name, among: ["ratio", "images"]).map { " Did you mean \($0)?" } ?? ""
            throw Refusal(
                "There is no setting \u{201C}\(Sanitising.line(name, limit: 40))\u{201D}.\(guess)",
                next: "/set lists them.", exit: .usage)
        }
    }
}
