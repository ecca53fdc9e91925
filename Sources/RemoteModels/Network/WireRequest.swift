package import Foundation

/// One HTTP request to a service, its key apart from the headers that may be shown.
package struct WireRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package enum Authorisation: Sendable {
        case none
        /// `x-goog-api-key`, Google's way.
        case googleKey(APIKey)
        /// `Authorization: Bearer`.
        case bearer(APIKey)
    }

    package var method: Method
    package var url: String
    package var authorisation: Authorisation
    package var body: RequestBody?
    /// Whether it goes to an address that is not this machine's or a private network's, or nowhere: a link is foreign.
    package var onlyToPublicHosts = false
    /// Whether an answer that leads elsewhere is an answer.
    package var takesRedirects = false

    /// What is told of each event of an answer that comes in events, as it comes: its data.
    package var onEvent: (@Sendable (Data) -> Void)?

    package init(_ method: Method, _ url: String, _ authorisation: Authorisation = .none, body: RequestBody? = nil) {
        self.method = method
        self.url = url
        self.authorisation = authorisation
        self.body = body
    }
}
