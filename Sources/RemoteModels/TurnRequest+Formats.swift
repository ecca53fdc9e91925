import ImageModels
import Pictures

extension TurnRequest {
    /// The request with every picture in a format and in colours that the wire takes; others become PNG. Throws `ModelFailure`.
    func inFormats(_ formats: Set<PictureFormat>) throws(ModelFailure) -> TurnRequest {
        var request = self
        do throws(PictureFailure) {
            request.picture = try picture.map { (picture) throws(PictureFailure) in try picture.inFormats(formats) }
            request.references = try references.map { (picture) throws(PictureFailure) in
                try picture.inFormats(formats)
            }
        } catch {
            throw .broken(detail: String(describing: error))
        }
        return request
    }
}

extension Picture {
    fileprivate func inFormats(_ formats: Set<PictureFormat>) throws(PictureFailure) -> Picture {
        // A model sees what a designer sees: 8-bit sRGB of the page that was chosen.
        formats.contains(format) && colour.isPlain && chosenPage == nil ? self : try pixels().picture(as: .png)
    }
}
