import Pictures
import Sessions
import TerminalUI

/// What a check of a session found, in words.
struct VerificationReport: Encodable {
    let session: Int
    let turns: Int
    let pictures: Int
    private(set) var findings: [String]
    /// What was received for its turns and lies elsewhere: nothing that is wrong with the session.
    private(set) var elsewhere: [String] = []

    init(_ verification: Verification, of session: Session) {
        self.session = session.number
        turns = verification.turns
        pictures = verification.pictures
        findings = Self.words(verification.findings)
    }

    /// Turns that are not in the session's journal are a finding, too.
    mutating func add(rescueJournals names: [String]) {
        findings += names.map {
            "\(Sanitising.name($0)) has turns that are not in the session; retouch resume \(session) takes them up"
        }
    }

    mutating func add(elsewhere found: [(turn: Int, file: String)]) {
        elsewhere = found.map {
            "turn \($0.turn): what was received is in \(Sanitising.name($0.file)), since it could not be saved here; "
                + "/lock \($0.turn) makes a turn of it"
        }
    }

    static func words(_ findings: [Verification.Finding]) -> [String] {
        findings.map { finding in
            switch finding {
            case .missingFile(let turn, let file): "turn \(turn): \(Sanitising.name(file)) is missing"
            case .wrongDigest(let turn, let file): "turn \(turn): \(Sanitising.name(file)) is not what was saved"
            case .notWhole(let turn, let file, .noLibrary(let library, _)):
                "turn \(turn): \(Sanitising.name(file)) can't be read without \(library)"
            case .notWhole(let turn, let file, _): "turn \(turn): \(Sanitising.name(file)) is damaged"
            case .wrongSize(let turn, let file):
                "turn \(turn): \(Sanitising.name(file)) has another size or format than was saved"
            case .brokenLineage(let turn, let parent): "turn \(turn) did not start from turn \(parent)'s picture"
            case .outsideFolder(let turn, let file):
                "turn \(turn): \(Sanitising.name(file)) lies outside the session's folder"
            case .damagedJournal(let line): "the journal is damaged at line \(line)"
            case .tornJournal(let line):
                "the journal breaks off in line \(line): what that line told is lost, and opening the session leaves it out"
            }
        }
    }

    /// Says that all is well, or throws what is not.
    func show(on console: Console) throws {
        for line in elsewhere { console.say(line) }
        guard findings.isEmpty else {
            throw Refusal(
                "Session \(session): \(findings.count) finding\(findings.count == 1 ? "" : "s").\n  "
                    + findings.joined(separator: "\n  "),
                kept: "Nothing was changed.", exit: .badPicture)
        }
        console.print(
            "session \(session): \(turns) turn\(turns == 1 ? "" : "s"), "
                + "\(pictures) picture\(pictures == 1 ? "" : "s"), all as they were saved")
    }
}
