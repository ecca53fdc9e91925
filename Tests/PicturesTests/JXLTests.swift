import Foundation
import Pictures
import TestSupport
import Testing

private func fixture(_ name: String) throws -> Data {
    try Data(contentsOf: Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/\(name)"))
}

/// JPEG XL, which can be read but not written here: the files are kept.
@Suite struct JXLTests {
    @Test("Of an animation in JPEG XL the first frame is taken, and that is told")
    func animation() throws {
        // Three frames of 16 by 12: red, green and blue.
        let picture = try Picture(inspecting: fixture("three-frames.jxl"))
        #expect(picture.remarks == [.pages(3, taken: 1, isAnimation: true)])
        #expect(try picture.pixels().isNear([220, 30, 30], at: 8, 6))
        #expect(throws: PictureFailure.onlyFirstFrame(.jxl)) {
            try Picture(inspecting: fixture("three-frames.jxl"), page: 2)
        }
    }

    @Test("High dynamic range in JPEG XL is known by its numbers")
    func highRange() throws {
        let picture = try Picture(inspecting: fixture("pq.jxl"))
        #expect(picture.remarks.contains(.highRange))
        #expect(picture.colour.bits == 16)
    }
}
