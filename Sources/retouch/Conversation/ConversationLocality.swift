import Foundation
import ImageModels
import LineEditing
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

/// Keeping edits local: the lock and the region.
extension Conversation {
    func use(lock mode: LockSetting.Mode) async throws {
        try await studio?.use(model, settings: settings, lock: mode)
        chosenLock = mode
        console.say("lock \(mode.rawValue)")
        if case .asTheyAre = model.profile.framing {
            console.say("The model \(model.profile.shortName) keeps the rest exact by itself; the lock is for others.")
        }
    }

    /// Locks a past turn again, and shows what came of it.
    func relock(_ turn: Int, as setting: LockSetting) async throws {
        let studio = try requireStudio()
        let made = try await reader.quieted {
            try await Interrupts.cancelling { try await studio.relock(turn, as: setting) }
        }
        try await show(made)
    }

    func chooseRegion(_ typed: String) async throws {
        let studio = try requireStudio()
        let picture = try await studio.picture(studio.session.state.current)
        // What is typed next may be meant for it.
        missedRegion = typed
        let (chosen, selection) = try await RegionChoice.region(typed, in: picture, models: models) {
            [surroundings] in surroundings.url($0)
        }
        region = PlacedRegion(region: chosen, picture: picture.size)
        if let selection { console.say(TurnLines.describe(selection)) }
        sayRegion(chosen, picture.size)
    }

    func showRegion() async throws {
        guard let placed = region else {
            return console.say("There is no region: the whole picture is sent. /help region")
        }
        let studio = try requireStudio()
        let picture = try await studio.picture(studio.session.state.current)
        let region = placed.region.moved(from: placed.picture, to: picture.size)
        let mask = region.mask ?? PixelMask(box: region.box, in: picture.size)
        showPreview(ChangeOverlay.picture(of: try picture.pixels(), changed: mask))
        sayRegion(region, picture.size)
    }

    func invertRegion() async throws {
        guard let placed = region else {
            throw Refusal("There is no region to invert.", next: "/help region", exit: .usage)
        }
        let studio = try requireStudio()
        let size = try await studio.picture(studio.session.state.current).size
        let inverted = try placed.region.moved(from: placed.picture, to: size).inverted(in: size)
        self.region = PlacedRegion(region: inverted, picture: size)
        sayRegion(inverted, size)
    }

    func sayRegion(_ region: Region, _ picture: PixelSize) {
        let box = region.box
        let name = region.name.map { name in
            guard let rest = RegionChoice.uninverted(name) else { return " around \(Sanitising.name(name))" }
            let leftOut = RegionChoice.box(named: rest, in: picture)
            return ", all but \(leftOut.map { "\($0.width)x\($0.height) at \($0.x),\($0.y)" } ?? Sanitising.name(rest))"
        }
        let share =
            region.mask?.share ?? Double(box.area) / Double(picture.width * picture.height)
        console.say(
            "region \(box.width)x\(box.height) at \(box.x),\(box.y)\(name ?? ""), \(TurnLines.percent(share)) of the picture"
        )
    }
}

extension Session {
    /// Whether the built-in model made a turn, or tried to. Throws a `SessionFailure` where there is no such turn.
    func isBuiltIn(_ turn: Int) throws -> Bool { try turn != 0 && asked(turn).model == ModelCatalogue.builtInID }
}

/// A region with the size of the picture that it was chosen on.
struct PlacedRegion: Sendable {
    var region: Region
    var picture: PixelSize
}
