import Foundation
import Locality
import Pictures

/// A picture of any format, as it opens by itself and its second page, as one to edit and as a mask.
func fuzzPicture(_ bytes: [UInt8]) {
    for page in [nil, 2] { fuzzPicture(Data(bytes), page: page) }
}

private func fuzzPicture(_ data: Data, page: Int?) {
    guard
        let picture = try? Picture(
            inspecting: data, page: page, limits: PictureLimits(pixels: 100_000, bytes: 1 << 20)),
        let pixels = try? picture.pixels()
    else { return }
    precondition(pixels.width == picture.width && pixels.height == picture.height)
    let mask = PixelMask(from: pixels)
    let size = PixelSize(width: 31, height: 17)
    if let region = Region(selecting: mask, in: size) { precondition(region.box.lies(in: size)) }
    _ = try? pixels.fitted(longestSide: 16)
}
