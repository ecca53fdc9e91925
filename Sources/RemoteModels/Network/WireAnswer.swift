package import NIOCore
package import NIOHTTP1

/// One HTTP answer.
package struct WireAnswer: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    package var body: ByteBuffer
    /// Whether the body came to its end; of one that did not, what came may still hold a picture.
    package var isWhole = true

    package init(status: Int, headers: HTTPHeaders, body: ByteBuffer) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
