public import Pictures

/// What the lock made of the prior and the received picture.
public struct LockResult: Sendable {
    /// The picture to keep. Locked: of the prior's size and channels, and outside the mask the prior's bit for bit. Stood
    /// aside: what the model sent, without its padding.
    public let picture: PixelBuffer
    public let report: ChangeReport
    /// Where the picture was taken over from the model, at the size at which the change was found; `nil` if the lock
    /// stood aside.
    public let mask: PixelMask?

    init(picture: PixelBuffer, report: ChangeReport, mask: PixelMask?) {
        self.picture = picture
        self.report = report
        self.mask = mask
    }

    init(unchanged prior: PixelBuffer, aside reason: StandAside) {
        var report = ChangeReport(changed: 0)
        report.aside = reason
        report.identical = 1
        report.identicalOutside = 1
        self.init(picture: prior, report: report, mask: nil)
    }

    public var isLocked: Bool { report.aside == nil }
}
