import Foundation
public import Pictures

/// What is sent of a picture when an instruction is confined to a region of it: the region with some context, in a ratio
/// that the model knows.
///
/// So a large photograph is edited at its own resolution by a model that knows small pictures only.
public struct RegionCrop: Sendable, Equatable, Codable {
    /// The region: all that may change.
    public let box: Rectangle
    /// The region with its context.
    public let crop: Rectangle
    /// How the crop is framed for the model.
    public let frame: Frame

    /// The context on each side, as a share of the region's width and height.
    static let margin = 0.35
    /// The least width and height of what is sent, in the picture's pixels.
    static let least = 640.0

    /// Plans the crop. `sizes` are the model's; empty if it takes pictures as they are. `nil` if the box and the picture
    /// don't meet.
    public init?(box: Rectangle, in picture: PixelSize, sizes: [PixelSize]) {
        let whole = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        let box = box.intersection(whole)
        guard !box.isEmpty else { return nil }
        let wanted = (
            width: max(Double(box.width) * (1 + 2 * RegionCrop.margin), RegionCrop.least),
            height: max(Double(box.height) * (1 + 2 * RegionCrop.margin), RegionCrop.least)
        )
        func area(_ rectangle: Rectangle) -> Int { rectangle.area }
        // The size that asks for least beyond what is wanted, among those whose ratio the picture has room for.
        let ratios = sizes.map { Double($0.width) / Double($0.height) }
        let crops = ratios.map { ratio -> (crop: Rectangle, miss: Double) in
            let width = max(wanted.width, wanted.height * ratio)
            let height = width / ratio
            let crop = RegionCrop.placed(around: box, width: width, height: height, in: picture)
            return (crop, abs(log(Double(crop.width) / Double(crop.height) / ratio)))
        }
        let fitting = crops.filter { $0.miss < 0.01 }
        let best =
            fitting.min { area($0.crop) < area($1.crop) } ?? crops.min { $0.miss < $1.miss }
            ?? (RegionCrop.placed(around: box, width: wanted.width, height: wanted.height, in: picture), 0)
        self.box = box
        crop = best.crop
        frame = Frame(fitting: PixelSize(width: best.crop.width, height: best.crop.height), into: sizes)
    }

    /// Plans that all of the picture is sent. `nil` if the box and the picture don't meet.
    public init?(box: Rectangle, inAllOf picture: PixelSize, sizes: [PixelSize]) {
        let whole = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        let box = box.intersection(whole)
        guard !box.isEmpty else { return nil }
        self.box = box
        crop = whole
        frame = Frame(fitting: picture, into: sizes)
    }

    private static func placed(
        around box: Rectangle, width: Double, height: Double, in picture: PixelSize
    ) -> Rectangle {
        let w = min(picture.width, max(box.width, Int(width.rounded())))
        let h = min(picture.height, max(box.height, Int(height.rounded())))
        return Rectangle(
            x: max(0, min(picture.width - w, box.x + (box.width - w) / 2)),
            y: max(0, min(picture.height - h, box.y + (box.height - h) / 2)), width: w, height: h)
    }

    /// Whether it was made for a picture of this size: what a journal says need not be so.
    public func fits(_ picture: PixelSize) -> Bool {
        crop.lies(in: picture) && box.lies(in: picture) && box.intersection(crop) == box
            && frame.picture == PixelSize(width: crop.width, height: crop.height)
    }

    /// How much an answer of the sent size has to be enlarged to the picture's resolution; more than about 1.4 is seen
    /// as softness.
    public var enlargement: Double { Double(crop.width) / Double(frame.content.width) }

    /// What is sent.
    public func applied(to picture: PixelBuffer) throws(PictureFailure) -> PixelBuffer {
        try frame.applied(
            to: picture.cropped(x: crop.x, y: crop.y, width: crop.width, height: crop.height))
    }

    /// Lays a model's answer back onto the picture.
    ///
    /// Outside `box` every pixel is the prior's. Within it the lock keeps what the edit did not need to touch; where it
    /// would stand aside, the whole region is taken, and the report says why. With `mask` (of the picture's size, or
    /// smaller) only what it selects changes. An answer in a new ratio can't be laid back: the prior is returned. Throws as
    /// `Lock.keep` does.
    public func stitched(
        _ received: PixelBuffer, onto prior: PixelBuffer, mask: PixelMask? = nil,
        setting: LockSetting = LockSetting(), lock: Lock = Lock()
    ) throws -> LockResult {
        let part = prior.cropped(x: crop.x, y: crop.y, width: crop.width, height: crop.height)
        var moved = setting
        moved.protect = setting.protect.map {
            Rectangle(x: $0.x - crop.x, y: $0.y - crop.y, width: $0.width, height: $0.height)
        }
        moved.dropped = setting.dropped?.map {
            Rectangle(x: $0.x - crop.x, y: $0.y - crop.y, width: $0.width, height: $0.height)
        }
        let local = Rectangle(x: box.x - crop.x, y: box.y - crop.y, width: box.width, height: box.height)
        let inner = try lock.keep(
            prior: part, received: received, frame: frame, setting: moved, region: local)
        try Task.checkCancellation()
        var picture = prior
        try blend(inner.picture, into: &picture, mask: mask)
        var report = inner.report
        report.places = report.places?.map { $0.within(crop, of: prior) }
        report.leftOut = report.leftOut?.map { $0.within(crop, of: prior) }
        try measure(picture, prior, &report)
        return LockResult(picture: picture, report: report, mask: inner.mask.map { whole($0, in: prior) })
    }

    /// Lays the answer of a model back that itself keeps exact what an edit does not touch: pixel for pixel as it came, fading
    /// in at the box's sides as `stitched` does. `nil` for an answer that has not the size, or the transparency, of what was
    /// sent.
    public func laid(
        _ received: PixelBuffer, onto prior: PixelBuffer, mask: PixelMask? = nil
    ) throws -> LockResult? {
        let sent = PixelSize(width: crop.width, height: crop.height)
        guard frame.sent == sent, PixelSize(width: received.width, height: received.height) == sent,
            received.channels == prior.channels, crop.lies(in: PixelSize(width: prior.width, height: prior.height))
        else { return nil }
        if prior.channels == 4 {
            let part = prior.cropped(x: crop.x, y: crop.y, width: crop.width, height: crop.height)
            guard stride(from: 3, to: part.bytes.count, by: 4).allSatisfy({ part.bytes[$0] == received.bytes[$0] })
            else { return nil }
        }
        var picture = prior
        try blend(received, into: &picture, mask: mask)
        var report = try ChangeReport(comparing: prior, with: picture, everyDifference: true)
        try measure(picture, prior, &report)
        return LockResult(picture: picture, report: report, mask: nil)
    }

    /// Blends the crop in, fading over a few pixels inside the box.
    private func blend(_ inner: PixelBuffer, into picture: inout PixelBuffer, mask: PixelMask?) throws {
        let channels = picture.channels
        let (width, height) = (picture.width, picture.height)
        // A side at the picture's border needs no fading.
        let fade = max(1, min(Double(min(box.width, box.height)) / 8, 6 * max(1, enlargement)))
        func rise(_ position: Int, _ low: Int, _ high: Int, _ end: Int) -> Double {
            let near = low == 0 ? Double.infinity : Double(position - low) + 0.5
            let far = high == end ? Double.infinity : Double(high - position) - 0.5
            let t = min(1, min(near, far) / fade)
            return t * t * (3 - 2 * t)
        }
        let across = (box.x..<box.maxX).map { Float(rise($0, box.x, box.maxX, width)) }
        for y in box.y..<box.maxY {
            if y % 64 == 0 { try Task.checkCancellation() }
            let down = Float(rise(y, box.y, box.maxY, height))
            picture.bytes.withUnsafeMutableBufferPointer { bytes in
                inner.bytes.withUnsafeBufferPointer { source in
                    for x in box.x..<box.maxX {
                        var share = across[x - box.x] * down
                        if let mask {
                            let place = y * mask.height / height * mask.width + x * mask.width / width
                            share *= Float(mask.values[place]) * (1 / 255)
                        }
                        guard share > 0 else { continue }
                        let from = ((y - crop.y) * crop.width + x - crop.x) * channels
                        let to = (y * width + x) * channels
                        for c in 0..<3 where source[from + c] != bytes[to + c] {
                            let (old, new) = (Float(bytes[to + c]), Float(source[from + c]))
                            bytes[to + c] = UInt8(old + (new - old) * share + 0.5)
                        }
                    }
                }
            }
        }
    }

    /// The report's shares, of the whole picture.
    private func measure(_ picture: PixelBuffer, _ prior: PixelBuffer, _ report: inout ChangeReport) throws {
        let channels = picture.channels
        var (left, right, top, bottom, differing) = (picture.width, -1, picture.height, -1, 0)
        picture.bytes.withUnsafeBufferPointer { new in
            prior.bytes.withUnsafeBufferPointer { old in
                for y in box.y..<box.maxY {
                    for x in box.x..<box.maxX {
                        let i = (y * picture.width + x) * channels
                        if new[i] == old[i], new[i + 1] == old[i + 1], new[i + 2] == old[i + 2] { continue }
                        differing += 1
                        left = min(left, x)
                        right = max(right, x)
                        top = min(top, y)
                        bottom = y
                    }
                }
            }
        }
        let count = Double(prior.pixelCount)
        report.changed = Double(differing) / count
        report.identical = 1 - Double(differing) / count
        report.identicalOutside = 1
        report.enlargement = enlargement
        report.box =
            right < left ? nil : Rectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// The crop's mask in the whole picture, at its own scale if that is no more than a megapixel and a half.
    private func whole(_ mask: PixelMask, in picture: PixelBuffer) -> PixelMask {
        let factor = min(1, (1_500_000 / Double(picture.pixelCount)).squareRoot())
        let (width, height) = (
            max(1, Int((Double(picture.width) * factor).rounded())),
            max(1, Int((Double(picture.height) * factor).rounded()))
        )
        var out = PixelMask(width: width, height: height, values: [UInt8](repeating: 0, count: width * height))
        for y in 0..<height {
            let py = (2 * y + 1) * picture.height / (2 * height)
            guard py >= box.y, py < box.maxY else { continue }
            for x in 0..<width {
                let px = (2 * x + 1) * picture.width / (2 * width)
                guard px >= box.x, px < box.maxX else { continue }
                let (u, v) = ((px - crop.x) * mask.width / crop.width, (py - crop.y) * mask.height / crop.height)
                out.values[y * width + x] = mask.values[v * mask.width + u]
            }
        }
        return out
    }
}
