public import ArgumentParser
import Foundation
import ImageModels
import Pictures
import Sessions
public import Studio

extension Shard: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// How a replay is spread over machines, on the command line.
struct SpreadingOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Take only share I of N of the pictures (1/10 … 10/10), by their files' names.", valueName: "i/n"))
    var shard: Shard?
    @Option(
        help: ArgumentHelp(
            "The folder for the new sessions, where it is another than the one of the session that is replayed.",
            valueName: "dir"), completion: .directory)
    var into: String?
    @Flag(help: "Print what would be done, a JSON object a turn, and do nothing: no key is needed, nothing is asked.")
    var plan = false

    /// The pictures of this share. Throws a `Refusal` where they are not named.
    func share(of files: [URL]) throws -> [URL] {
        guard let shard else { return files }
        guard !files.isEmpty else {
            throw Refusal("--shard \(shard) needs the pictures: --on LIST.", exit: .usage)
        }
        return files.filter { shard.has($0.lastPathComponent) }
    }
}

/// What a replay would do, for programs that spread it: an object a turn, by `retouch replay --plan`.
struct ReplayPlan {
    let console: Console
    let settings: TurnSettings

    /// Prints it, picture by picture. Returns whether all pictures could be read.
    ///
    /// - Parameter paths: The pictures' places, in the items' order.
    func print(_ set: ReplaySet, paths: [String]) async -> Bool {
        var isWhole = true
        var first: [String: String] = [:]
        for (index, path) in paths.enumerated() {
            do {
                let planned = try await set.planned(index)
                let key = planned.recipe + "-" + planned.sha256
                let same = first[key]
                if same == nil { first[key] = path }
                for (number, step) in set.replay.steps.enumerated() {
                    var entry = entry(step, number, path, planned, set.items[index].model.profile)
                    entry.key = key
                    // Asked for once, and not again.
                    entry.underWay = number == planned.stepUnderWay && !entry.done ? true : nil
                    if same != nil || entry.done || entry.underWay == true { entry.dollars = 0 }
                    entry.same = same
                    console.print(json: entry)
                }
            } catch {
                isWhole = false
                console.print(
                    json: Unreadable(picture: path, error: Message(error, surroundings: console.surroundings).what))
            }
        }
        return isWhole
    }

    private func entry(
        _ step: Step, _ number: Int, _ path: String, _ planned: ReplaySet.Planned, _ profile: ModelProfile
    ) -> Entry {
        let cost = profile.estimate(step.instruction, settings: step.settings(chosen: settings, model: profile))
        return Entry(
            picture: path, turn: step.number, instruction: step.instruction.text, key: "",
            dollars: profile.service == nil ? 0 : cost?.dollars,
            model: profile.id, service: profile.service, done: number < planned.stepsThere)
    }

    /// A turn that is to be asked for, or is there.
    private struct Entry: Encodable {
        var picture: String
        var turn: Int
        var instruction: String
        /// The recipe's digest and the picture's: what has the same is the same work.
        var key: String
        /// What asking for it costs; `null` where nobody knows.
        var dollars: Double?
        var model: String
        var service: String?
        /// Whether nothing is asked for it any more.
        var done: Bool
        /// Whether a job has it that is not over.
        var underWay: Bool?
        /// The picture further up that is the very same: it is done there.
        var same: String?

        private enum Key: String, CodingKey {
            case picture, turn, instruction, key, dollars, model, service, done, underWay, same
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(picture, forKey: .picture)
            try container.encode(turn, forKey: .turn)
            try container.encode(instruction, forKey: .instruction)
            try container.encode(key, forKey: .key)
            try container.encode(dollars, forKey: .dollars)
            try container.encode(model, forKey: .model)
            try container.encode(service, forKey: .service)
            try container.encode(done, forKey: .done)
            try container.encodeIfPresent(underWay, forKey: .underWay)
            try container.encodeIfPresent(same, forKey: .same)
        }
    }

    private struct Unreadable: Encodable {
        var picture: String
        var error: String
    }
}
