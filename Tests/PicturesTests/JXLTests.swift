import Foundation
import Pictures
import TestSupport
import Testing

private func fixture(_ name: String) throws -> Data {
    try Data(contentsOf: Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/\(name)"))
}

/// JPEG XL, which can be read but not written here: the files are kept.
@Suite struct JXLTests {
    @Test("Of an animation in JPEG XL the first frame is taken, which is told, or the one that is chosen")
    func animation() throws {
        // Three frames of 16 by 12: red, green and blue.
        let picture = try Picture(inspecting: fixture("three-frames.jxl"))
        #expect(picture.remarks == [.pages(3, taken: 1, isAnimation: true)])
        #expect(try picture.pixels().isNear([220, 30, 30], at: 8, 6))
        for (page, colour) in [(1, [220, 30, 30]), (2, [30, 200, 30]), (3, [30, 30, 220])] {
            let chosen = try Picture(inspecting: fixture("three-frames.jxl"), page: page).pixels().at(8, 6)
            let other = colour.firstIndex(of: colour.max()!)!
            #expect(chosen.firstIndex(of: chosen.max()!) == other, "\(page): \(chosen)")
        }
        #expect(throws: PictureFailure.noSuchPage(4, count: 3)) {
            try Picture(inspecting: fixture("three-frames.jxl"), page: 4)
        }
    }

    @Test("High dynamic range in JPEG XL is known by its numbers")
    func highRange() throws {
        let picture = try Picture(inspecting: fixture("pq.jxl"))
        #expect(picture.remarks.contains(.highRange))
        #expect(picture.colour.bits == 16)
    }
}
