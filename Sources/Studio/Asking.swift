import Files
import Foundation
import Glibc
import ImageModels
import Locality
import Pictures
import Sessions

/// The first step of a turn: the instruction is written down.
extension Studio {
    /// Reads the picture, fits it to the model and writes the instruction down.
    func ask(
        _ instruction: Instruction, of model: any ImageModel, settings: TurnSettings, from parent: Int,
        estimate: Cost?, together: Int?, job: String? = nil
    ) throws(TurnFailure) -> TurnUnderWay {
        let profile = model.profile
        let fitted = try fit(instruction, to: profile, settings: settings, from: parent)
        let rescue = Rescue(folder: rescueFolder)
        // What is paid for has to have a place to go to: an answer is no more than some times what is sent.
        let room = max(Self.leastRoom, 3 * (fitted.request.picture?.data.count ?? 0))
        guard profile.service == nil || Room.isThere(for: room, in: session.folder) || rescue.hasRoom(for: room) else {
            throw .notSaved(.cannotWrite(path: session.folder.path, code: ENOSPC), turn: nil, kept: nil)
        }
        do throws(SessionFailure) {
            let fitting = fitted.fitting
            var references: [ReferenceRecord] = []
            for reference in instruction.references {
                references.append(try writer.keepReference(reference.picture, name: reference.name))
            }
            var asked = JournalEvent.Asked(
                at: now(), turn: session.state.nextTurn, parent: parent, pictureSHA256: fitted.picture.sha256,
                instruction: instruction.text, references: references, model: profile.id, settings: settings,
                frame: fitting.frame, output: fitting.output, service: profile.service, estimate: estimate,
                together: together,
                lock: fitting.keepsTheRest ? LockSetting(mode: lock, dropsSmall: dropsSmall ? true : nil) : nil,
                region: try instruction.region.map(writer.keepRegion), crop: fitting.crop)
            asked.job = job
            try writer.append(.asked(asked))
            let name = Rescue.name(of: asked.turn, in: session)
            return TurnUnderWay(
                asked: asked, model: model, request: fitted.request,
                picture: fitted.picture, pixels: fitted.pixels, sent: fitted.sent, region: instruction.region,
                wire: WireNotes(writer.answerFile(of: asked.turn)) { rescue.keep($0, name: name) })
        } catch {
            throw .notSaved(error, turn: nil, kept: nil)
        }
    }

    /// In bytes: more than an answer with a picture of one or two megapixels takes, and the picture.
    private static let leastRoom = 8 << 20

    /// A request for a turn, with what it was made of.
    struct Fitted {
        var request: TurnRequest
        var fitting: Fitting
        var picture: Picture
        /// Where the model is a service, or they were needed for what is sent.
        var pixels: PixelBuffer?
        /// The fingerprint of what is sent, where that is not the picture itself.
        var sent: Int?
    }

    /// The request that an instruction on a turn's picture becomes. Nothing is written.
    func fit(
        _ instruction: Instruction, to profile: ModelProfile, settings: TurnSettings, from parent: Int
    ) throws(TurnFailure) -> Fitted {
        do {
            let picture = try picture(parent)
            let origin = try origin(of: instruction, profile, settings, from: parent)
            let fitting = try Fitting(
                of: picture.size, region: instruction.region, to: profile, settings: settings,
                isOfAll: origin?.isOfAll == true)
            // Nobody is asked for what can't be read; the built-in model reads it itself, and needs the memory meanwhile.
            let isSentAsItIs = fitting.crop == nil && fitting.frame == nil
            let pixels = profile.service == nil && isSentAsItIs ? nil : try picture.pixels()
            let fitted = try pixels.flatMap { try fitting.applied(to: $0) }
            let transcripts = settings.fullHistory == true ? try transcripts(upTo: parent, of: profile) : []
            var request = TurnRequest(
                instruction: instruction.prompt, picture: try fitted?.picture() ?? picture,
                references: instruction.references.map(\.picture),
                mask: profile.masks || origin?.request.step == .region
                    ? try fitting.mask(of: instruction.region) : nil,
                settings: settings, output: fitting.output, transcripts: transcripts)
            request.origin = origin?.request
            if profile.service == nil {
                let turns = session.state.branch(to: parent).suffix(Self.mostEarlier)
                request.earlier = try earlier(than: instruction, in: turns, by: profile)
                let before = try turns.map { try session.asked($0).parent }
                request.pictureBefore = { [session] in
                    let whole = try session.picture(before[$0])
                    guard fitting.crop != nil, whole.size == picture.size else { return whole }
                    return try fitting.applied(to: whole.pixels())?.picture() ?? whole
                }
            }
            if fitting.crop != nil { request.whole = picture.size }
            if settings.markup == true, profile.markup, let markup = try fitting.markup(of: instruction.region) {
                (request.markup, request.mask) = (markup, nil)
                request.instruction += Markup.words
            }
            if profile.service != nil, fitting.frame != nil, TransparencyWish.isIn(instruction.text, settings) {
                request.wantsTransparency = profile.transparency
                if !profile.transparency { request.instruction += TransparencyWish.words }
            }
            return Fitted(
                request: request, fitting: fitting, picture: picture, pixels: pixels, sent: fitted?.fingerprint)
        } catch let failure as TurnFailure {
            throw failure
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: nil, kept: nil)
        } catch let failure as PictureFailure {
            throw .unusable(failure)
        } catch {
            throw .model(.broken(detail: "\(error)"), turn: nil)
        }
    }

    /// What was asked for in the turns that led here, as far back as it may matter.
    private func earlier(
        than instruction: Instruction, in turns: some Sequence<Int>, by profile: ModelProfile
    ) throws(SessionFailure) -> [TurnRequest.Earlier] {
        var earlier: [TurnRequest.Earlier] = []
        let now = Place(instruction.region?.box, instruction.region?.name)
        var before: Place?
        for number in turns {
            let asked = try session.asked(number)
            let then = Place(asked.region?.box, asked.region?.name)
            earlier.append(
                TurnRequest.Earlier(
                    asked.instruction, isMarked: asked.region != nil,
                    isElsewhere: !then.isSame(as: now), hasMoved: before.map { !$0.isSame(as: then) } ?? false,
                    isBySameModel: asked.model == profile.id && asked.service == profile.service))
            before = then
        }
        return earlier
    }

    /// What an instruction is confined to, if anything.
    private struct Place {
        let box: Rectangle?
        let name: String?

        init(_ box: Rectangle?, _ name: String?) { (self.box, self.name) = (box, name) }

        func isSame(as other: Place) -> Bool { box == other.box || name != nil && name == other.name }
    }

    private static let mostEarlier = 48

    /// What the same model at the same service left of the turns that led here, without a gap.
    private func transcripts(upTo turn: Int, of profile: ModelProfile) throws(SessionFailure) -> [Data] {
        var transcripts: [Data] = []
        for number in session.state.branch(to: turn).reversed() {
            let asked = try session.asked(number)
            guard asked.model == profile.id, asked.service == profile.service,
                let transcript = try session.transcript(of: number)
            else { break }
            transcripts.append(transcript)
        }
        return transcripts.reversed()
    }
}
