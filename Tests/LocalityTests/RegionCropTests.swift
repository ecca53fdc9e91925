import Foundation
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

@Suite struct RegionCropTests {
    private let sizes = EditedPhotograph.sizes

    @Test("The crop holds the box with its context, in one of the model's ratios, inside the picture")
    func plan() throws {
        let picture = PixelSize(width: 6000, height: 4000)
        for box in [
            Rectangle(x: 0, y: 0, width: 100, height: 100), Rectangle(x: 2000, y: 1500, width: 900, height: 500),
            Rectangle(x: 5500, y: 100, width: 500, height: 1400), Rectangle(x: 10, y: 10, width: 5900, height: 3900),
        ] {
            let region = try #require(RegionCrop(box: box, in: picture, sizes: sizes))
            #expect(region.box == box)
            #expect(region.crop.intersection(box) == box)
            #expect(region.crop.x >= 0 && region.crop.maxX <= 6000 && region.crop.y >= 0 && region.crop.maxY <= 4000)
            #expect(region.crop.width >= min(640, 6000) && region.crop.height >= min(640, 4000))
            #expect(sizes.contains(region.frame.sent))
        }
        #expect(RegionCrop(box: Rectangle(x: 7000, y: 0, width: 9, height: 9), in: picture, sizes: sizes) == nil)
    }

    @Test("Outside the box every pixel stays, even where the model changed everything", arguments: [false, true])
    func exact(alpha: Bool) throws {
        var picture = try Picture(inspecting: SamplePictures.photograph("raccoon.jpg")).pixels()
            .scaled(to: PixelSize(width: 1600, height: 1200))
        if alpha { picture = picture.withRoundAlpha() }
        let box = Rectangle(x: 600, y: 400, width: 300, height: 260)
        let region = try #require(
            RegionCrop(box: box, in: PixelSize(width: 1600, height: 1200), sizes: sizes))
        let sent = try region.applied(to: picture)
        for edit in [KnownEdit.recolour, .night, .scene, .blackAndWhite] {
            let donor = SamplePictures.gradient(width: 300, height: 200)
            let edited = try edit.applied(to: sent, donors: [donor], seed: 6)
            let answer = try Picture(inspecting: Rerendering(level: .typical, seed: 6).applied(to: edited)).pixels()
            let kept = try region.stitched(answer, onto: picture)
            #expect(kept.picture.channels == picture.channels)
            #expect(kept.report.identicalOutside == 1)
            var inside = 0
            for i in 0..<picture.pixelCount where kept.picture.pixel(i) != picture.pixel(i) {
                let (x, y) = (i % 1600, i / 1600)
                if x >= box.x, x < box.maxX, y >= box.y, y < box.maxY { inside += 1 } else { Issue.record("\(x),\(y)") }
                if alpha { #expect(kept.picture.pixel(i).last == picture.pixel(i).last) }
            }
            if edit == .night || edit == .scene { #expect(inside > box.area / 2, "\(edit)") }
        }
    }

    @Test("A mask confines the change further")
    func mask() throws {
        let picture = try Picture(inspecting: SamplePictures.photograph("coffee.png")).pixels()
        let box = Rectangle(x: 100, y: 100, width: 200, height: 150)
        let region = try #require(
            RegionCrop(box: box, in: PixelSize(width: picture.width, height: picture.height), sizes: sizes))
        var values = [UInt8](repeating: 0, count: picture.pixelCount)
        for y in 120..<200 { for x in 150..<250 { values[y * picture.width + x] = 255 } }
        let mask = PixelMask(width: picture.width, height: picture.height, values: values)
        let edited = try KnownEdit.night.applied(to: region.applied(to: picture), donors: [picture], seed: 1)
        let answer = try Picture(inspecting: Rerendering(level: .mild, seed: 1).applied(to: edited)).pixels()
        let kept = try region.stitched(answer, onto: picture, mask: mask)
        var changed = 0
        for i in values.indices where kept.picture.pixel(i) != picture.pixel(i) {
            changed += 1
            #expect(values[i] > 0)
        }
        #expect(changed > 4000)
    }

    @Test("An answer in a new ratio can't be laid back, and changes nothing")
    func newRatio() throws {
        let picture = SamplePictures.gradient(width: 800, height: 800)
        let region = try #require(
            RegionCrop(
                box: Rectangle(x: 100, y: 100, width: 200, height: 200), in: PixelSize(width: 800, height: 800),
                sizes: sizes))
        let kept = try region.stitched(SamplePictures.gradient(width: 900, height: 300), onto: picture)
        #expect(kept.report.aside == .newRatio)
        #expect(kept.picture == picture)
    }
}
