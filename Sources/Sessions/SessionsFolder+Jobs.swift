extension SessionsFolder {
    /// How many turns came by each of these jobs of a set, as far as its sessions can be read.
    public func turns(byJobs jobs: Set<String>, of set: BatchState) -> [String: Int] {
        var turns: [String: Int] = [:]
        for (number, opened) in openings()
        where opened.replayed?.session == set.opened?.session && opened.replayed?.recipe == set.opened?.recipe {
            guard let session = try? read(number) else { continue }
            for entry in session.state.turns {
                guard let job = (try? session.asked(entry.number))?.job, jobs.contains(job) else { continue }
                turns[job, default: 0] += 1
            }
        }
        return turns
    }
}
