import Foundation
import Sessions
import TerminalUI

/// What to say when other hands have reached into a session that is open.
extension Message {
    init(_ news: Displacement, surroundings: Surroundings) {
        let place = Sanitising.name(surroundings.shown(news.place))
        let session = news.session
        let what: String
        switch news.what {
        case .journalReplaced: what = "Another program has replaced the journal of session \(session)."
        case .journalGone: what = "Another program has removed the journal of session \(session)."
        case .journalShortened: what = "Another program has cut the journal of session \(session) short."
        case .journalWrittenInto: what = "Another program has written into the journal of session \(session)."
        case .folderGone:
            let number = news.continuedAs ?? session
            self.init(
                "The folder of session \(session) was moved, removed or replaced by another program.",
                kept: "It goes on as session \(number), in \(place), with all that could be taken along.",
                next: "retouch verify \(number) tells what is there.", exit: .failed)
            return
        case .takenUp(let turns):
            self.init(
                "\(turns) turn\(turns == 1 ? "" : "s") of session \(session) had gone to a rescue journal.",
                kept: "\(turns == 1 ? "It is" : "They are") in the session again.", exit: .done)
            return
        }
        self.init(
            what, kept: "The turns from here on are kept in \(place), and their pictures beside it.",
            next:
                "After /quit, retouch resume \(session) or retouch verify \(session) puts them back into the session.",
            exit: .failed)
    }
}
