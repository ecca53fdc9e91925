public import Foundation
import Pictures
public import Sessions

extension ReplaySet {
    /// Requests of these items that are in jobs which are not over: to ask for them otherwise would be to pay twice. Jobs that were
    /// asked for within two days and are on record nowhere else count, too.
    public nonisolated func linesInJobs(asked: AskedJobs? = nil, at date: Date = Date()) throws(SessionFailure) -> Int {
        var lines = 0
        for recipe in Set(items.map(recipe)) {
            let state = try BatchJournal.state(of: replay.session, recipe: recipe, in: folder)
            lines += state?.open.filter(\.isMaking).reduce(0) { $0 + $1.lines } ?? 0
            let set = "retouch-\(BatchJournal.name(of: replay.session, recipe: recipe))-"
            let notes = asked?.all(from: set).filter { date.timeIntervalSince($0.job.at) < Self.longestJob } ?? []
            guard !notes.isEmpty else { continue }
            let known = Set(state?.jobs.filter { $0.isMaking || $0.ended != nil }.map(\.name) ?? [])
            let pictures = items.compactMap { try? Picture.sha256(of: $0.read()) }
            let ours = set + BatchReplay.digest(ofPictures: pictures) + "-"
            for note in notes
            where note.name.hasPrefix(ours) && !known.contains(note.name) && note.job.isOver != true {
                lines += min(note.job.lines, items.count)
            }
        }
        return lines
    }

    /// Seconds after which Google's jobs have expired.
    private static let longestJob = 172_800.0

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
