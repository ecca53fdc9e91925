import Foundation
import Glibc
import Pictures
import Sessions
import Studio
import TerminalUI

extension Message {
    static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "the disk is full"
        case EROFS: "the file system is read-only"
        case EACCES, EPERM: "permission denied"
        case ELOOP: "it is a link, or in a folder that is one, and links among sessions are not followed"
        case EISDIR: "it is a folder"
        case EINVAL: "it is no ordinary file"
        case EILSEQ: "its name is no text (UTF-8)"
        case EMFILE: "too many files are open (ulimit -n)"
        default: String(cString: strerror(code)).lowercased()
        }
    }

    init(session failure: SessionFailure, _ surroundings: Surroundings) {
        func shown(_ path: String) -> String {
            Sanitising.name(surroundings.shown(URL(fileURLWithPath: path)))
        }
        func named(_ number: Int) -> String { number == 0 ? "The session" : "Session \(number)" }
        switch failure {
        case .noSuchSession(let number):
            self.init("There is no session \(number).", next: "/sessions lists them.", exit: .noInput)
        case .noSuchTurn(let turn):
            self.init("There is no turn \(turn).", next: "/history lists the turns.", exit: .noInput)
        case .turnWithoutPicture(let turn):
            self.init("Turn \(turn) has no picture.", next: "/history shows how each turn ended.", exit: .noInput)
        case .inUse(let number):
            self.init(
                "Session \(number) is open in another program.", kept: "It can be read and exported meanwhile.",
                next: "Close the other program, or start from its picture: /new", exit: .failed)
        case .setInUse(let number):
            self.init(
                "This set is being replayed by another program: session \(number) by the same instructions.",
                kept: "Nothing was sent.",
                next: "The same command goes on when that one has ended.", exit: .tryLater)
        case .unknownFormat(let number, let found):
            self.init(
                "\(named(number)) is of a format (\(Sanitising.line(found))) that this version does not know.",
                kept: "Nothing in it was changed.", next: "A newer version of Retouch may open it.",
                exit: .configuration)
        case .damagedHeader(let number):
            self.init(
                "\(named(number)) can't be opened: its session.json is missing or damaged.",
                kept: "Nothing in it was changed.",
                next: "The pictures in its folder can still be opened one by one.", exit: .badPicture)
        case .cannotRead(let path, let code):
            self.init("\(shown(path)) can't be read: \(Message.reason(code)).", exit: .noInput)
        case .cannotWrite(let path, let code):
            self.init(
                "\(shown(path)) can't be written: \(Message.reason(code)).",
                next: [EMFILE, ENFILE].contains(code)
                    ? "Allow more files to be open: ulimit -n 1024"
                    : "Make room or choose another folder with --sessions DIR, then try again.", exit: .cannotWrite)
        case .damagedJournal(let number, let line):
            let journal = number == 0 ? "The journal" : "The journal of session \(number)"
            self.init(
                "\(journal) is damaged at line \(line).", kept: "Nothing in it was changed.",
                next: "The pictures in its folder can still be opened one by one.", exit: .badPicture)
        case .damagedBatch(let path, let line):
            self.init(
                "\(shown(path)) is damaged at line \(line): which jobs a set has is not known.",
                kept: "Nothing in it was changed, and nothing was sent.",
                next:
                    "Mend the line. If the file is moved away, the set begins anew, and what its jobs have may be paid twice.",
                exit: .badPicture)
        case .replacedBatch(let path):
            self.init(
                "\(shown(path)) was replaced or taken away by another program: which jobs the set has is not sure any more.",
                kept: "Nothing more was sent. Jobs that were made go on at the service.",
                next: "The same command again asks the service for the set's jobs, and goes on with them.",
                exit: .tryLater)
        case .journalTooLong(let number):
            let journal = number == 0 ? "The journal" : "The journal of session \(number)"
            self.init(
                "\(journal) is longer than any person's session.",
                kept: "Nothing in it was changed.", next: "The pictures in its folder can still be opened one by one.",
                exit: .badPicture)
        case .damagedPicture(let number, let turn, let file):
            self.init(
                "Session \(number), turn \(turn): \(Sanitising.name(file)) is missing or is not what was saved.",
                next: "/verify tells more; /goto goes to another turn.", exit: .badPicture)
        }
    }
}
