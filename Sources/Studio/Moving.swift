public import Sessions

/// Moving between the turns; nothing is ever deleted.
extension Studio {
    /// Goes back to the turn that the current one started from, `count` times or as far as it goes; `nil` at the starting
    /// picture.
    public func undo(_ count: Int = 1) throws(SessionFailure) -> Int? {
        var places: [Int] = []
        var place = session.state.current
        while places.count < count, let entry = session.state.turn(place) {
            place = entry.parent
            places.append(place)
        }
        return try walk(places, by: .undo)
    }

    /// Takes the last undo back, or the last `count` of them; `nil` if there is none.
    public func redo(_ count: Int = 1) throws(SessionFailure) -> Int? {
        try walk(session.state.undone.suffix(count).reversed(), by: .redo)
    }

    public func goto(_ turn: Int) throws(SessionFailure) {
        try go(to: turn, by: .goto)
    }

    /// Chooses one of several turns that were asked for together.
    public func pick(_ turn: Int) throws(SessionFailure) {
        try go(to: turn, by: .pick)
    }

    private func go(to turn: Int, by way: JournalEvent.Moved.Way) throws(SessionFailure) {
        if turn != 0 {
            guard let entry = session.state.turn(turn) else { throw .noSuchTurn(turn) }
            guard entry.outcome == .answered else { throw .turnWithoutPicture(turn) }
        }
        _ = try walk([turn], by: way)
    }

    /// Moves step by step, so that each can be taken back; returns the last place, `nil` if there is none.
    private func walk(_ places: [Int], by way: JournalEvent.Moved.Way) throws(SessionFailure) -> Int? {
        guard let last = places.last else { return nil }
        // Nobody goes to a picture that nothing can start from.
        let picture = try picture(last)
        for place in places { try writer.append(.moved(.init(at: now(), to: place, by: way))) }
        latest = (last, picture)
        return last
    }
}
