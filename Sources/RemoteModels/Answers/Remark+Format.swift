import Foundation
import ImageModels
import Pictures

extension Reply.Remark {
    /// Says so where the bytes are of another format than the service declared.
    static func onFormat(of data: Data, declared: String?) -> [Reply.Remark] {
        // "image/png; charset=utf-8" says no more than its beginning.
        let declared = declared.map { $0.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() }
        guard let declared, declared.hasPrefix("image/"), let format = PictureFormat(magic: data) else { return [] }
        let isSame = format.mediaType == declared || (format == .jpeg && declared == "image/jpg")
        return isSame ? [] : [.declaredAs(mimeType: declared)]
    }

    /// Says so where a picture came with a status that is no success.
    static func onStatus(of answer: WireAnswer) -> [Reply.Remark] {
        answer.isSuccess ? [] : [.inRefusal(status: answer.status)]
    }
}
