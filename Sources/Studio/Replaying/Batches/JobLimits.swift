import ImageModels
package import Pictures

/// How much goes into a job.
public struct JobLimits: Sendable, Equatable {
    public var lines = 2000
    /// Of the file that is sent: Google takes 2 GB.
    public var bytes = 1_800_000_000
    /// Of the file that comes back, as far as that can be known before.
    public var answerBytes = 1_800_000_000

    public init() {}

    /// Bytes that one answer is expected to have: a picture in base64, at a byte a pixel, and its signature, of which
    /// 1,459,200 characters were recorded.
    package static func answerBytes(_ size: PixelSize?) -> Int {
        let pixels = size.map { $0.width * $0.height } ?? 1024 * 1024
        return pixels / 3 * 4 + 1_500_000
    }

    /// What a file may have that comes back for so many lines: a line is no picture of 4K and its drafts any more, and all of
    /// them together are not more than four times what was expected, nor many lines more.
    func answers(lines: Int) -> AnswerLimits {
        let each = Self.answerBytes(PixelSize(width: 4096, height: 4096))
        let expected = min(each * max(1, lines), max(each, answerBytes))
        return AnswerLimits(bytes: (64 << 20) + expected * 4, lineBytes: 128 << 20, lines: 1000 + lines * 16)
    }

    /// Whether one more line still fits.
    package func takes(lines: Int, bytes: Int, answerBytes: Int) -> Bool {
        lines <= self.lines && (lines == 1 || bytes <= self.bytes && answerBytes <= self.answerBytes)
    }
}
