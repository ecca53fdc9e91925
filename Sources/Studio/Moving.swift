public import Sessions

/// Moving between the turns; nothing is ever deleted.
extension Studio {
    /// Goes back to the turn that the current one started from; `nil` at the starting picture.
    public func undo() throws(SessionFailure) -> Int? {
        guard let entry = session.state.turn(session.state.current) else { return nil }
        try move(to: entry.parent, by: .undo)
        return entry.parent
    }

    /// Takes the last undo back; `nil` if there is none.
    public func redo() throws(SessionFailure) -> Int? {
        guard let turn = session.state.undone.last else { return nil }
        try move(to: turn, by: .redo)
        return turn
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
        // Nobody goes to a picture that nothing can start from.
        let picture = try picture(turn)
        try move(to: turn, by: way)
        latest = (turn, picture)
    }

    private func move(to turn: Int, by way: JournalEvent.Moved.Way) throws(SessionFailure) {
        try writer.append(.moved(.init(at: now(), to: turn, by: way)))
    }
}
