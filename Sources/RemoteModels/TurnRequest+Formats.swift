import ImageModels
import Pictures

extension TurnRequest {
    /// The request with every picture in a format and in colours that the wire takes; others become PNG, and what then has
    /// more bytes than `most` becomes JPEG. Throws `ModelFailure`.
    func inFormats(_ formats: Set<PictureFormat>, most: Int? = nil) throws(ModelFailure) -> TurnRequest {
        var request = self
        do throws(PictureFailure) {
            request.picture = try picture.map { (picture) throws(PictureFailure) in try picture.inFormats(formats, most)
            }
            request.references = try references.map { (picture) throws(PictureFailure) in
                try picture.inFormats(formats, most)
            }
        } catch {
            throw .broken(detail: String(describing: error))
        }
        if let most,
            let large = ([request.picture] + request.references).compactMap(\.?.data.count).first(where: { $0 > most })
        {
            throw .declined(.tooLarge(bytes: large, limit: most))
        }
        return request
    }
}

extension Picture {
    fileprivate func inFormats(_ formats: Set<PictureFormat>, _ most: Int?) throws(PictureFailure) -> Picture {
        // A model sees what a designer sees: 8-bit sRGB of the page that was chosen, and nothing that a file says besides:
        // where it was taken, by whom, with which camera.
        var picture = self
        if !(formats.contains(format) && colour.isPlain && chosenPage == nil && holdsOnlyPixels) {
            let pixels = try pixels()
            let isLossy = format != .png && format != .tiff && format != .gif && pixels.channels == 3
            picture = try pixels.picture(as: isLossy ? PictureEncoding(format: .jpeg, quality: 95) : .png)
        }
        guard let most, picture.data.count > most else { return picture }
        return try picture.pixels().picture(as: PictureEncoding(format: .jpeg, quality: 92))
    }
}
