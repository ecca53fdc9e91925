import Pictures

/// What speaks for a local edit, and what for a change of all of the picture: how the rest fares, beside what was found.
public struct Evidence: Sendable, Equatable, Codable {
    /// Share of what lies outside the found places that shows the same colours, once the drift is taken out.
    public var same: Double
    /// Share of the structure there that is drawn the same; absent where there is hardly any.
    public var structure: Double?
    /// Share of the picture that was found to have changed.
    public var found: Double
    /// What the instruction's words speak of.
    public var scope: InstructionScope

    /// Whether the picture lost nearly all its colour, or got it.
    public var isColourLostOrFound: Bool

    /// The difference in colour (OKLab) up to which two places count as the same.
    private static let alike: Float = 0.02

    init(
        _ pair: AlignedPair, _ agreement: StructureAgreement, found: MaskPlane, scope: InstructionScope,
        _ workers: Workers
    ) {
        self.scope = scope
        self.found = Double(found.area) / Double(max(1, found.count))
        let outside = found.grownRoughly(by: 8, workers)
        let (columns, lines) = (max(1, pair.size.width / 4), max(1, pair.size.height / 4))
        let first = OKLabPlanes(pair.prior.reduced(to: columns, lines, workers), workers)
        let second = OKLabPlanes(pair.received.reduced(to: columns, lines, workers), workers)
        var (all, alike) = (0, 0)
        for y in 0..<lines {
            let line = min(outside.height - 1, 4 * y + 2)
            let (changed, known) = (outside.row(line), pair.valid.row(line))
            for x in 0..<columns {
                let place = min(outside.width - 1, 4 * x + 2)
                guard changed[place] == 0, known[place] != 0 else { continue }
                all += 1
                let i = y * columns + x
                let difference = OKLabPlanes.deltaE(
                    (first.lightness.values[i], first.a.values[i], first.b.values[i]),
                    (second.lightness.values[i], second.a.values[i], second.b.values[i]))
                if difference < Evidence.alike { alike += 1 }
            }
        }
        isColourLostOrFound = Evidence.changedColourfulness(
            first,
            OKLabPlanes(pair.raw.reduced(to: columns, lines, workers), workers))
        same = all > 0 ? Double(alike) / Double(all) : 0
        var (structured, agreeing) = (0, 0)
        let (width, height) = (agreement.energy.width, agreement.energy.height)
        for y in 0..<height {
            let changed = outside.row(min(outside.height - 1, 2 * y))
            for x in 0..<width where agreement.energy.row(y)[x] > 6 && changed[min(outside.width - 1, 2 * x)] == 0 {
                structured += 1
                if agreement.correlation.row(y)[x] > 0.5 { agreeing += 1 }
            }
        }
        structure = structured * 200 > width * height ? Double(agreeing) / Double(structured) : nil
    }

    private static func changedColourfulness(_ prior: OKLabPlanes, _ received: OKLabPlanes) -> Bool {
        func chroma(_ planes: OKLabPlanes) -> Quantiles {
            var sizes = Quantiles()
            for i in 0..<planes.a.count {
                let (a, b) = (planes.a.values[i], planes.b.values[i])
                sizes.add((a * a + b * b).squareRoot() / OKLabPlanes.chromaWeight)
            }
            return sizes
        }
        let (before, after) = (chroma(prior), chroma(received))
        let lost = before.quantile(0.9) > 0.04 && after.quantile(0.9) < 0.25 * before.quantile(0.9)
        let found = before.quantile(0.9) < 0.015 && after.quantile(0.5) > 0.02
        return lost || found
    }

    /// Why the lock should stand aside; `nil` where the edit is local.
    ///
    /// `shift`: the mean change of colour that was taken for drift.
    func reason(shift: Double) -> StandAside? {
        let drawn = structure ?? 1
        if found > 0.6 { return .area }
        if isColourLostOrFound, scope != .local { return .palette }
        switch scope {
        case .another:
            return found < 0.1 && same >= 0.95 && drawn >= 0.95 ? nil : .asked
        case .whole:
            // Only where nearly all is as it was, its colours not even adrift, are the words not meant so.
            return same >= 0.95 && drawn >= 0.95 && shift < 0.012 ? nil : .asked
        case .local:
            if drawn < 0.25 { return .structure }
            return same < 0.3 ? .palette : nil
        case .unknown:
            if same >= 0.8, drawn >= 0.8 { return nil }
            if drawn < 0.6 { return .structure }
            return same < 0.45 || shift > 0.025 ? .palette : nil
        }
    }
}
