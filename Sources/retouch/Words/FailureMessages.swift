import Archives
import Foundation
import Glibc
import ImageModels
import LineEditing
import Pictures
import Sessions
import Studio
import TerminalUI
import Wording

/// The one place where failures get their words and exit codes.
extension Message {
    init(_ error: any Error, surroundings: Surroundings) {
        switch error {
        case let refusal as Refusal: self = refusal.message
        case let failure as BindingsFile.Failure: self.init(bindings: failure, surroundings)
        case let failure as TurnFailure: self.init(turn: failure, surroundings)
        case let failure as SessionFailure: self.init(session: failure, surroundings)
        case let failure as PictureFailure: self.init(picture: failure)
        case let failure as ModelFailure: self.init(model: failure, turn: nil)
        case let failure as Export.Failure: self.init(export: failure)
        case let failure as ZipFailure: self.init(zip: failure)
        case let failure as ImportFailure: self.init(import: failure)
        case ReplayFailure.nothingToReuse(let turn):
            self.init(
                "No session has the turns before turn \(turn) on this picture.",
                next: "Without --from they are asked for, too.", exit: .noInput)
        case Squash.Failure.otherBranch(let first, let last, let way):
            self.init(
                "Turn \(first) did not lead to turn \(last): they are on different branches.",
                kept: "Nothing was sent.",
                next: way.count > 1
                    ? "To turn \(last) led \(way.dropLast().map(String.init).joined(separator: ", ")): /squash \(way[0])-\(last)"
                    : "Turn \(last) started from the starting picture; /tree shows the branches.", exit: .usage)
        case let failure as BatchFailure: self.init(batch: failure)
        case LineReadingFailure.unreadable(let code):
            self.init("Standard input can't be read: \(Message.reason(code)).", exit: .noInput)
        case is CancellationError: self.init("Cancelled.", exit: .interrupted)
        default: self.init("Something went wrong: \(Sanitising.line("\(error)"))", exit: .failed)
        }
        if surroundings.hasNoFolder, exit == .noInput || exit == .cannotWrite {
            next =
                "The folder this was started in has been removed: go to one that is there, or say whole paths, from / on."
        }
    }

    // MARK: Turns

    private init(turn failure: TurnFailure, _ surroundings: Surroundings) {
        switch failure {
        case .model(let failure, let turn): self.init(model: failure, turn: turn)
        case .notAPicture(let failure, let turn, let kept, let isFree):
            self.init(picture: failure)
            what = "Turn \(turn): the model's answer is no picture. \(what)"
            self.kept =
                "What came was kept in \(Sanitising.name(surroundings.shown(kept))); the current picture is unchanged. "
                + (isFree ? "It costs nothing." : "It may have been charged.")
            next =
                turn == 0
                ? "Typed again, it is a new request."
                : "/lock \(turn) reads the answer again, and fetches what a link in it leads to; /retry asks again, which is a new request."
            exit = .badAnswer
        case .unread(let failure, let turn, let kept):
            self.init(model: failure, turn: turn == 0 ? nil : turn)
            self.kept = Message.joined(
                self.kept, "What came was kept in \(Sanitising.name(surroundings.shown(kept))).")
            let reason: NoPicture.Reason? = if case .noPicture(let answer) = failure { answer.reason } else { nil }
            next =
                switch (turn, reason) {
                case (0, _): "Typed again, it is a new request."
                case (_, .linkOnly?):
                    "/set links always, then /lock \(turn), fetches it; /retry asks again, which is a new request."
                case (_, .linkElsewhere?): "/retry asks again, which is a new request."
                default: "/lock \(turn) reads it again; /retry asks again, which is a new request."
                }
        case .cancelled(let turn, let mayCost):
            let charge =
                mayCost.flatMap { $0.dollars > 0 ? $0 : nil }.map {
                    " The service may charge for it nevertheless, \(Amounts.dollars($0))."
                } ?? ""
            self.init(
                "Turn \(turn) was cancelled.", kept: "The current picture is unchanged.\(charge)",
                next: "/retry \(turn) asks again.",
                exit: .interrupted)
        case .notSaved(let failure, let turn, let kept):
            self.init(session: failure, surroundings)
            if let kept {
                self.kept = "The picture that was received is in \(Sanitising.name(surroundings.shown(kept)))."
                if let turn, turn > 0 { next = "/lock \(turn) makes a turn of it, when there is room." }
            } else if turn == nil {
                self.kept = "Nothing was sent to the model; the current picture is unchanged."
            } else {
                self.kept = "The picture that was received could not be saved anywhere."
            }
        case .cancelledUnderWay(let turn, let mayCost, let kept):
            let charge =
                mayCost.flatMap { $0.dollars > 0 ? $0 : nil }.map { " and charge for it, \(Amounts.dollars($0))" }
                ?? ""
            self.init(
                "Turn \(turn) was cancelled; the service may finish it\(charge).",
                kept:
                    "What it answered is in \(Sanitising.name(surroundings.shown(kept))); the current picture is unchanged.",
                next: turn == 0
                    ? "Typed again, it is a new request."
                    : "/lock \(turn) fetches the picture, now or later, without asking again.", exit: .interrupted)
        case .cancelledWithPicture(let turn, let cost, let kept):
            self.init(
                "Turn \(turn) was cancelled when its picture had come\(cost.map { $0.dollars > 0 ? ", which cost \(Amounts.dollars($0))" : "" } ?? "").",
                kept: "It is in \(Sanitising.name(surroundings.shown(kept))); the current picture is unchanged.",
                next: "/lock \(turn) makes the turn of it without asking again.", exit: .interrupted)
        case .noSuchRegion(let box, let picture):
            self.init(
                "The region \(box.width)x\(box.height) at \(box.x),\(box.y) does not lie in the picture, which is "
                    + "\(picture.width)x\(picture.height).",
                kept: "Nothing was sent; the current picture is unchanged.", next: "/region off, or choose another.",
                exit: .usage)
        case .unusable(let failure): self.init(picture: failure)
        case .overBudget(let budget, let spent, let next):
            self.init(
                "The next request (\(Amounts.dollars(next))) would pass the session's budget of "
                    + "\(Amounts.dollars(budget, isEstimate: false)): \(Amounts.dollars(spent)) are spent.",
                kept: "Nothing was sent; the current picture is unchanged.",
                next: "/budget \(String(format: "%.2f", budget + max(1, next))) raises it; /budget off lifts it.",
                exit: .failed)
        case .priceUnknown(let model, let budget):
            self.init(
                "The price of \(Sanitising.name(model, limit: 60)) is not known, so the budget of "
                    + "\(Amounts.dollars(budget, isEstimate: false)) can't be kept to.",
                kept: "Nothing was sent; the current picture is unchanged.",
                next: "Say what a request costs: /set price 0.04 or --price 0.04; or /budget off.", exit: .failed)
        }
    }

    /// "Models that can: /model nb2.1, /model pro"
    private static func canDo(_ can: (ModelProfile) -> Bool) -> String? {
        let able = ModelCatalogue.standard.models.filter { entry in
            entry.wire != .builtIn && can(entry.profile(through: entry.services.first))
                && !(entry.retires ?? [:]).values.contains { $0 <= Models.today }
        }
        guard !able.isEmpty else { return nil }
        return "Models that can: " + able.prefix(3).map { "/model \($0.names.first ?? $0.id)" }.joined(separator: ", ")
    }

    /// "Type it again with “blue”."
    private static func again(with meant: [String], anyOf: Bool = false, inPlaceOf words: String? = nil) -> String {
        let quoted = meant.map { "\u{201C}\($0)\u{201D}" }
        let place = words.map { " in place of \($0)" } ?? ""
        return "Type it again with \(quoted.joined(separator: anyOf ? " or " : " and "))\(place)."
    }

    init(_ decline: Decline) {
        let means = "/help local lists what it does; a larger model does more: /models"
        switch decline {
        case .onlyGenerates:
            self.init(
                "This model makes pictures from words and can't change one.",
                kept: "Nothing was sent; no turn was used up.",
                next: Message.canDo { $0.edits } ?? "/models lists the others.", exit: .failed)
        case .onlyEdits:
            self.init(
                "This model changes pictures and can't make one from words.", kept: "Nothing was done.",
                next: "Type a picture's path first. \(Message.canDo { $0.generates } ?? "")", exit: .failed)
        case .tooManyReferences(let count, let limit):
            self.init(
                limit == 0
                    ? "This model takes no attached pictures."
                    : "\(count) attached pictures are more than the \(limit) that this model uses well.",
                kept: "Nothing was sent; no turn was used up.",
                next: Message.canDo { $0.references >= count } ?? "Attach fewer.", exit: .failed)
        case .sizeUnknown(let size, let known):
            self.init(
                "This model makes no pictures of size \(Sanitising.line(size, limit: 20)), only \(known.joined(separator: ", ")).",
                kept: "Nothing was sent; no turn was used up.",
                next: Message.canDo { $0.has(size: size) } ?? "/size \(known.first ?? "auto")", exit: .failed)
        case .ratioUnknown(let ratio, let known):
            self.init(
                "This model does not know the ratio \(ratio).", kept: "Nothing was sent; no turn was used up.",
                next: known.isEmpty
                    ? "Its pictures may not be so much longer than wide: /ratio 3:1"
                    : "It knows \(known.map(\.description).joined(separator: ", ")): /ratio", exit: .failed)
        case .thinkingUnknown(let level, let known):
            self.init(
                known.isEmpty
                    ? "This model's thinking can't be set."
                    : "This model knows no thinking level \(Sanitising.line(level, limit: 20)), only \(known.joined(separator: ", ")).",
                kept: "Nothing was sent; no turn was used up.", next: "/think \(known.first ?? "auto")", exit: .failed)
        case .qualityUnknown(let quality, let known):
            self.init(
                "This model knows no quality \(Sanitising.line(quality, limit: 20)), only \(known.joined(separator: ", ")).",
                kept: "Nothing was sent; no turn was used up.", next: "/set quality \(known.first ?? "auto")",
                exit: .failed)
        case .formatUnknown(let format, let known):
            let name = Sanitising.line(format, limit: 20)
            self.init(
                known.isEmpty
                    ? "This model can't be asked for \(name): its pictures come as it makes them."
                    : "This model gives no \(name), only \(known.joined(separator: ", ")).",
                kept: "Nothing was sent; no turn was used up.",
                next: "/set format auto; /export writes any format. "
                    + (Message.canDo { $0.formats.contains(format) } ?? ""), exit: .failed)
        case .noTiers(let service):
            self.init(
                "\(Sanitising.name(service)) has no cheaper tier; Google itself has.",
                kept: "Nothing was sent; no turn was used up.", next: "/set tier auto, or: /model lite@google",
                exit: .failed)
        case .tooLarge(let bytes, let limit):
            self.init(
                "The request would have \(bytes >> 20) MB; the service takes \(limit >> 20) MB.",
                kept: "Nothing was sent; no turn was used up.",
                next: "Attach fewer or smaller pictures, or a smaller /size.",
                exit: .failed)
        case .notUnderstood(let words, _) where words.isEmpty:
            self.init("There is nothing to do in that.", next: means, exit: .failed)
        case .mistyped(let words, let meant):
            let quoted = words.map { "\u{201C}\(Sanitising.line($0, limit: 40))\u{201D}" }
            self.init(
                "The built-in model does not understand \(quoted.joined(separator: ", ")). Did you mean \(meant.joined(separator: ", "))?",
                kept: "Nothing was done; no turn was used up.",
                next: Message.again(
                    with: meant, anyOf: words.count == 1,
                    inPlaceOf: quoted.first.flatMap { $0.contains(" ") && words.count == 1 ? $0 : nil }),
                exit: .failed)
        case .notUnderstood(let words, let advice):
            let quoted = words.prefix(6).map { "\u{201C}\(Sanitising.line($0, limit: 40))\u{201D}" }
            // Each word is known by itself, and what they say here is not.
            let areKnown =
                words.contains { Double($0) == nil }
                && words.allSatisfy {
                    Double($0) != nil
                        || $0.first?.isLetter == true && Grammar.knows($0)
                }
            let said = quoted.joined(separator: ", ") + (words.count > 6 ? " …" : "")
            self.init(
                areKnown
                    ? "The built-in model can't make sense of \(said) in this place."
                    : "The built-in model does not understand \(said).",
                kept: "Nothing was done; no turn was used up.", next: advice.map { Sanitising.line($0) } ?? means,
                exit: .failed)
        case .incomplete(let missing, let example):
            self.init(
                "The instruction lacks \(Sanitising.line(missing)).", kept: "Nothing was done; no turn was used up.",
                next: example.map { "For example: \(Sanitising.line($0))" }, exit: .failed)
        case .beyondMeans(let what, let advice):
            self.init(
                "The built-in model can't do that: \(Sanitising.line(what)).",
                kept: "Nothing was done; no turn was used up.", next: advice.map { Sanitising.line($0) } ?? means,
                exit: .failed)
        case .notFound(let what, let advice):
            self.init(
                what == "face"
                    ? "No face was found in the picture; clothes and hair can be told only by one."
                    : "Not found in the picture: \(Sanitising.line(what)).",
                kept: "Nothing was done; no turn was used up.",
                next: advice.map { Sanitising.line($0) } ?? means, exit: .failed)
        case .soAlready(let advice):
            self.init(
                "The picture is so already: there was nothing to be done.",
                kept: "Nothing was done; no turn was used up.", next: advice.map { Sanitising.line($0) }, exit: .failed)
        case .which(let candidates):
            let words = candidates.map(\.words)
            let ways = words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
            self.init(
                "The built-in model leaves the picture alone, not sure which one is meant.",
                kept: "Nothing was done; no turn was used up.",
                next: "\(words.count == 2 ? "Two" : "Several") people: say \(ways).", exit: .failed)
        case .doubted(let doubt):
            self = Message(doubt.declined)
            next = Message.joined(
                next, "Or end the instruction with \u{201C}, \(doubt.acceptance)\u{201D}: that takes what was found.")
        case .unsure(let what, let advice):
            self.init(
                "The built-in model leaves the picture alone, not sure \(Sanitising.line(what)).",
                kept: "Nothing was done; no turn was used up.", next: advice.map { Sanitising.line($0) } ?? means,
                exit: .failed)
        }
    }
}
