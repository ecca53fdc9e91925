public import Foundation
public import ImageModels
public import Locality
public import Pictures
public import Sessions

extension ReplaySet {
    /// What the set is carried out with.
    public struct Composition: Sendable {
        public var program: String
        public var settings: TurnSettings
        public var lock: LockSetting.Mode?
        /// Turns of this number and after are asked for; those before are taken over from where they are.
        public var first: Int?
        /// Begins anew even where the same has been done before.
        public var isAnew: Bool
        public var studio: @Sendable (sending SessionWriter, any ImageModel) -> Studio
        public var inspect: @Sendable (Data, _ name: String) throws -> Picture
        public var placing: Step.Placing
        /// Sleeps for seconds.
        public var pause: @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }

        public init(
            program: String, settings: TurnSettings, lock: LockSetting.Mode?, first: Int?, isAnew: Bool,
            studio: @escaping @Sendable (sending SessionWriter, any ImageModel) -> Studio,
            inspect: @escaping @Sendable (Data, _ name: String) throws -> Picture, placing: @escaping Step.Placing
        ) {
            self.program = program
            self.settings = settings
            self.lock = lock
            self.first = first
            self.isAnew = isAnew
            self.studio = studio
            self.inspect = inspect
            self.placing = placing
        }

        func recipe(of replay: Replay, by model: any ImageModel) -> String {
            replay.recipe(model: model.profile, settings: settings, lock: lock, reusing: first)
        }

        /// Keeps other programs from the same pictures, or the same share of them. To be had before the set looks at
        /// what there is. Throws `SessionFailure`: `setInUse` while one has them.
        public func lock(
            _ replay: Replay, by models: [any ImageModel], share: Shard?, in folder: SessionsFolder
        ) throws(SessionFailure) -> ReplayLock {
            try ReplayLock(
                of: replay.session, recipes: Set(models.map { recipe(of: replay, by: $0) }),
                share: share.map { ($0.number, $0.count) }, in: folder)
        }
    }
}
