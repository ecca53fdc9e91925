import Foundation
import Glibc
import ImageModels
import Locality
import Pictures
import Sessions
import TerminalUI

/// Sessions and their turns as lines for a person and as objects for programs.
struct SessionListing: Sendable {
    let surroundings: Surroundings
    let style: Style

    // MARK: Turns

    /// One line a turn, in order of number; the current one is marked.
    func history(of session: Session) -> [String] {
        var lines = [line(0, of: session, indent: "")]
        for entry in session.state.turns { lines.append(line(entry.number, of: session, indent: "")) }
        return lines
    }

    /// The turns as a tree: each below the one that it started from.
    ///
    /// A chain without branches stays at one depth, so that long sessions do not wander off to the right.
    func tree(of session: Session) -> [String] {
        var children: [Int: [Int]] = [:]
        for entry in session.state.turns { children[entry.parent, default: []].append(entry.number) }
        var lines = [line(0, of: session, indent: "")]
        var waiting: [(turn: Int, indent: String, mark: String)] = []
        func push(_ turns: [Int], indent: String) {
            // The oldest child goes on straight below; younger ones branch off before it.
            guard let first = turns.first else { return }
            waiting.append((first, indent, ""))
            for turn in turns.dropFirst() {
                waiting.append((turn, indent, "├─ "))
            }
        }
        push(children[0] ?? [], indent: "")
        while let (turn, indent, mark) = waiting.popLast() {
            lines.append(line(turn, of: session, indent: indent + unicode(mark)))
            push(children[turn] ?? [], indent: indent + (mark.isEmpty ? "" : unicode("│  ")))
        }
        return lines
    }

    private func unicode(_ lines: String) -> String {
        guard !surroundings.output.showsUnicode else { return lines }
        return String(lines.map { ["├": "|", "─": "-", "│": "|"][$0] ?? $0 })
    }

    private func line(_ turn: Int, of session: Session, indent: String) -> String {
        let isCurrent = session.state.current == turn
        let mark = isCurrent ? style.green(">") : " "
        let number = String(repeating: " ", count: max(0, 3 - String(turn).count)) + String(turn)
        guard let entry = session.state.turn(turn) else {
            let source = (try? session.opened())?.source ?? ""
            return "\(mark)\(number)  \(indent)\(Sanitising.name(source))"
        }
        let asked = try? session.asked(turn)
        var text = Sanitising.line(asked?.instruction ?? "?", limit: 200)
        if isCurrent { text = style.bold(text) }
        var facts: [String] = []
        if let model = asked?.model { facts.append(TurnLines.shortName(model)) }
        if let other = asked?.relocked { facts.append(ChangeLines.again(other, asked?.lock)) }
        switch entry.outcome {
        case .answered: if asked?.reused != nil { facts.append("taken over") }
        case .underWay: facts.append("under way")
        case let outcome: facts.append(outcome.rawValue)
        }
        return "\(mark)\(number)  \(indent)\(text)  \(style.dim("(" + facts.joined(separator: ", ") + ")"))"
    }

    /// All that is known of a turn.
    func details(of turn: Int, in session: Session) throws -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            let padded = name + String(repeating: " ", count: max(1, 13 - name.count))
            lines.append(style.dim(padded) + value)
        }
        if turn == 0 {
            let opened = try session.opened()
            add("turn", "0 (the starting picture)")
            add("opened", "\(Sanitising.name(opened.source)), \(date(opened.at))")
            if let replayed = opened.replayed {
                add("replays", "session \(replayed.session) up to turn \(replayed.turn)")
            }
            add(opened.picture)
            return lines
        }
        let asked = try session.asked(turn)
        add("turn", "\(turn), from turn \(asked.parent)")
        add("instruction", Sanitising.text(asked.instruction))
        for reference in asked.references {
            let picture = reference.picture
            add("attached", "\(Sanitising.name(reference.name)) \(picture.width)x\(picture.height)")
        }
        add("model", Sanitising.name(asked.model))
        add("lock", asked.lock?.mode.rawValue)
        if let box = asked.region?.box { add("region", "\(box.width)x\(box.height) at \(box.x),\(box.y)") }
        if let other = asked.relocked { add("locked again", "turn \(other)'s received picture") }
        if let other = asked.reused { add("taken over", "turn \(other.turn) of session \(other.session)") }
        add("asked", date(asked.at))
        switch try session.ending(of: turn) {
        case .answered(let answered):
            add(
                "time",
                answered.seconds.map(TurnLines.seconds)
                    ?? (asked.relocked == nil && asked.reused == nil
                        ? "unknown: finished after an interruption" : "no model was asked"))
            if let selection = answered.selection {
                add(
                    "selected",
                    "\(Sanitising.line(selection.what)), \(TurnLines.percent(selection.share)) of the picture")
                add("note", selection.note.map { Sanitising.text($0) })
            }
            add("answer", answered.text.map { Sanitising.text($0) })
            if let usage = answered.usage { add("tokens", TurnLines.tokens(usage)) }
            add("cost", answered.cost.map(Amounts.dollars))
            if let exchange = answered.exchange {
                add(
                    "service",
                    Sanitising.line(
                        [exchange.service, exchange.modelVersion, exchange.requestID]
                            .compactMap { $0 }.joined(separator: "  ")))
                if exchange.requests > 1 { add("requests", "\(exchange.requests)") }
            }
            for remark in answered.remarks ?? [] {
                add("remark", TurnLines.describe(remark, isFree: answered.cost?.dollars == 0))
            }
            if let change = answered.change {
                for (name, value) in ChangeLines.details(of: change) { add(name, value) }
            }
            add(answered.picture)
            if let received = answered.received { add("received", Sanitising.name(received.file)) }
        case .failed(let failed): add("failed", Sanitising.line("\(failed.failure): \(failed.detail)"))
        case .cancelled(let ended): add("cancelled", date(ended.at))
        case .interrupted(let ended): add("interrupted", "found on \(date(ended.at))")
        case nil: add("state", "under way")
        default: break
        }
        return lines

        func add(_ picture: PictureRecord) {
            let path = surroundings.shown(session.folder.appendingPathComponent(picture.file))
            add("picture", "\(picture.width)x\(picture.height) \(picture.format.rawValue), \(bytes(picture.bytes))")
            if let opened = try? session.picture(turn) {
                add("colours", PictureLines.kind(opened.colour))
                for remark in opened.remarks { add("remark", PictureLines.describe(remark, opened)) }
                if let metadata = try? opened.metadata() {
                    for fact in metadata.facts { add(fact.name, Sanitising.line(fact.value, limit: 200)) }
                    if metadata.hasPosition { add("position", "told in this file; exports leave it out") }
                }
            }
            add("file", Sanitising.name(path))
            add("sha256", picture.sha256)
        }
    }

    // MARK: Sessions

    /// One line a session, the newest first.
    func sessions(in folder: SessionsFolder) -> [String] {
        folder.numbers().reversed().compactMap { number in
            let session: Session
            do {
                session = try folder.read(number)
            } catch SessionFailure.noSuchSession {
                return nil  // a folder in which no session was finished
            } catch {
                let reason = Message(error, surroundings: surroundings).what
                return "\(SessionsFolder.folderName(number))  \(style.red(reason))"
            }
            let summary = SessionSummary(session)
            let title = summary.name ?? summary.source
            return "\(SessionsFolder.folderName(number))  \(date(summary.created))  "
                + "\(summary.turns) turn\(summary.turns == 1 ? "" : "s")  \(style.bold(Sanitising.name(title)))"
                + (summary.replays.map { "  replay of \($0)" } ?? "")
                + (summary.last.map { "  " + style.dim(Sanitising.line($0, limit: 60)) } ?? "")
        }
    }

    private func date(_ date: Date) -> String {
        // Foundation's formats ask for the environment's locale, and some names of one end it.
        var seconds = time_t(Int(saturating: date.timeIntervalSince1970))
        var local = tm()
        guard localtime_r(&seconds, &local) != nil else { return "\(seconds)" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Int(local.tm_year) + 1900)-\(two(local.tm_mon + 1))-\(two(local.tm_mday)) "
            + "\(two(local.tm_hour)):\(two(local.tm_min))"
    }

    private func bytes(_ count: Int) -> String {
        count < 1 << 20 ? "\((count + 1023) >> 10) KB" : String(format: "%.1f MB", Double(count) / Double(1 << 20))
    }
}

/// A session in short.
struct SessionSummary: Encodable {
    let session: Int
    let name: String?
    let source: String
    let created: Date
    let turns: Int
    let current: Int
    /// The instruction of the current turn.
    let last: String?
    /// The session whose instructions are carried out in it.
    let replays: Int?

    init(_ session: Session) {
        self.session = session.number
        name = session.name
        source = (try? session.opened())?.source ?? ""
        created = session.header.created
        turns = session.state.turns.count
        current = session.state.current
        last = (try? session.asked(session.state.current))?.instruction
        replays = (try? session.opened())?.replayed?.session
    }
}

/// A turn in short, whatever came of it.
struct TurnSummary: Encodable {
    let turn: Int
    let parent: Int
    let outcome: String
    let instruction: String
    let model: String
    let current: Bool
    let picture: PictureRecord?
    let selected: Reply.Selection?
    let seconds: Double?

    init(_ entry: SessionState.TurnEntry, of session: Session) throws {
        let asked = try session.asked(entry.number)
        turn = entry.number
        parent = entry.parent
        outcome = entry.outcome.rawValue
        instruction = asked.instruction
        model = asked.model
        current = session.state.current == entry.number
        if case .answered(let answered) = try session.ending(of: entry.number) {
            picture = answered.picture
            selected = answered.selection
            seconds = answered.seconds
        } else {
            picture = nil
            selected = nil
            seconds = nil
        }
    }
}
