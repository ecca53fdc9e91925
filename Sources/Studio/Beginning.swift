public import Foundation
public import ImageModels
public import Locality
public import Sessions

extension SessionWriter {
    /// Keeps what is set from the beginning with a new session, so that it holds when the session is gone on with: what it
    /// may cost above all. Nothing is written where nothing is set.
    public func begin(
        with settings: TurnSettings, model: ModelProfile, lock: LockSetting.Mode?, at now: Date
    ) throws(SessionFailure) {
        guard settings != TurnSettings() || lock != nil else { return }
        try append(.set(.init(at: now, settings: settings, model: model.chosenBy, lock: lock)))
    }
}
