import CSample
import Foundation
import ImageModels
import LineEditing
import Sessions
import Studio
import TerminalUI

/// `/demo`: a sample picture, and three instructions on it.
extension Conversation {
    nonisolated static let demonstrated = [
        "make the jacket red", "turn it into a sticker", "replace the background with a clean studio wall",
    ]

    /// Carries the instructions out by the built-in model, in a new session that stays open. What was set before is set
    /// again at the end, however that comes.
    func demonstrate() async throws {
        let own = (model: model, settings: settings, lock: chosenLock, region: region)
        let before = await studio?.session.number
        console.say(
            "Three edits of a sample picture by the built-in model: nothing is sent, nothing is paid. ^C stops it.")
        (model, settings, chosenLock, region) = (models.local, TurnSettings(), nil, nil)
        var failure: (any Error)?
        do {
            try await open(data: SamplePicture.data, source: SamplePicture.name)
            for text in Self.demonstrated {
                try await lookedAt()
                let session = try await requireStudio().session
                let place = "\(SessionsFolder.folderName(session.number))/\(session.state.current)"
                console.say("\(console.style.bold(place)) \(model.profile.shortName)> \(text)")
                try await perform(Instruction(text: text))
            }
        } catch {
            failure = error
        }
        (model, settings, chosenLock, region) = own
        let session = await studio?.session
        let isOpen = session != nil && session?.number != before
        if isOpen, model.profile.id != ModelCatalogue.builtInID || settings != TurnSettings() || chosenLock != nil {
            try await studio?.use(model, settings: settings, lock: chosenLock)
        }
        if let failure { report(failure, line: "/demo") }
        guard isOpen, let session else { return }
        if failure == nil {
            console.say("Next: another instruction, /undo, /tree, /page, or your own picture's path.")
        }
        var closing: [String] = []
        if let before { closing.append("Session \(session.number) is open now; /resume \(before) goes back to yours.") }
        if model.profile.id != ModelCatalogue.builtInID {
            closing.append("The model is \(model.profile.shortName) again.")
        }
        if !closing.isEmpty { console.say(closing.joined(separator: " ")) }
    }

    /// Lets a person look at a picture before the next one takes its place.
    private func lookedAt() async throws {
        try Task.checkCancellation()
        guard surroundings.standardInputIsTerminal, images != .off, surroundings.output.movesCursor else { return }
        try await reader.quieted { try await Task.sleep(for: .seconds(1.5)) }
    }
}

/// The picture of the demonstration, which comes with the program.
enum SamplePicture {
    static let name = "astronaut.jpg"

    static var data: Data {
        var size = 0
        let bytes = sample_picture(&size)
        return bytes.map { Data(bytes: $0, count: size) } ?? Data()
    }
}
