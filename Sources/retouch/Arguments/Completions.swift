import ArgumentParser
import Foundation
import ImageModels
import Sessions

/// What a shell's Tab offers, where it takes a look at what there is.
extension CompletionKind {
    /// Numbers of the saved sessions, the newest first.
    static var sessions: CompletionKind {
        .custom { words, _, _ in
            CommandLineFolder(words).folder.numbers().suffix(200).reversed().map(String.init)
        }
    }

    /// Numbers of the turns of the session that is named before.
    static var turns: CompletionKind {
        .custom { words, _, _ in
            guard let number = words.dropFirst().lazy.compactMap({ Int($0) }).first,
                let session = try? CommandLineFolder(words).folder.read(number)
            else { return [] }
            return ([0] + session.state.turns.map(\.number)).suffix(200).map(String.init)
        }
    }

    /// The models' short names, the user's own among them.
    static var models: CompletionKind {
        .custom { _, _, _ in
            let catalogue = (try? Models(surroundings: .current()))?.catalogue ?? .standard
            return catalogue.models.compactMap(\.names.first)
        }
    }

    static var services: CompletionKind { .list(ModelCatalogue.standard.services.map(\.id)) }
}

/// The folder of sessions that a command line speaks of while it is being typed.
private struct CommandLineFolder {
    let folder: SessionsFolder

    init(_ words: [String]) {
        let surroundings = Surroundings.current()
        let chosen = words.firstIndex(of: "--sessions").flatMap { index in
            index + 1 < words.count ? DroppedPath.path(in: words[index + 1]) : nil
        }
        folder = SessionsFolder(url: surroundings.sessionsFolder(chosen: chosen, forReading: true))
    }
}
