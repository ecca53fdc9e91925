import Foundation
import ImageModels
import Locality
import Sessions
import Studio
import TerminalUI

/// Scripts between sessions and files of the designer's.
enum ScriptText {
    /// A session's script, with what it attaches named where the session keeps it. Throws `SessionFailure`.
    static func script(of replay: Replay, in session: Session, surroundings: Surroundings) throws -> Script {
        func path(_ record: PictureRecord) -> String {
            TypedPath.quoted(surroundings.shown(session.folder.appendingPathComponent(record.file)))
        }
        var texts: [Int: String] = [:]
        var masks: [Int: String] = [:]
        for step in replay.steps {
            let asked = try session.asked(step.number)
            // Longest first, so that "@wall" does not change "@wall.jpg".
            texts[step.number] = asked.references.sorted { $0.name.count > $1.name.count }
                .reduce(asked.instruction) { $0.replacing("@" + $1.name, with: "@" + path($1.picture)) }
            if let region = asked.region, let mask = region.mask, !(region.name.map(RegionChoice.canSelect) ?? false) {
                masks[step.number] = path(mask)
            }
        }
        return Script(
            of: replay, instruction: { texts[$0.number] ?? $0.instruction.text }, mask: { masks[$0.number] })
    }

    /// A script's steps, with everything checked that can be before there is a picture. Throws a `Refusal` that names
    /// the line.
    static func steps(of text: String, named name: String, surroundings: Surroundings) throws -> [Step] {
        let script: Script
        do {
            script = try Script(reading: text)
        } catch .unknownCommand(let line, let command) {
            throw Refusal(
                "\(place(name, line)): scripts have no command /\(Sanitising.line(command, limit: 40)).",
                next: "They have /region, /lock, /ratio, /size and /think; // begins an instruction with a slash.",
                exit: .usage)
        } catch .noValue(let line, let command) {
            throw Refusal("\(place(name, line)): /\(command) sets nothing.", exit: .usage)
        }
        for (line, next) in zip(script.lines, script.lines.dropFirst()) {
            guard case .instruction(let before) = line.content, case .instruction(let text) = next.content else {
                continue
            }
            do {
                try Refusal.refuse(keyIn: text, after: before)
            } catch var refusal as Refusal {
                refusal.message.what = "\(place(name, next.number)): \(refusal.message.what)"
                throw refusal
            }
        }
        var steps: [Step] = []
        var settings = TurnSettings()
        var lock: LockSetting.Mode?
        var region: String?
        for line in script.lines {
            do {
                switch line.content {
                case .instruction(let text):
                    let instruction = try PictureOpening.instruction(text) { try surroundings.file($0) }
                    steps.append(
                        Step(
                            number: line.number, instruction: instruction, confinement: region.map { .typed($0) },
                            settings: settings, lock: lock))
                case .region(let words): region = words
                case .setting("lock", let value):
                    guard let mode = LockSetting.Mode(rawValue: value) else {
                        throw Refusal("lock can be auto, on, off, tight or loose.", exit: .usage)
                    }
                    lock = mode
                case .setting(let name, let value): try TurnSetting.named(name)?.change(&settings, value)
                }
            } catch var refusal as Refusal {
                refusal.message.what = "\(place(name, line.number)): \(refusal.message.what)"
                throw refusal
            }
        }
        guard !steps.isEmpty else {
            throw Refusal("\(Sanitising.name(name)) has no instructions.", exit: .noInput)
        }
        return steps
    }

    private static func place(_ name: String, _ line: Int) -> String { "\(Sanitising.name(name)), line \(line)" }

    /// A name on a line of its own.
    static func comment(_ name: String) -> String { Sanitising.line(name) }

    /// The text as it is for a file or a program; on a terminal without what would act on it.
    static func shown(_ text: String, _ surroundings: Surroundings) -> String {
        surroundings.output.isTerminal ? Sanitising.text(text) + "\n" : text
    }
}
