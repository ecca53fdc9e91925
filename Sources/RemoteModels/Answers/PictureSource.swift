package import Foundation
import Pictures

/// How a picture came in an answer.
package enum PictureSource: Sendable, Equatable {
    case data(Data, declared: String?)
    /// To be fetched, if it may be.
    case link(URL)

    /// What stands where an address is expected: a data URI, or an address; `nil` of others.
    package init?(address text: String, declared: String? = nil) {
        if text.utf8.prefix(5).elementsEqual("data:".utf8) || text.lowercased().hasPrefix("data:image/") {
            let found = PictureInText(text)
            guard let data = found.data else { return nil }
            self = .data(data, declared: found.declared ?? declared)
        } else if let url = URL(string: text) {
            self = .link(url)
        } else {
            return nil
        }
    }

    /// A body that is the picture itself, as some gateways answer and as files behind links are; `nil` of others.
    package init?(body: UnsafeRawBufferPointer) {
        guard PictureFormat(magic: Data(body.prefix(64))) != nil else { return nil }
        self = .data(Data(body), declared: nil)
    }
}
