package import ImageModels
package import Pictures

/// How large an edit may make a picture.
package enum GeometryLimit {
    package static let side = 16384
    package static let pixels = 200_000_000
    /// Beyond this nothing but blur is gained.
    package static let enlargement = 4.0

    package static func checkEnlargement(from old: PixelSize, to new: PixelSize) throws(ModelFailure) {
        try check(Double(new.width), Double(new.height))
        let growth = max(Double(new.width) / Double(old.width), Double(new.height) / Double(old.height))
        guard growth <= enlargement + 0.01 else {
            let longest = min(side, Int(enlargement) * max(old.width, old.height))
            throw .declined(
                .beyondMeans(
                    "enlarging more than \(Int(enlargement)) times; beyond that nothing but blur is gained",
                    advice: "At most: \"resize to \(longest) px\""))
        }
    }

    package static func check(_ width: Double, _ height: Double) throws(ModelFailure) {
        guard width <= Double(side), height <= Double(side), width * height <= Double(pixels) else {
            throw .declined(
                .beyondMeans(
                    "pictures of more than \(side) pixels a side or \(pixels / 1_000_000) megapixels",
                    advice: "No model makes them so large: say a smaller size."))
        }
    }
}
