import Foundation
import Locality
import Pictures
import Simulator

/// Edits of a region, and of the whole, at 24 megapixels.
enum RegionBenchmark {
    static func run(_ photographs: [Photograph]) throws {
        let small = photographs[0].pixels
        let size = PixelSize(width: 6000, height: 4000)
        let large = try small.scaled(to: size)
        print("\nat \(size.width)x\(size.height); own share: crop, scale, stitch or lock")
        for side in [900, 1800, 3000] {
            let box = Rectangle(x: 1500, y: 700, width: side, height: side * 3 / 4)
            guard let region = RegionCrop(box: box, in: size, sizes: Photograph.sizes) else { continue }
            let start = ContinuousClock.now
            let sent = try region.applied(to: large)
            let sending = (ContinuousClock.now - start).milliseconds
            let edited = try KnownEdit.recolour.applied(to: sent, donors: [sent], seed: UInt64(side))
            let received = try Picture(inspecting: Rerendering(level: .typical, seed: 3).applied(to: edited)).pixels()
            let before = Memory.peak(reset: true)
            let (second, used) = (ContinuousClock.now, clock())
            let kept = try region.stitched(received, onto: large, lock: Lock(threads: 1))
            let time = (ContinuousClock.now - second).milliseconds
            let processor = Double(clock() - used) * 1000 / Double(CLOCKS_PER_SEC)
            let memory = Memory.peak(reset: false) - before
            print(
                String(
                    format:
                        "region %4dx%-4d enlargement %.2f: send %4.0f ms, stitch %4.0f ms (%4.0f ms of processor time), %3d MB more; "
                        + "outside exact: %@; changed %.2f %%, aside %@",
                    box.width, box.height, region.enlargement, sending, time, processor, memory,
                    outsideIsExact(large, kept.picture, box) ? "all" : "NO", kept.report.changed * 100,
                    kept.report.aside?.rawValue ?? "-"))
        }
        let frame = Frame(fitting: size, into: Photograph.sizes)
        let sent = try frame.applied(to: large)
        let edited = try KnownEdit.recolour.applied(to: sent, donors: [sent], seed: 9)
        let received = try Picture(inspecting: Rerendering(level: .typical, seed: 3).applied(to: edited)).pixels()
        for threads in [1, 2] {
            let before = Memory.peak(reset: true)
            let (start, used) = (ContinuousClock.now, clock())
            let kept = try Lock(threads: threads).keep(prior: large, received: received, frame: frame)
            let time = (ContinuousClock.now - start).milliseconds
            let processor = Double(clock() - used) * 1000 / Double(CLOCKS_PER_SEC)
            print(
                String(
                    format: "no region, %d thread(s): lock %4.0f ms (%4.0f ms of processor time), %3d MB more; "
                        + "changed %.2f %%, identical %.2f %%",
                    threads, time, processor, Memory.peak(reset: false) - before, kept.report.changed * 100,
                    (kept.report.identical ?? 0) * 100))
        }
    }

    private static func outsideIsExact(_ a: PixelBuffer, _ b: PixelBuffer, _ box: Rectangle) -> Bool {
        for y in 0..<a.height {
            let row = y * a.width * 3
            let inside = y >= box.y && y < box.maxY
            let ranges = inside ? [0..<box.x, box.maxX..<a.width] : [0..<a.width]
            for range in ranges {
                let bytes = (row + 3 * range.lowerBound)..<(row + 3 * range.upperBound)
                if a.bytes[bytes] != b.bytes[bytes] { return false }
            }
        }
        return true
    }
}

/// The greatest memory that this process has used, in megabytes.
enum Memory {
    static func peak(reset: Bool) -> Int {
        // Writing 5 makes Linux forget the peak; what is in use now is the base.
        if reset { try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs")) }
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}
