package import Foundation
import Pictures

/// How a picture came in an answer.
package enum PictureSource: Sendable, Equatable {
    case data(Data, declared: String?)
    /// To be fetched, if it may be.
    case link(URL)

    /// A body that is the picture itself, as some gateways answer and as files behind links are; `nil` of others.
    package init?(body: UnsafeRawBufferPointer) {
        guard PictureFormat(magic: Data(body.prefix(64))) != nil else { return nil }
        self = .data(Data(body), declared: nil)
    }
}
