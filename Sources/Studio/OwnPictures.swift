import Foundation
public import ImageModels
import Locality
import Pictures
import Sessions

/// Pictures that a service has painted and still has, so that it can go on from them.
extension Studio {
    /// What a request goes on from there, and whether a region of it is painted within all of the picture.
    struct OwnPicture {
        var request: TurnRequest.Origin
        var isOfAll: Bool
    }

    /// Beyond this a region of a larger picture would come back soft: then it is sent by itself, at its own resolution.
    private static let mostEnlargement = 1.4

    /// `nil` where the picture is not the service's own, or nothing is left of it.
    func origin(
        of instruction: Instruction, _ profile: ModelProfile, _ settings: TurnSettings, from parent: Int
    ) throws(SessionFailure) -> OwnPicture? {
        guard profile.keepsTasks else { return nil }
        if let turn = instruction.varies {
            guard let transcript = try ownTranscript(of: turn, profile) else { return nil }
            let asked = try session.asked(turn)
            let isOfAll = asked.crop.map { Self.isOfAll($0, try? pictureSize(asked.parent)) } ?? false
            return OwnPicture(request: .init(.variation, transcript: transcript), isOfAll: isOfAll)
        }
        guard let region = instruction.region, instruction.references.isEmpty, parent != 0,
            let transcript = try ownTranscript(of: parent, profile)
        else { return nil }
        let asked = try session.asked(parent)
        let size = try pictureSize(parent)
        // What was painted of a part is no picture of the whole.
        if let crop = asked.crop, !Self.isOfAll(crop, size) { return nil }
        guard let fitting = try? Fitting(of: size, region: region, to: profile, settings: settings, isOfAll: true),
            let crop = fitting.crop, crop.enlargement <= Self.mostEnlargement
        else { return nil }
        return OwnPicture(request: .init(.region, transcript: transcript), isOfAll: true)
    }

    /// Whether a turn's picture can be varied by the service that painted it.
    public func canVary(_ turn: Int, by model: any ImageModel) -> Bool {
        model.profile.keepsTasks && (try? ownTranscript(of: turn, model.profile)) != nil
    }

    /// What the model left of a turn, if that turn is its own.
    private func ownTranscript(of turn: Int, _ profile: ModelProfile) throws(SessionFailure) -> Data? {
        guard turn > 0 else { return nil }
        let asked = try session.asked(turn)
        guard asked.model == profile.id, asked.service == profile.service else { return nil }
        return try session.transcript(of: asked.relocked ?? turn)
    }

    private func pictureSize(_ turn: Int) throws(SessionFailure) -> PixelSize {
        let record = try session.pictureRecord(turn)
        return PixelSize(width: record.width, height: record.height)
    }

    private static func isOfAll(_ crop: RegionCrop, _ size: PixelSize?) -> Bool {
        size.map { crop.crop == Rectangle(x: 0, y: 0, width: $0.width, height: $0.height) } ?? false
    }

    /// What an instruction is expected to cost here; `nil` where it costs nothing or nobody knows.
    func expected(
        _ instruction: Instruction, by profile: ModelProfile, _ settings: TurnSettings, from parent: Int
    ) -> Cost? {
        let cost = profile.estimate(instruction, settings: settings, picture: size(of: parent, for: profile))
        guard let cost, let tasks = profile.price?.tasksForRegion, (1...20).contains(tasks),
            (try? origin(of: instruction, profile, settings, from: parent))?.request.step == .region
        else { return cost }
        return Cost(dollars: cost.dollars * Double(tasks), basis: cost.basis)
    }
}
