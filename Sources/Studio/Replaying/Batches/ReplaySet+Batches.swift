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

    /// The steps, from 0, that jobs have which are not over, by the pictures' short digests.
    func linesUnderWay(_ recipe: String) throws(SessionFailure) -> [String: Int] {
        if let lines = underWay[recipe] { return lines }
        let open = try BatchJournal.state(of: replay.session, recipe: recipe, in: folder)?.open ?? []
        let keys = open.filter(\.isMaking).flatMap(\.keys).compactMap { BatchKey($0) }
        // Of what was found at the service nobody knows the pictures.
        let lines = Dictionary(keys.map { ($0.start, $0.step) }) { _, last in last }
        underWay[recipe] = lines
        return lines
    }

    /// A session of the folder that the set's sessions are in.
    public nonisolated func session(_ number: Int) throws(SessionFailure) -> Session { try folder.read(number) }
}
