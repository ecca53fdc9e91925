public import Sessions

extension ReplaySet {
    /// Requests of these items that are in jobs which are not over: to ask for them otherwise would be to pay twice.
    public nonisolated func linesInJobs() throws(SessionFailure) -> Int {
        var lines = 0
        for recipe in Set(items.map(recipe)) {
            let state = try BatchJournal.state(of: replay.session, recipe: recipe, in: folder)
            lines += state?.open.filter(\.isMaking).reduce(0) { $0 + $1.lines } ?? 0
        }
        return lines
    }

    /// A session of the folder that the set's sessions are in.
    public nonisolated func session(_ number: Int) throws(SessionFailure) -> Session { try folder.read(number) }
}
