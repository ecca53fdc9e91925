import Foundation
import Pictures

/// Where the received picture shows the prior: a rectangle in its pixels, which may reach beyond it.
struct Placement: Sendable, Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func scaled(by factor: (x: Double, y: Double)) -> Placement {
        Placement(x: x * factor.x, y: y * factor.y, width: width * factor.x, height: height * factor.y)
    }

    func distance(to other: Placement) -> Double {
        max(
            abs(x - other.x), abs(y - other.y), abs(x + width - other.x - other.width),
            abs(y + height - other.y - other.height))
    }

    /// The ways in which an answer may show a picture that was sent in a frame: with the padding that was sent, without it,
    /// or with more around it. Models do either, and are not asked.
    static func readings(of answer: PixelSize, showing own: PixelSize, in frame: Frame) -> [Placement] {
        let size = (width: Double(answer.width), height: Double(answer.height))
        // A pixel of rounding is no other ratio, even where there are few.
        let tolerance = max(Frame.ratioTolerance, 1.01 / min(size.width, size.height))
        var readings: [Placement] = []
        if frame.keepsRatio(of: answer, within: tolerance) {
            let (toX, toY) = (size.width / Double(frame.sent.width), size.height / Double(frame.sent.height))
            readings.append(
                Placement(
                    x: Double(frame.x), y: Double(frame.y), width: Double(frame.content.width),
                    height: Double(frame.content.height)
                ).scaled(by: (toX, toY)))
            if frame.content == frame.sent { return readings }
        }
        let ratio = size.width / size.height * Double(own.height) / Double(own.width)
        if abs(log(ratio)) <= log(1.15) {
            readings.append(Placement(x: 0, y: 0, width: size.width, height: size.height))
        }
        if abs(log(ratio)) > log(1 + tolerance) {
            let scale = min(size.width / Double(own.width), size.height / Double(own.height))
            let (width, height) = (Double(own.width) * scale, Double(own.height) * scale)
            readings.append(
                Placement(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height))
        }
        return readings
    }
}
