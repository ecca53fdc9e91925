import Pictures

/// What a set would do, without doing it.
extension ReplaySet {
    /// What is known of one item beforehand.
    public struct Planned: Sendable {
        /// The digest of all that decides what comes of the steps, and the picture's own.
        public let recipe: String
        public let sha256: String
        /// How many steps, from the first on, need not be asked for: they have their pictures, or are taken over.
        public let stepsThere: Int
        /// The step, from 0, that a job has which is not over: it is paid already.
        public let stepUnderWay: Int?
    }

    /// Reads the item's picture, and looks for what an earlier run has of it. Throws what can be told to a person.
    public func planned(_ index: Int) throws -> Planned {
        let item = items[index]
        let key = Key(recipe: recipe(of: item), sha256: try composition.inspect(item.read(), item.name).sha256)
        let turns = earlier(key).map { replay.turns(in: $0).count } ?? 0
        return Planned(
            recipe: key.recipe, sha256: key.sha256, stepsThere: max(turns, reusedSteps.count),
            stepUnderWay: try linesUnderWay(key.recipe)[BatchKey.short(key.sha256)])
    }
}
