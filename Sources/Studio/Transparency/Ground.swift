import Locality
import Pictures

/// What a model painted where it was sent nothing: services show transparent pictures to their models on a ground.
struct Ground {
    /// Grey, 0...255.
    let value: UInt8

    /// White or black, by what came where the prior is transparent; `nil` where it is not, or what came is.
    init?(of prior: PixelBuffer, in received: PixelBuffer, _ frame: Frame) {
        guard prior.hasTransparency, !received.hasTransparency else { return nil }
        let scaleX = Double(received.width) / Double(frame.sent.width)
        let scaleY = Double(received.height) / Double(frame.sent.height)
        let toX = Double(frame.content.width) / Double(prior.width) * scaleX
        let toY = Double(frame.content.height) / Double(prior.height) * scaleY
        var (count, bright) = (0, 0)
        let step = max(1, prior.pixelCount / 40_000)
        for pixel in stride(from: 0, to: prior.pixelCount, by: step) where prior.bytes[pixel * 4 + 3] < 16 {
            let (x, y) = (Double(pixel % prior.width) + 0.5, Double(pixel / prior.width) + 0.5)
            let column = min(received.width - 1, Int(Double(frame.x) * scaleX + x * toX))
            let row = min(received.height - 1, Int(Double(frame.y) * scaleY + y * toY))
            let i = (row * received.width + column) * received.channels
            count += 1
            if Int(received.bytes[i]) + Int(received.bytes[i + 1]) + Int(received.bytes[i + 2]) > 382 { bright += 1 }
        }
        guard count > 0 else { return nil }
        value = 2 * bright > count ? 255 : 0
    }

    /// The picture as the model saw it; its alpha stays with it.
    func shown(_ picture: PixelBuffer) -> PixelBuffer {
        var bytes = picture.bytes
        let ground = Int(value)
        for pixel in 0..<picture.pixelCount {
            let alpha = Int(bytes[pixel * 4 + 3])
            guard alpha < 255 else { continue }
            for i in (pixel * 4)..<(pixel * 4 + 3) {
                bytes[i] = UInt8((Int(bytes[i]) * alpha + ground * (255 - alpha) + 127) / 255)
            }
        }
        return PixelBuffer(width: picture.width, height: picture.height, channels: 4, bytes: bytes)
    }

    /// A picture that was made of what is shown, with the prior's own pixels wherever it did not change. What was painted
    /// onto the ground becomes opaque.
    func restored(_ picture: PixelBuffer, from shown: PixelBuffer, _ prior: PixelBuffer) -> PixelBuffer {
        guard picture.channels == 4, picture.width == prior.width, picture.height == prior.height else {
            return picture
        }
        var bytes = picture.bytes
        for pixel in 0..<picture.pixelCount {
            let i = pixel * 4
            let isSame = (i..<(i + 4)).allSatisfy { bytes[$0] == shown.bytes[$0] }
            if isSame {
                for k in i..<(i + 4) { bytes[k] = prior.bytes[k] }
            } else if bytes[i + 3] < 255, (i..<(i + 3)).contains(where: { abs(Int(bytes[$0]) - Int(value)) > 24 }) {
                bytes[i + 3] = 255
            }
        }
        return PixelBuffer(width: picture.width, height: picture.height, channels: 4, bytes: bytes)
    }
}
