import Foundation
import ImageModels
import LineEditing
import Pictures
import Sessions
import Studio
import TerminalUI

/// Several requests side by side: variations, several models, and choosing among what came.
extension Conversation {
    nonisolated static let mostAtOnce = 16

    /// Carries out several asks from one turn, shows what came of each, and stays at that turn.
    func performTogether(_ asks: [Ask], from parent: Int) async throws {
        let studio = try requireStudio()
        guard asks.count <= Self.mostAtOnce else {
            throw Refusal("\(asks.count) at once are too many.", next: "At most \(Self.mostAtOnce).", exit: .usage)
        }
        try await agree(to: asks.map(\.model))
        var asks = asks
        for index in asks.indices {
            asks[index].instruction = try await confined(asks[index].instruction, from: parent)
        }
        // What can't be sent is said before anybody is asked about money, and is not in the sum.
        var objections: [Int: TurnFailure] = [:]
        for index in asks.indices { objections[index] = await studio.objection(to: asks[index], from: parent) }
        if let failure = objections.min(by: { $0.key < $1.key })?.value, objections.count == asks.count {
            let session = await studio.session
            lettered = Lettered(
                session: session.number, next: session.state.nextTurn, turns: asks.map { _ in nil })
            throw failure
        }
        for (index, failure) in objections.sorted(by: { $0.key < $1.key }) {
            console.say(
                "\(TurnLetters.letter(index))  \(asks[index].model.profile.shortName): "
                    + Message(failure, surroundings: surroundings).text(console.style))
        }
        try await confirmPaid(asks.indices.filter { objections[$0] == nil }.map { asks[$0] })
        let first = await studio.session.state.nextTurn
        let start = ContinuousClock.now
        let results = await reader.quieted {
            await runner.runTogether(asks, in: studio, from: parent) { [reader] in
                reader.leaveTerminal()
            }
        }
        ring(since: start)
        var lines: [String] = []
        var pictures: [PictureRow.Entry] = []
        var failures: [(letter: String, words: String)] = []
        var firstFailure: TurnFailure?
        let session = await studio.session
        lettered = Lettered(
            session: session.number, next: session.state.nextTurn, turns: results.map { try? $0.get().number })
        for (index, result) in results.enumerated() {
            let letter = TurnLetters.letter(index)
            switch result {
            case .success(let turn):
                if let pixels = try? turn.picture.pixels() { pictures.append(.init(pixels, label: letter)) }
                lines.append(
                    "\(letter)  " + TurnLines.summary(of: turn, style: console.style, surroundings: surroundings))
                if console.json {
                    console.print(json: TurnObject(turn, session: session.number, surroundings: surroundings))
                } else if !surroundings.standardInputIsTerminal {
                    console.print(path: surroundings.shown(turn.file))
                }
            case .failure(let failure):
                firstFailure = firstFailure ?? failure
                guard objections[index] == nil else { continue }
                failures.append((letter, Message(failure, surroundings: surroundings).text(console.style)))
            }
        }
        // What several say alike is said once, and what is thrown is said by whoever catches it.
        let thrown = pictures.isEmpty ? failures.first?.words : nil
        var said: Set = [thrown]
        for failure in failures where said.insert(failure.words).inserted {
            let letters = failures.filter { $0.words == failure.words }.map(\.letter)
            lines.append("\(letters.joined(separator: " "))  \(failure.words)")
        }
        showRow(pictures)
        for line in lines { console.say(line) }
        guard !pictures.isEmpty else { throw firstFailure ?? TurnFailure.cancelled(turn: first, mayCost: nil) }
        let example = results.firstIndex { (try? $0.get()) != nil }.map(TurnLetters.letter) ?? "A"
        console.say(
            console.style.dim("/pick \(example) goes on from it; an instruction now starts from turn \(parent)."))
    }

    /// Asks before more than one paid request is sent. Throws a `Refusal` if the answer is no.
    func confirmPaid(_ asks: [Ask]) async throws {
        let paid = asks.filter { $0.model.profile.service != nil }
        guard paid.count > 1 else { return }
        let known = paid.compactMap { $0.model.profile.estimate($0.instruction, settings: $0.settings)?.dollars }
        guard known.count == paid.count else {
            throw Refusal(
                "\(paid.count) requests would be sent, at a price that is not known here.",
                kept: "Nothing was sent.", next: "Say what one costs: /model NAME, then /set price 0.04", exit: .usage)
        }
        guard !saysYes, known.contains(where: { $0 > 0 }) else { return }
        let price = "about \(Amounts.dollars(known.reduce(0, +), isEstimate: false))"
        try await confirm("\(paid.count) requests will be sent, \(price).", otherwise: "Nothing was sent.")
    }

    /// Asks before the first paid request of a session that comes from elsewhere, or by a model that only its journal
    /// names. Throws a `Refusal` if the answer is no.
    func agree(to models: [any ImageModel]) async throws {
        let session = try await requireStudio().session
        let chosen = ChosenModels(file: surroundings.chosenModelsFile)
        let isKnown = chosen.know(session)
        for profile in models.map(\.profile) where profile.service != nil && !chosen.have(profile, for: session) {
            if !isKnown || (isModelTheSessions && profile == model.profile), !saysYes {
                let service = profile.service.flatMap { try? self.models.service($0).title } ?? ""
                let what =
                    (isKnown
                        ? "Session \(session.number) names a model that was not chosen here: "
                        : "Session \(session.number) comes from elsewhere; it goes on with ")
                    + "\(Sanitising.name(profile.id)) through \(Sanitising.name(service)), "
                    + (profile.service.map(isOwn) == true ? "which is sent the picture." : "which costs money.")
                guard surroundings.standardInputIsTerminal else {
                    throw Refusal(
                        what, kept: "Nothing was sent.",
                        next: "Say --yes to go on with it, or --model NAME to choose another.", exit: .usage)
                }
                try await confirm(what, otherwise: "Nothing was sent. /model chooses another, such as: /model local")
            }
            chosen.add(profile, for: session)
        }
    }

    /// Asks a question to be answered by y or n; anything else is a no, which is thrown as a `Refusal`.
    func confirm(_ what: String, otherwise: String) async throws {
        guard surroundings.standardInputIsTerminal else {
            throw Refusal(what, kept: otherwise, next: "Say --yes to go on without being asked.", exit: .usage)
        }
        console.say(what)
        let answer = try await reader.readLine(.question("Go on? [y/N]"))
        guard answer.isYes else { throw Refusal("Not done.", kept: otherwise, exit: .interrupted) }
    }

    /// The turns that were asked for together last, by their letters; `nil` is one that failed.
    func choices() async throws -> [Int?] {
        let studio = try requireStudio()
        let session = await studio.session
        if let lettered, lettered.session == session.number, lettered.next == session.state.nextTurn {
            return lettered.turns.contains { $0 != nil } ? lettered.turns : []
        }
        return await studio.choices().map { session.state.turn($0)?.outcome == .answered ? $0 : nil }
    }

    /// The turn that `/pick` means: a letter of the last ones that were asked for together, or a number.
    func choice(_ typed: String) async throws -> Int {
        if let index = TurnLetters.index(of: typed) {
            let choices = try await choices()
            guard choices.indices.contains(index) else {
                throw Refusal(
                    choices.isEmpty
                        ? "There is nothing to pick from: the last turn was asked alone."
                        : "There are only \(choices.count) to pick from.",
                    next: "/vary 3 asks three times; /goto N goes to any turn.", exit: .usage)
            }
            guard let turn = choices[index] else {
                let there = choices.firstIndex { $0 != nil }.map(TurnLetters.letter) ?? "A"
                throw Refusal("\(TurnLetters.letter(index)) has no picture.", next: "/pick \(there)", exit: .usage)
            }
            return turn
        }
        return try await turnNumber(in: typed)
    }
}

/// What was asked for together last in this conversation, as long as no turn has come after it.
struct Lettered {
    var session: Int
    var next: Int
    /// In the order of the letters; `nil` is one that failed.
    var turns: [Int?]
}

extension LineEvent {
    /// Whether it says y or yes; anything else, ^C included, is a no.
    var isYes: Bool {
        guard case .line(let text) = self else { return false }
        return ["y", "yes"].contains(text.trimmingCharacters(in: .whitespaces).lowercased())
    }
}

/// Turns that were asked for together are called by letters.
enum TurnLetters {
    static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    }

    static func index(of typed: String) -> Int? {
        guard typed.count == 1, let byte = typed.uppercased().utf8.first,
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        else { return nil }
        return Int(byte - UInt8(ascii: "A"))
    }
}
