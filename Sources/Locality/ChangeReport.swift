import Foundation
public import Pictures

/// What a turn changed, and what the model changed besides without being asked.
public struct ChangeReport: Sendable, Equatable, Codable {
    /// Share of the kept picture that changed, 0...1: what was taken from the model, what visibly differs, or for a model that
    /// touches nothing else what differs at all.
    public var changed: Double
    /// The rectangle around it, in the kept picture's pixels.
    public var box: Rectangle?
    /// Of how many separate parts it consists.
    public var components: Int
    /// Those that were taken over by the lock, largest first; absent where it was not at work.
    public var places: [ChangedPlace]?
    /// Those that were found and left out, by what was set or because they are strips along the border.
    public var leftOut: [ChangedPlace]?
    /// How strong the change was: 0 is the strongest of the lock's rungs, 5 a faint but solid one.
    public var rung: Int?
    /// Why the lock stood aside, if it did.
    public var aside: StandAside?
    /// The shift and change of colour that the model added; absent where the pictures were not aligned.
    public var drift: Drift?
    /// What the decision went by; absent where it did not come to that.
    public var evidence: Evidence?
    /// How the model's own picture compares with the prior outside the changed area.
    public var received: Likeness?
    /// Share of all the kept picture's pixels that are bit for bit the prior's; absent where the sizes differ.
    public var identical: Double?
    /// The same outside the changed area; absent where the sizes differ.
    public var identicalOutside: Double?
    /// How much the model's pixels had to be enlarged to the picture's; below 1 they were reduced.
    public var enlargement: Double?

    public init(changed: Double, components: Int = 0) {
        self.changed = changed
        self.components = components
    }

    /// How the model moved and tinted what it was not asked to change.
    public struct Drift: Sendable, Equatable, Codable {
        /// 1 is no zoom.
        public var scaleX: Double
        public var scaleY: Double
        /// Degrees, clockwise.
        public var rotation: Double
        /// The shift of the picture's middle, in the picture's pixels.
        public var dx: Double
        public var dy: Double
        /// The 95th percentile of the smooth shift that remained, in the picture's pixels.
        public var flow: Double
        /// The mean ΔE (OKLab) of the fitted change of colour.
        public var colour: Double
        /// What the fit left over, as a standard deviation in RGB, 0...1.
        public var colourResidual: Double
    }

    /// How alike two pictures are where nothing was meant to change.
    public struct Likeness: Sendable, Equatable, Codable {
        /// Mean structural similarity of luma, in blocks of 8 by 8.
        public var ssim: Double
        /// Mean ΔE in OKLab.
        public var deltaE: Double
        /// Share of identical pixels, 0...1.
        public var identical: Double
    }
}

extension ChangeReport {
    /// The visible difference (OKLab ΔE) from which a pixel counts as changed.
    static let visible: Float = 0.02

    /// Compares two pictures without aligning them. Pictures of different size have changed throughout.
    ///
    /// `everyDifference`: whatever differs has changed, however little. That is so for a model that touches nothing but what
    /// it edits; another one wanders everywhere, and only what is visible counts.
    public init(comparing prior: PixelBuffer, with new: PixelBuffer, everyDifference: Bool = false) throws {
        self.init(changed: 1)
        guard prior.width == new.width, prior.height == new.height else {
            box = Rectangle(x: 0, y: 0, width: new.width, height: new.height)
            components = 1
            return
        }
        let comparison = try PlainComparison(prior, new, from: everyDifference ? 0 : ChangeReport.visible)
        let count = Double(prior.pixelCount)
        changed = Double(comparison.changedCount) / count
        box = comparison.box
        components = comparison.components
        identical = Double(comparison.identicalCount) / count
        let outside = count - Double(comparison.changedCount)
        identicalOutside = outside > 0 ? Double(comparison.identicalCount) / outside : 1
        received = comparison.likeness
    }
}
