import Foundation
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

@Suite struct ChangeReportTests {
    @Test("A picture compared with itself has not changed")
    func same() throws {
        let picture = SamplePictures.gradient()
        let report = try ChangeReport(comparing: picture, with: picture)
        #expect(report.changed == 0)
        #expect(report.box == nil)
        #expect(report.components == 0)
        #expect(report.identical == 1)
        #expect(report.identicalOutside == 1)
        #expect(report.received?.ssim == 1)
    }

    @Test("Two painted squares are two parts in one box")
    func squares() throws {
        let prior = PixelBuffer(width: 60, height: 40, filledWith: [100, 100, 100])
        var new = prior
        for (left, top) in [(5, 5), (30, 20)] {
            for y in top..<(top + 10) {
                for x in left..<(left + 10) { new.bytes[(y * 60 + x) * 3] = 250 }
            }
        }
        let report = try ChangeReport(comparing: prior, with: new)
        #expect(report.changed == 200.0 / 2400)
        #expect(report.box == Rectangle(x: 5, y: 5, width: 35, height: 25))
        #expect(report.components == 2)
        #expect(report.identical == 2200.0 / 2400)
    }

    @Test("A soft rim belongs to the edit of a model that touches nothing else, and to the rest of one that wanders")
    func rim() throws {
        let prior = PixelBuffer(width: 60, height: 40, filledWith: [100, 100, 100])
        var new = prior
        for y in 10..<20 {
            for x in 10..<20 { new.bytes[(y * 60 + x) * 3] = x == 10 ? 101 : 250 }
        }
        let exact = try ChangeReport(comparing: prior, with: new, everyDifference: true)
        #expect(exact.changed == 100.0 / 2400 && exact.identicalOutside == 1)
        #expect(exact.box == Rectangle(x: 10, y: 10, width: 10, height: 10))
        let visible = try ChangeReport(comparing: prior, with: new)
        #expect(visible.changed == 90.0 / 2400)
        #expect(visible.identicalOutside == 2300.0 / 2310)
    }

    @Test("Pictures of different sizes have changed throughout")
    func sizes() throws {
        let report = try ChangeReport(
            comparing: SamplePictures.gradient(), with: SamplePictures.gradient(width: 20, height: 10))
        #expect(report.changed == 1)
        #expect(report.identical == nil)
    }

    @Test("A report survives being written and read")
    func coding() throws {
        let report = try EditedPhotograph("coffee.png", .spot, seed: 8).locked().report
        let copy = try JSONDecoder().decode(ChangeReport.self, from: JSONEncoder().encode(report))
        #expect(copy == report)
    }

    @Test("The overlay shows changed places in their light and dims the rest")
    func overlay() throws {
        let new = PixelBuffer(width: 40, height: 20, filledWith: [200, 200, 200])
        var values = [UInt8](repeating: 0, count: 800)
        for y in 5..<15 { for x in 10..<20 { values[y * 40 + x] = 255 } }
        let overlay = ChangeOverlay.picture(of: new, changed: PixelMask(width: 40, height: 20, values: values))
        #expect(overlay.pixel(10 * 40 + 15).allSatisfy { $0 > 160 })
        #expect(overlay.pixel(0).allSatisfy { $0 < 100 })
        #expect(overlay.pixel(10 * 40 + 9) == [255, 40, 120])
        let letters = ChangeOverlay.picture(
            of: new, changed: PixelMask(width: 40, height: 20, values: values), by: .inversion)
        #expect(Array(letters.pixel(10 * 40 + 15)) == new.pixel(10 * 40 + 15).map { 255 - $0 })
        #expect(letters.pixel(0) == new.pixel(0) && letters.pixel(10 * 40 + 9) == new.pixel(10 * 40 + 9))
    }
}
