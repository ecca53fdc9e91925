import Foundation
public import Pictures

/// Keeps an edit local: takes over from a model's picture what the edit changed, and leaves the rest as it was.
///
/// Image models paint the whole picture anew, so everything moves by a pixel or three and all colours wander. The lock
/// aligns the two pictures, takes the drift of colour out, finds what differs more than the model's own noise, and lays
/// only that onto the prior picture. The same bytes in give the same bytes out, on any number of threads.
public struct Lock: Sendable {
    let workers: Workers

    /// Without a number of threads it uses as many as there are cores, four at most.
    public init(threads: Int? = nil) {
        workers = Workers(threads: threads ?? min(4, ProcessInfo.processInfo.activeProcessorCount))
    }

    /// Makes the picture to keep.
    ///
    /// - Parameters:
    ///   - prior: the picture that the instruction started from, at its own size.
    ///   - received: the model's answer to the framed picture; of any size, but of another ratio the lock stands aside.
    ///   - frame: how the prior was sent; `nil` if it was sent as it is.
    ///   - hint: where the object that the instruction names lies, at the prior's size or smaller: a faint change is
    ///     looked for there. Where it is all of the picture `auto` stands aside.
    ///   - scope: what the instruction's words speak of.
    ///
    /// Throws `CancellationError` soon after its task is cancelled, or `PictureFailure`.
    public func keep(
        prior: PixelBuffer, received: PixelBuffer, frame: Frame?, setting: LockSetting = LockSetting(),
        hint: PixelMask? = nil, scope: InstructionScope = .unknown
    ) throws -> LockResult {
        try keep(
            prior: prior, received: received, frame: frame, setting: setting, hint: hint, scope: scope, region: nil)
    }

    /// With a region, all of the region is taken where the lock would stand aside.
    func keep(
        prior: PixelBuffer, received: PixelBuffer, frame: Frame?, setting: LockSetting, hint: PixelMask? = nil,
        scope: InstructionScope = .unknown, region: Rectangle?
    ) throws -> LockResult {
        guard setting.mode != .off || region != nil else { return try aside(.off, prior, received, frame, nil) }
        PlaneMemory.open()
        defer { PlaneMemory.close() }
        guard var pair = try AlignedPair(prior: prior, received: received, frame: frame, hint: hint, workers) else {
            guard region == nil else { return LockResult(unchanged: prior, aside: .newRatio) }
            return try aside(.newRatio, prior, received, frame, nil)
        }
        let drift = pair.drift(of: prior)
        let (decision, evidence) = try decide(pair, setting, scope, region: region.map { pair.mask(of: $0, in: prior) })
        switch decision {
        case .lock(let found, let rung, let agreement):
            return try locked(
                pair, prior: prior, received: received, found: found, agreement: agreement, setting: setting,
                membrane: true
            ) {
                $0.rung = rung
                $0.drift = drift
                $0.evidence = evidence
            }
        case .aside(let reason):
            guard let region else { return try aside(reason, prior, received, frame, drift, evidence) }
            // A change of tone is the edit itself; what is drawn anew only has to meet its surroundings.
            let isTone = [.palette, .colour, .nothingLocal, .off].contains(reason)
            if reason == .newRatio { return LockResult(unchanged: prior, aside: .newRatio) }
            if reason == .noAlignment { pair = try pair.asItLies(received, workers) }
            pair = pair.inItsOwnColours
            return try locked(
                pair, prior: prior, received: received, found: pair.mask(of: region, in: prior),
                agreement: StructureAgreement(pair.prior, pair.received, workers), setting: LockSetting(),
                membrane: !isTone
            ) {
                $0.aside = reason
                $0.drift = drift
                $0.evidence = evidence
            }
        }
    }

    private enum Decision {
        case lock(MaskPlane, rung: Int, StructureAgreement)
        case aside(StandAside)
    }

    private func decide(
        _ pair: AlignedPair, _ setting: LockSetting, _ scope: InstructionScope, region: MaskPlane?
    ) throws -> (Decision, Evidence?) {
        guard setting.mode != .off else { return (.aside(.off), nil) }
        guard pair.isAligned else { return (.aside(pair.hasNewRatio ? .newRatio : .noAlignment), nil) }
        if setting.mode == .auto, let hint = pair.hint, hint.area == hint.count { return (.aside(.asked), nil) }
        try Task.checkCancellation()
        let insists = setting.mode == .on
        if pair.colour.shift > 0.09, !insists { return (.aside(.colour), nil) }
        let agreement = try StructureAgreement(pair.prior, pair.received, workers)
        let change = try ChangeMap(
            pair.prior, pair.received, valid: pair.valid, expected: pair.expected, workers: workers)
        var (found, rung) = try ChangeLadder(setting.mode)
            .mask(of: change.z, hint: pair.hint, workers)
        guard let rung else { return (.aside(.nothingLocal), nil) }
        // Where all of it lies beside the region, the edit itself went into the fit of colours.
        if let region, found.intersected(with: region).area == 0 { return (.aside(.nothingLocal), nil) }
        if rung <= ChangeContinuation.lastRung {
            found = try ChangeContinuation(setting.mode).continued(found, change, valid: pair.valid, workers)
        }
        found = try SolidParts(setting.mode).completed(found, change, valid: pair.valid, workers)
        let evidence = Evidence(pair, agreement, found: found, scope: scope, workers)
        if !insists, let reason = evidence.reason(shift: Double(pair.colour.shift)) {
            return (.aside(reason), evidence)
        }
        return (.lock(found, rung: rung, agreement), evidence)
    }

    private func locked(
        _ pair: AlignedPair, prior: PixelBuffer, received: PixelBuffer, found: MaskPlane,
        agreement: StructureAgreement, setting: LockSetting, membrane hasMembrane: Bool,
        noting: (inout ChangeReport) -> Void
    ) throws -> LockResult {
        var (found, alpha) = (found, pair.coverage(of: found, setting, prior: prior, workers))
        var places = ChangedPlaces(alpha, of: prior, hint: pair.hint, workers)
        let dropped = places.dropped(by: setting)
        let leftOut = places.chosen(dropped)
        if !leftOut.isEmpty {
            found = places.removing(dropped, from: found)
            alpha = pair.coverage(of: found, setting, prior: prior, workers)
            places = ChangedPlaces(alpha, of: prior, hint: pair.hint, workers)
        }
        try Task.checkCancellation()
        let membrane = (hasMembrane ? alpha.bounds : nil).flatMap {
            Membrane(
                pair.prior, pair.received, around: found, within: $0, valid: pair.valid,
                most: min(0.06, 0.02 + 1.5 * pair.colour.residual), workers)
        }
        try Task.checkCancellation()
        let picture = try pair.composite(alpha, membrane, agreement, onto: prior, received: received, workers)
        try Task.checkCancellation()
        var report = try pair.report(of: picture, prior: prior, alpha: alpha)
        report.components = places.places.count
        report.places = places.places
        report.leftOut = leftOut.isEmpty ? nil : leftOut
        report.received = pair.likeness(received, outside: alpha, workers)
        noting(&report)
        return LockResult(picture: picture, report: report, mask: alpha.pixelMask(workers))
    }

    /// The model's picture as it is, with what can be said of it.
    private func aside(
        _ reason: StandAside, _ prior: PixelBuffer, _ received: PixelBuffer, _ frame: Frame?,
        _ drift: ChangeReport.Drift?, _ evidence: Evidence? = nil
    ) throws -> LockResult {
        let picture = frame?.undone(on: received) ?? received
        var report = try ChangeReport(comparing: prior, with: picture)
        report.aside = reason
        report.drift = drift
        report.evidence = evidence
        return LockResult(picture: picture, report: report, mask: nil)
    }
}

extension ChangeContinuation {
    init(_ mode: LockSetting.Mode) {
        self.init()
        if mode == .tight { scale(by: 1.25) }
        if mode == .loose { scale(by: 0.75) }
    }

    private mutating func scale(by factor: Float) {
        share *= factor
        leastDifference *= Double(factor)
    }
}

extension SolidParts {
    init(_ mode: LockSetting.Mode) {
        self.init()
        if mode == .tight { (bold, gap) = (bold * 1.25, gap * 0.75) }
        if mode == .loose { (bold, gap) = (bold * 0.75, gap * 1.25) }
    }
}

extension ChangeLadder {
    init(_ mode: LockSetting.Mode) {
        self.init()
        switch mode {
        case .tight: scale(by: 1.25)
        case .loose: scale(by: 0.75)
        case .auto, .on, .off: break
        }
        if mode == .tight { near = 32 }
        if mode == .loose { near = 80 }
    }

    private mutating func scale(by factor: Float) {
        for index in rungs.indices {
            rungs[index].high *= factor
            rungs[index].low *= factor
            rungs[index].mass *= Double(factor)
        }
        density *= factor
        for path in [\ChangeLadder.solid, \.strongSolid, \.faintSolid] {
            self[keyPath: path].low *= factor
            self[keyPath: path].mean *= Double(factor)
        }
    }
}
