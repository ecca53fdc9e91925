public import Foundation
public import ImageModels
import Locality
import Pictures
public import Sessions

/// A replay on many pictures, by one model or several, each in a session of its own.
///
/// All that it knows of earlier runs it reads from the sessions themselves: each tells in its journal's first line which
/// recipe it carries out. So whatever ended a run, the next one goes on where it was left, and asks for no turn again
/// whose picture has come.
public actor ReplaySet {
    /// One picture for one model.
    public struct Item: Sendable {
        public var name: String
        public var model: any ImageModel
        /// Reads the picture's bytes; throws what can be told to a person.
        public var read: @Sendable () throws -> Data

        public init(name: String, model: any ImageModel, read: @escaping @Sendable () throws -> Data) {
            self.name = name
            self.model = model
            self.read = read
        }
    }

    public enum Event: Sendable {
        /// A step has its picture: one that was made now, or one that was there (`nil`).
        case turn(Turn?, session: Int)
        /// Too many requests for the service.
        case waiting(seconds: Double)
        case ended(ReplayResult)
    }

    public nonisolated let replay: Replay
    public nonisolated let items: [Item]
    nonisolated let folder: SessionsFolder
    /// Where the session is whose instructions these are.
    private nonisolated let home: SessionsFolder
    package nonisolated let composition: Composition
    /// The sessions that replays of this session have, by recipe and picture, and by picture alone.
    private(set) var known: [Key: Int] = [:]
    private var byPicture: [String: [Int]] = [:]
    /// By recipe, as they were when they were first asked for: the steps that jobs have, by the pictures' short digests.
    var underWay: [String: [String: Int]] = [:]
    /// Which item has a picture, so that the same bytes under two names are done once.
    private var claims: [Key: Int] = [:]
    private var spent = 0.0
    private var reserved = 0.0
    /// Why nothing further is begun: a person's wish, or a failure that concerns all.
    public private(set) var stopping: Stopping?
    private var slots: RequestSlots?

    public enum Stopping: Sendable {
        case asked
        case failure(any Error)
    }

    struct Key: Hashable, Sendable {
        var recipe: String
        var sha256: String
    }

    /// `home` is where the session is that is replayed, if that is another folder than the new sessions'.
    public init(
        _ replay: Replay, on items: [Item], in folder: SessionsFolder, home: SessionsFolder? = nil,
        _ composition: Composition
    ) {
        self.replay = replay
        self.items = items
        self.folder = folder
        self.home = home ?? folder
        self.composition = composition
        for (number, opened) in folder.openings().sorted(by: { $0.key < $1.key }) {
            guard let replayed = opened.replayed, replayed.session == replay.session else { continue }
            known[Key(recipe: replayed.recipe, sha256: opened.picture.sha256)] = number
            byPicture[opened.picture.sha256, default: []].append(number)
        }
        if composition.isAnew { known = [:] }
    }

    // MARK: Before it begins

    /// What is to be done: turns to ask for of each item, in their order. Pictures that can't be read have none.
    public func turnsLeft() -> [Int] {
        let asked = replay.steps.count - reusedSteps.count
        return items.map { item in
            guard !known.isEmpty else { return asked }
            guard let data = try? item.read() else { return 0 }
            guard let session = earlier(Key(recipe: recipe(of: item), sha256: Picture.sha256(of: data))) else {
                return asked
            }
            return replay.steps.count - max(replay.turns(in: session).count, reusedSteps.count)
        }
    }

    nonisolated var reusedSteps: ArraySlice<Step> {
        guard let first = composition.first else { return [] }
        return replay.steps.prefix { $0.number < first }
    }

    nonisolated func recipe(of item: Item) -> String { composition.recipe(of: replay, by: item.model) }

    func earlier(_ key: Key) -> Session? {
        known[key].flatMap { try? folder.read($0) }
    }

    // MARK: Carrying out

    /// Begins nothing further, and sends no request that waits for others; what is under way comes to its turn's end.
    public func stop() async {
        if stopping == nil { stopping = .asked }
        await slots?.close()
    }

    /// What is under way, and what waits and was counted already, may end.
    func stop(because error: any Error) {
        if stopping == nil { stopping = .failure(error) }
    }

    /// Carries all items out, `jobs` requests at most at the same time, and keeps on after failures. Cancelling the task
    /// cancels what is under way. The results are in the items' order.
    public func perform(jobs: Int, onEvent: @escaping @Sendable (Event) -> Void) async -> [ReplayResult] {
        let slots = RequestSlots(jobs)
        if stopping != nil { await slots.close() }
        self.slots = slots
        var results: [Int: ReplayResult] = [:]
        await withTaskGroup(of: (Int, ReplayResult).self) { group in
            var next = 0
            func begin() {
                guard next < items.count, stopping == nil, !Task.isCancelled else { return }
                let index = next
                next += 1
                group.addTask { (index, await self.run(index, slots, onEvent)) }
            }
            // While some are locked and saved, others use their slots.
            let isRemote = items.contains { $0.model.profile.service != nil }
            for _ in 0..<(isRemote ? jobs + max(2, jobs / 2) : jobs) { begin() }
            for await (index, result) in group {
                results[index] = result
                onEvent(.ended(result))
                begin()
            }
        }
        return items.indices.map { index in
            results[index]
                ?? ReplayResult(
                    picture: items[index].name, model: items[index].model.profile.shortName, outcome: .stopped)
        }
    }

    /// Who has this picture already; `nil` if nobody has, who then has it.
    func claim(_ key: Key, for index: Int) -> Int? {
        if let other = claims[key] { return other }
        claims[key] = index
        return nil
    }

    /// Opens the session that was begun before, or begins one, with the turns in it that need not be asked for.
    nonisolated func studio(
        for item: Item, _ picture: Picture, _ key: Key, _ model: any ImageModel
    ) async throws -> Studio {
        if let number = await known[key] {
            let studio = composition.studio(try folder.open(number, at: Date()), model)
            _ = await studio.finishInterrupted()
            return studio
        }
        let source = reusedSteps.isEmpty ? nil : try await reusable(picture)
        let writer = try folder.create(
            about: picture, source: item.name, program: composition.program, at: Date(),
            replayed: .init(session: replay.session, turn: replay.turn, recipe: key.recipe))
        let studio = composition.studio(writer, model)
        if let (session, turns) = source {
            for turn in turns { try await studio.reuse(turn, of: session) }
        }
        return studio
    }

    /// The session that has the turns before the first one to ask for, on this picture. Throws `ReplayFailure`.
    private func reusable(_ picture: Picture) throws -> (Session, ArraySlice<Int>) {
        let count = reusedSteps.count
        let own = [(home, replay.session)] + (byPicture[picture.sha256] ?? []).map { (folder, $0) }
        for (place, number) in own.reversed() {
            guard let session = try? place.read(number),
                (try? session.pictureRecord(0).sha256) == picture.sha256
            else { continue }
            let turns = replay.turns(in: session)
            if turns.count >= count { return (session, turns.prefix(count)) }
        }
        throw ReplayFailure.nothingToReuse(before: composition.first ?? 0)
    }

    /// Throws `TurnFailure.overBudget` where all items together would pass the budget.
    func reserve(_ dollars: Double, of budget: Double?) throws(TurnFailure) {
        if let budget, dollars > 0, spent + reserved + dollars > budget {
            throw .overBudget(budget: budget, spent: spent + reserved, next: dollars)
        }
        reserved += dollars
    }

    func release(_ dollars: Double, spent: Double) {
        reserved -= dollars
        self.spent += spent
    }
}
