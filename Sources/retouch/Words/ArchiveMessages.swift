import Archives
import Sessions
import Studio
import TerminalUI

/// What to say of archives that could not be written or taken in.
extension Message {
    init(zip failure: ZipFailure) {
        switch failure {
        case .cannotRead(let code):
            self.init("It can't be read: \(Message.reason(code)).", kept: "Nothing was imported.", exit: .noInput)
        case .notAnArchive(let detail):
            self.init(
                "That is no zip file: \(Sanitising.line(detail)).", kept: "Nothing was imported.", exit: .badPicture)
        case .damaged(let name, let detail):
            self.init(
                "\(Sanitising.name(name)) in the archive is damaged: \(Sanitising.line(detail)).",
                kept: "Nothing was imported.", exit: .badPicture)
        case .tooLarge(let name, let limit):
            self.init(
                "\(Sanitising.name(name)) in the archive is larger than \(limit >> 20) MB.",
                kept: "Nothing was imported.", exit: .badPicture)
        case .tooManyEntries(let limit):
            self.init(
                "The archive has more than \(limit) entries.", kept: "Nothing was imported.", exit: .badPicture)
        case .exists(let path): self.init(export: .exists(path: path))
        case .isNoFile(let path): self.init(export: .isNoFile(path: path))
        case .cannotPut(let path, let code): self.init(export: .cannotWrite(path: path, code: code))
        case .cannotWrite(let path, let detail):
            self.init(
                "\(Sanitising.name(path)) can't be written: \(Sanitising.line(detail)).",
                kept: "The session keeps its turns.", next: "Choose another place to write to.", exit: .cannotWrite)
        }
    }

    init(import failure: ImportFailure) {
        let nothing = "Nothing was imported."
        switch failure {
        case .noSession:
            self.init(
                "There is no session in it.", kept: nothing,
                next: "retouch export N --zip FILE makes an archive of a session.", exit: .badPicture)
        case .severalSessions(let count):
            self.init(
                "There are \(count) sessions in it; an archive is taken in with one.", kept: nothing,
                next: "Unpack it, then: retouch import FOLDER takes in all of them.", exit: .badPicture)
        case .encrypted:
            self.init(
                "It was packed with a password.", kept: nothing, next: "Unpack it, then: retouch import FOLDER",
                exit: .badPicture)
        case .unsafeEntry(let name):
            self.init(
                "A name in it can't be trusted: \(Sanitising.name(name)).", kept: nothing,
                exit: .badPicture)
        case .tooLarge:
            self.init("The archive unpacks to more than a session may have.", kept: nothing, exit: .badPicture)
        case .tookTooLong(let seconds):
            self.init(
                "Unpacking and checking the archive took longer than \(seconds / 60) minutes.", kept: nothing,
                exit: .badPicture)
        case .missingFile(let name):
            self.init("\(Sanitising.name(name)) is missing.", kept: nothing, exit: .badPicture)
        case .unfinished(let turn):
            self.init(
                turn.map { "Turn \($0) is still under way, or was interrupted." }
                    ?? "Its last turn is still to be taken up: the program that made it was interrupted.",
                kept: nothing, next: "retouch resume, or the same replay, finishes it where it was made.",
                exit: .tryLater)
        case .damaged(let findings):
            self.init(
                "The session is not whole: \(VerificationReport.words(findings).joined(separator: "; ")).",
                kept: nothing, exit: .badPicture)
        }
    }
}
