import LineEditing
import TerminalUI

extension Message {
    /// Key bindings that are passed over.
    init(bindings failure: BindingsFile.Failure, _ surroundings: Surroundings) {
        switch failure {
        case .unreadable(let path):
            self.init(
                "\(Sanitising.name(surroundings.shown(surroundings.url(path)))) is no file of key bindings.",
                kept: "The usual keys work.", next: "Mend or remove it.", exit: .configuration)
        case .lineTooLong(let path, let line):
            self.init(
                "Line \(line) of \(Sanitising.name(surroundings.shown(surroundings.url(path)))) is longer than "
                    + "\(BindingsFile.longestLine) bytes; it was passed over.", exit: .configuration)
        case .endless(let path, let line):
            self.init(
                "Line \(line) of \(Sanitising.name(surroundings.shown(surroundings.url(path)))) makes text of keys that are "
                    + "in the text again; it was passed over.", exit: .configuration)
        }
    }
}
