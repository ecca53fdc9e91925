extension Reader {
    /// Turning, cutting, scaling and framing of the whole picture.
    mutating func geometry() -> [LocalEdit]? {
        let rules: [(inout Reader) -> Geometry?] = [
            { $0.rotation() }, { $0.flip() }, { $0.crop() }, { $0.border() }, { $0.corners() }, { $0.size() },
        ]
        for rule in rules {
            if let geometry = whole(rule) { return [.geometry(geometry)] }
        }
        return nil
    }
}
