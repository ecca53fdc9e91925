/// What a `predict` answer holds.
package struct ImagenAnswer {
    package private(set) var picture: PictureSource?
    /// Why a picture was held back.
    package private(set) var filteredReason: String?

    /// Reads a body. Throws `AnswerFailure`.
    package init(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        let answer = try JSONAnswer(answer: body)
        if let error = ErrorObject(in: answer, bare: false) { throw .error(error) }
        for prediction in answer["predictions"]?.elements ?? [] {
            filteredReason = prediction["raiFilteredReason"]?.string ?? filteredReason
            guard let characters = prediction["bytesBase64Encoded"] else { continue }
            guard let bytes = characters.base64 else { throw .badPicture }
            if !bytes.isEmpty { picture = .data(bytes, declared: prediction["mimeType"]?.string) }
        }
    }
}
