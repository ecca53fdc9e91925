import Foundation
import Pictures

/// The prior and the received picture at the size at which changes are looked for, the latter brought to the former's
/// place and colours.
struct AlignedPair {
    /// The framed size, but no more than the prior's own and than 1.6 megapixels.
    let size: PixelSize
    let prior: RGBPlanes
    let received: RGBPlanes
    /// The same before its colours were fitted.
    let raw: RGBPlanes
    /// 0 where one of them shows nothing: beyond the received picture's border, and where the prior is transparent.
    let valid: MaskPlane
    let alignment: Alignment
    let affine: AffineEstimate?
    /// Whether the answer has neither the ratio of what was sent nor the picture's.
    let hasNewRatio: Bool
    /// How the answer was read: with the padding that was sent, or without.
    let reading: Placement
    let colour: ColourFit
    /// Where the edit is expected.
    let hint: MaskPlane?
    /// The same with its surroundings: nothing is learnt there of colours and noise. `nil` where hardly anything would be
    /// left to learn from.
    let expected: MaskPlane?
    /// The colour that a model put behind transparent places.
    private let matte: SIMD4<Float>

    static let mostPixels = 1_600_000.0
    /// What a fit of drift alone does not leave over.
    private static let doubtfulFit: Float = 0.04

    /// `nil` if the received picture has another ratio than what was sent and than the picture.
    init?(
        prior picture: PixelBuffer, received answer: PixelBuffer, frame: Frame?, hint selection: PixelMask? = nil,
        _ workers: Workers
    ) throws {
        let own = PixelSize(width: picture.width, height: picture.height)
        let frame = frame ?? Frame(fitting: own, into: [own])
        let readings = Placement.readings(
            of: PixelSize(width: answer.width, height: answer.height), showing: own, in: frame)
        let ratio = Double(answer.width * own.height) / Double(answer.height * own.width)
        hasNewRatio =
            !frame.keepsRatio(of: PixelSize(width: answer.width, height: answer.height))
            && abs(ratio - 1) > Frame.ratioTolerance
        guard let widest = readings.max(by: { $0.width < $1.width }) else { return nil }
        let size = AlignedPair.workingSize(of: own, framed: frame.content)
        self.size = size
        try Task.checkCancellation()
        let small = try picture.scaled(to: size)
        prior = RGBPlanes(small, workers)
        try Task.checkCancellation()
        let (reduced, factor) = try AlignedPair.reduced(answer, widest, to: size)
        try Task.checkCancellation()

        let opaque = MaskPlane(width: size.width, height: size.height)
        if small.hasAlpha {
            for i in 0..<opaque.count { opaque.values[i] = small.bytes[4 * i + 3] >= 250 ? 1 : 0 }
        } else {
            opaque.values.update(repeating: 1, count: opaque.count)
        }
        var alignment = Alignment(size: size, part: readings[0].scaled(by: factor))
        if min(size.width, size.height) >= 24 {
            let registration = try Registration(
                prior, reduced, readings: readings.map { $0.scaled(by: factor) }, workers)
            alignment = registration.alignment
            affine = registration.affine
            reading = registration.reading.scaled(by: (1 / factor.x, 1 / factor.y))
        } else {
            affine = nil
            reading = readings[0]
        }
        try Task.checkCancellation()
        let source = SamplingSource(reduced, workers)
        raw = RGBPlanes(width: size.width, height: size.height)
        valid = opaque
        alignment.resample(source, into: raw, valid: valid, workers)
        self.alignment = Alignment(alignment, part: alignment.part.scaled(by: (1 / factor.x, 1 / factor.y)))
        try Task.checkCancellation()
        let selected = selection.map { MaskPlane($0, PixelSize(width: small.width, height: small.height)) }
        hint = selected
        let grown = selected?.grownRoughly(by: max(8, min(small.width, small.height) / 40), workers)
        expected = grown.flatMap { $0.area * 10 > $0.count * 6 ? nil : $0 }
        let known = expected.map { opaque.intersected(with: $0.inverted()) } ?? opaque
        var colour = try AlignedPair.fit(raw, prior, known, workers)
        if colour.residual > AlignedPair.doubtfulFit {
            // What is drawn anew everywhere teaches nothing: once more from where the same is drawn.
            let drawn = try StructureAgreement(prior, raw, workers).agreeing(size)
            let trusted = known.intersected(with: drawn)
            if trusted.area * 20 > trusted.count {
                let second = try AlignedPair.fit(raw, prior, trusted, workers)
                if second.residual < colour.residual { colour = second }
            }
        }
        self.colour = colour
        matte = colour(small.hasAlpha ? AlignedPair.matte(raw, behind: small) : SIMD4())
        received = colour.applied(to: raw, workers)
    }

    private init(
        _ other: AlignedPair, received: RGBPlanes, valid: MaskPlane, alignment: Alignment, colour: ColourFit
    ) {
        size = other.size
        prior = other.prior
        self.received = received
        raw = received
        self.valid = valid
        self.alignment = alignment
        affine = nil
        (reading, hasNewRatio) = (other.reading, other.hasNewRatio)
        self.colour = colour
        (hint, expected) = (other.hint, other.expected)
        matte = other.matte
    }

    /// The same pair, its received picture not moved.
    func asItLies(_ answer: PixelBuffer, _ workers: Workers) throws -> AlignedPair {
        let (reduced, factor) = try AlignedPair.reduced(answer, reading, to: size)
        let plain = Alignment(size: size, part: reading.scaled(by: factor))
        let out = RGBPlanes(width: size.width, height: size.height)
        plain.resample(SamplingSource(reduced, workers), into: out, valid: valid, workers)
        return AlignedPair(
            self, received: out, valid: valid, alignment: Alignment(plain, part: reading), colour: .identity)
    }

    /// The same pair, its received picture's colours not fitted to the prior's.
    var inItsOwnColours: AlignedPair {
        AlignedPair(self, received: raw, valid: valid, alignment: alignment, colour: .identity)
    }

    /// A rectangle of the picture as a mask, less what growing and fading will add to it.
    func mask(of region: Rectangle, in picture: PixelBuffer) -> MaskPlane {
        let mask = MaskPlane(width: size.width, height: size.height)
        let (toX, toY) = (
            Double(size.width) / Double(picture.width), Double(size.height) / Double(picture.height)
        )
        let left = Int(Double(region.x) * toX)
        let right = min(size.width, Int((Double(region.maxX) * toX).rounded(.up)))
        let top = Int(Double(region.y) * toY)
        let bottom = min(size.height, Int((Double(region.maxY) * toY).rounded(.up)))
        for y in top..<bottom { (mask.row(y) + left).update(repeating: 1, count: right - left) }
        return mask
    }

    /// Whether the two could be brought to cover each other. Pictures of a few pixels are taken to lie as they are.
    var isAligned: Bool { affine?.isPlausible ?? true }

    private static func workingSize(of own: PixelSize, framed: PixelSize) -> PixelSize {
        let base = framed.width < own.width ? framed : own
        let factor = min(1, (mostPixels / Double(base.width * base.height)).squareRoot())
        return PixelSize(
            width: max(1, Int((Double(base.width) * factor).rounded())),
            height: max(1, Int((Double(base.height) * factor).rounded())))
    }

    /// The answer, scaled down if it shows the picture larger than `size`, and by what.
    private static func reduced(
        _ answer: PixelBuffer, _ part: Placement, to size: PixelSize
    ) throws -> (PixelBuffer, (x: Double, y: Double)) {
        let factor = Double(size.width) / part.width
        guard factor < 0.95 else { return (answer, (1, 1)) }
        let (width, height) = (
            max(1, Int((Double(answer.width) * factor).rounded())),
            max(1, Int((Double(answer.height) * factor).rounded()))
        )
        return (
            try answer.scaled(to: PixelSize(width: width, height: height)),
            (Double(width) / Double(answer.width), Double(height) / Double(answer.height))
        )
    }

    private static func fit(
        _ raw: RGBPlanes, _ prior: RGBPlanes, _ valid: MaskPlane, _ workers: Workers
    ) throws -> ColourFit {
        let factor = min(1, 160 / Double(min(prior.width, prior.height)))
        let (width, height) = (
            max(1, Int((Double(prior.width) * factor).rounded())),
            max(1, Int((Double(prior.height) * factor).rounded()))
        )
        let known = Plane(width: prior.width, height: prior.height)
        workers.rows(known.height) { rows in
            for i in (rows.lowerBound * known.width)..<(rows.upperBound * known.width) {
                known.values[i] = Float(valid.values[i])
            }
        }
        let weight = known.reduced(to: width, height, workers)
        for i in 0..<weight.count { weight.values[i] = weight.values[i] > 0.999 ? 1 : 0 }
        return try ColourFit(
            from: raw.reduced(to: width, height, workers), to: prior.reduced(to: width, height, workers),
            weight: weight, workers)
    }

    /// The median colour of what the model painted where the prior is wholly transparent; white if there is no such place.
    private static func matte(_ raw: RGBPlanes, behind small: PixelBuffer) -> SIMD4<Float> {
        var colour = SIMD4<Float>(1, 1, 1, 0)
        let clear = (0..<raw.red.count).filter { small.bytes[4 * $0 + 3] == 0 }
        guard !clear.isEmpty else { return colour }
        for (channel, plane) in [raw.red, raw.green, raw.blue].enumerated() {
            colour[channel] = clear.map { plane.values[$0] }.sorted()[clear.count / 2]
        }
        return colour
    }

    // MARK: Taking over

    /// How much of the received picture is taken where, 0...1.
    func coverage(of found: MaskPlane, _ setting: LockSetting, prior: PixelBuffer, _ workers: Workers) -> Plane {
        let scale = Double(size.width) / Double(prior.width)
        var (grow, feather) = (5, 6)
        if setting.mode == .tight { (grow, feather) = (3, 5) }
        if setting.mode == .loose { (grow, feather) = (8, 8) }
        grow += Int((Double(setting.grow) * scale).rounded())
        let core =
            grow >= 0 ? found.dilated(.disc(min(200, grow)), workers) : found.eroded(.disc(min(200, -grow)), workers)
        let alpha = core.feathered(over: feather, workers)
        guard !setting.protect.isEmpty else { return alpha }
        let kept = MaskPlane(width: size.width, height: size.height)
        let scaleY = Double(size.height) / Double(prior.height)
        for box in setting.protect {
            // Bilinear interpolation reaches one pixel further.
            let left = max(0, Int((Double(box.x) * scale).rounded(.down)) - 1)
            let right = min(size.width, Int((Double(box.maxX) * scale).rounded(.up)) + 1)
            let top = max(0, Int((Double(box.y) * scaleY).rounded(.down)) - 1)
            let bottom = min(size.height, Int((Double(box.maxY) * scaleY).rounded(.up)) + 1)
            guard left < right, top < bottom else { continue }
            for y in top..<bottom { (kept.row(y) + left).update(repeating: 1, count: right - left) }
        }
        let held = kept.feathered(over: feather, workers)
        for i in 0..<alpha.count { alpha.values[i] *= 1 - held.values[i] }
        return alpha
    }

    func composite(
        _ alpha: Plane, _ membrane: Membrane?, _ agreement: StructureAgreement, onto prior: PixelBuffer,
        received answer: PixelBuffer, _ workers: Workers
    ) throws -> PixelBuffer {
        guard let box = alpha.box(in: prior) else { return prior }
        // An answer that is larger than the picture is scaled down first.
        let own = PixelSize(width: prior.width, height: prior.height)
        let (picture, factor) = try AlignedPair.reduced(answer, alignment.part, to: own)
        let alignment = Alignment(alignment, part: alignment.part.scaled(by: factor))
        let source = SamplingSource(picture, part: alignment.reach(of: box, in: own, picture), workers)
        let enlargement = self.enlargement(of: prior)
        var composite = Composite(
            source: source, alignment: alignment, colour: colour, membrane: membrane, alpha: alpha, workers: workers)
        composite.matte = matte
        if enlargement > 1.25 {
            composite.grain = Grain(
                agreement: agreement.weight.enlarged(to: size.width, size.height, workers),
                enlargement: Float(enlargement))
        }
        return try composite.applied(to: prior, within: box)
    }

    func enlargement(of prior: PixelBuffer) -> Double { Double(prior.width) / alignment.part.width }
}

extension MaskPlane {
    /// A selection at another size, 1 where it is at least half.
    fileprivate convenience init(_ selection: PixelMask, _ size: PixelSize) {
        self.init(width: size.width, height: size.height)
        for y in 0..<size.height {
            let line = (y * 2 + 1) * selection.height / (2 * size.height)
            for x in 0..<size.width {
                let column = (x * 2 + 1) * selection.width / (2 * size.width)
                row(y)[x] = selection.values[line * selection.width + column] >= 128 ? 1 : 0
            }
        }
    }
}
