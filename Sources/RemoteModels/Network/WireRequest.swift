package import Foundation

/// Takes the body of an answer in as it comes, on the network's thread.
package protocol AnswerSink: Sendable {
    /// Takes the next bytes of an answer of this status; `false` to hear no more.
    func take(_ bytes: UnsafeRawBufferPointer, status: Int) -> Bool
}

/// One HTTP request to a service, its key apart from the headers that may be shown.
package struct WireRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
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
    /// Header fields of this request's own.
    package var fields: [(name: String, value: String)] = []
    /// Where the body of a success goes, instead of into the answer; as long as it takes, if only something comes.
    package var sink: (any AnswerSink)?
    /// Whether it goes to an address that is not this machine's or a private network's, or nowhere: a link is foreign.
    package var onlyToPublicHosts = false
    /// Another machine than this one that may be spoken to without encryption: a person's own, in the local network.
    package var plainHost: String?
    /// The largest body that is taken, in bytes, where that is less than for any answer.
    package var bodyLimit: Int?
    /// Whether an answer that leads elsewhere is an answer.
    package var takesRedirects = false

    /// Whether a body holds a picture: an answer that does is read like a success, whatever its status. `nil` for a request
    /// that asks for none.
    var findsPicture: (@Sendable (UnsafeRawBufferPointer) -> Bool)?

    /// Whether an answer is one to keep, in place of an earlier one; `nil` where every answer is.
    package var isKept: (@Sendable (UnsafeRawBufferPointer) -> Bool)?

    /// What is told of each event of an answer that comes in events, as it comes: its data.
    package var onEvent: (@Sendable (Data) -> Void)?

    package init(_ method: Method, _ url: String, _ authorisation: Authorisation = .none, body: RequestBody? = nil) {
        self.method = method
        self.url = url
        self.authorisation = authorisation
        self.body = body
    }
}
