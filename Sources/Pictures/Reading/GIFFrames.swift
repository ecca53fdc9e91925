import Foundation

/// The frames of a GIF, as far as they tell which part of its screen is drawn on.
struct GIFFrames {
    private struct Frame {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        /// What becomes of its place before the next one: 2 clears it, 3 brings back what was there.
        var disposal: Int
    }

    private var frames: [Frame] = []

    /// Reads so many frames at most.
    init(_ data: Data, most: Int) {
        let reader = ByteReader(data: data, isLittleEndian: true)
        func table(_ flags: Int) -> Int { flags & 0x80 != 0 ? 3 << (flags & 7 + 1) : 0 }
        var at = 13 + table(reader.uint8(at: 10) ?? 0)
        func passOver() {
            while let count = reader.uint8(at: at) {
                at += 1 + count
                if count == 0 { return }
            }
        }
        var disposal = 0
        while frames.count < most, let kind = reader.uint8(at: at) {
            switch kind {
            case 0x21:
                if reader.uint8(at: at + 1) == 0xF9, let flags = reader.uint8(at: at + 3) { disposal = flags >> 2 & 7 }
                at += 2
                passOver()
            case 0x2C:
                guard let x = reader.uint16(at: at + 1), let y = reader.uint16(at: at + 3),
                    let width = reader.uint16(at: at + 5), let height = reader.uint16(at: at + 7),
                    let flags = reader.uint8(at: at + 9)
                else { return }
                frames.append(Frame(x: x, y: y, width: width, height: height, disposal: disposal))
                disposal = 0
                at += 11 + table(flags)
                passOver()
            default: return
            }
        }
    }

    /// Which pixels of a screen have been drawn on when the last of the frames is there, 255 or 0 each; `nil` if all
    /// have. Frames without transparency are taken for granted.
    func drawn(width: Int, height: Int) -> [UInt8]? {
        guard let first = frames.first, frames.count > 1 || !covers(first, width, height) else { return nil }
        var mask = [UInt8](repeating: 0, count: width * height)
        var before: (frame: Frame, mask: [UInt8]?)?
        for (index, frame) in frames.enumerated() {
            switch before?.frame.disposal {
            case 2: fill(before?.frame, with: 0, in: &mask, width, height)
            case 3: if let old = before?.mask { mask = old }
            default: break
            }
            before = (frame, frame.disposal == 3 && index < frames.count - 1 ? mask : nil)
            fill(frame, with: 255, in: &mask, width, height)
        }
        return mask.contains(0) ? mask : nil
    }

    private func covers(_ frame: Frame, _ width: Int, _ height: Int) -> Bool {
        frame.x == 0 && frame.y == 0 && frame.width >= width && frame.height >= height
    }

    private func fill(_ frame: Frame?, with value: UInt8, in mask: inout [UInt8], _ width: Int, _ height: Int) {
        guard let frame, frame.x < width else { return }
        let end = min(width, frame.x + frame.width)
        for y in frame.y..<max(frame.y, min(height, frame.y + frame.height)) {
            for x in frame.x..<end { mask[y * width + x] = value }
        }
    }
}
