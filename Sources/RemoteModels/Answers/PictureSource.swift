package import Foundation

/// How a picture came in an answer.
package enum PictureSource: Sendable, Equatable {
    case data(Data, declared: String?)
    /// To be fetched, if it may be.
    case link(URL)
}
