import CCurl
import Foundation
import Glibc
import ImageModels
import Synchronization

/// One request on its way, and its answer as it comes: a libcurl easy handle with its callbacks.
///
/// After `await` it belongs to the loop's thread; only `cancel` is called from elsewhere.
final class CurlTransfer: @unchecked Sendable {
    struct Limits {
        var connectSeconds: Double
        var wholeSeconds: Double
        /// Bytes of an answer that is a success, and of one that is not.
        var answer: Int
        var refusal: Int
    }

    /// What is told of it while it goes on, on the loop's thread.
    struct News {
        /// The connection stands, and the request is about to go out: from now on it may have reached the service.
        var begun: @Sendable () -> Void
        /// Bytes of the body that have left.
        var sent: @Sendable (Int) -> Void
        var progress: @Sendable (ModelProgress) -> Void
    }

    /// Bytes between two reports of progress.
    private static let reportStep = 64 << 10
    /// Of all header fields together; libcurl has limits of its own for one.
    private static let headLimit = 1 << 20

    let request: WireRequest
    let limits: Limits
    let proxy: ProxyRules.Server?
    let certificateFile: String?
    private let news: News
    private let cancelled = Mutex(false)

    private var continuation: CheckedContinuation<WireAnswer, any Error>?
    var handle: UnsafeMutableRawPointer?
    var fields: UnsafeMutablePointer<curl_slist>?
    let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private var outgoing: RequestBody.Stretches
    private var stretch = Data()
    private var hasBegun = false
    private var hasPrivateAddress = false

    private var answer = WireAnswer(status: 0, headers: HeaderFields(), body: Data())
    /// The last head as it came, and the bytes of all of them.
    private var head = Data()
    private var headBytes = 0
    private var expectsStatusLine = true
    private var hasHead = false
    private var total: Int?
    private var reported = 0
    /// The body as it came, as long as libcurl has made nothing of it.
    private var raw = Data()
    private var events = EventPieces()
    /// A refusal of which enough was read.
    private var isEnough = false

    init(
        _ request: WireRequest, limits: Limits, proxy: ProxyRules.Server?, certificateFile: String?, news: News
    ) {
        self.request = request
        self.limits = limits
        self.proxy = proxy
        self.certificateFile = certificateFile
        self.news = news
        outgoing = RequestBody.Stretches(request.body ?? RequestBody())
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { message.deallocate() }

    var isCancelled: Bool { cancelled.withLock { $0 } }
    func cancel() { cancelled.withLock { $0 = true } }

    func `await`(_ continuation: CheckedContinuation<WireAnswer, any Error>) { self.continuation = continuation }

    func fail(_ error: any Error) {
        continuation?.resume(throwing: error)
        continuation = nil
    }

    // MARK: On the way

    /// libcurl repeats a request by itself where a connection that it used again brought nothing. It may have reached the
    /// service all the same; so there is no second time.
    func begin() -> Int32 {
        guard !hasBegun, !isCancelled else { return CURL_PREREQFUNC_ABORT }
        hasBegun = true
        news.begun()
        return CURL_PREREQFUNC_OK
    }

    /// Before the request has begun (a proxy's login) nothing of the body has gone.
    func rewind() -> Bool {
        guard !hasBegun || stretch.isEmpty else { return false }
        outgoing = RequestBody.Stretches(request.body ?? RequestBody())
        stretch = Data()
        return true
    }

    func read(into bytes: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        guard let bytes, !isCancelled else { return Int(CURL_READFUNC_ABORT) }
        if stretch.isEmpty { stretch = outgoing.next() ?? Data() }
        let count = min(room, stretch.count)
        guard count > 0 else { return 0 }
        stretch.copyBytes(to: UnsafeMutableRawBufferPointer(start: bytes, count: count), count: count)
        stretch = stretch.dropFirst(count)
        news.sent(count)
        return count
    }

    func open(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address else { return CURL_SOCKET_BAD }
        let isPrivate = withUnsafePointer(to: &address.pointee.addr) { HostName.isPrivate($0) }
        guard !isPrivate else {
            hasPrivateAddress = true
            return CURL_SOCKET_BAD
        }
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    /// One line of a head. Heads before the last one (100 Continue) are passed over.
    func takeHead(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        headBytes += count
        guard let bytes, headBytes <= Self.headLimit else { return 0 }
        let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        if expectsStatusLine { head = Data() }
        head.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        if expectsStatusLine {
            answer.headers = HeaderFields()
            expectsStatusLine = false
        } else if line.isEmpty, !hasHead {
            answer.status = handle.map { retouch_curl_long($0, CURLINFO_RESPONSE_CODE) } ?? 0
            hasHead = answer.status >= 200
            if hasHead { head = Data() }
            expectsStatusLine = !hasHead
            total = answer.headers.first(name: "content-length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
            if answer.isSuccess, let total { answer.body.reserveCapacity(min(total, limits.answer)) }
        } else if let colon = line.firstIndex(of: ":") {
            answer.headers.append(
                String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        return count
    }

    /// Chunks that are none, or in a coding that is not known, are told before libcurl gives them up.
    func takeRaw(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) {
        guard let bytes, hasHead, mayHoldPicture, answer.body.isEmpty, raw.count + count <= limits.refusal else {
            return
        }
        raw.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    }

    func takeBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard let bytes, !isCancelled else { return 0 }
        if let sink = request.sink, answer.isSuccess {
            let isTaken = sink.take(UnsafeRawBufferPointer(start: bytes, count: count), status: answer.status)
            return isTaken ? count : 0
        }
        let limit = mayHoldPicture ? limits.answer : limits.refusal
        let room = limit - answer.body.count
        raw = Data()
        answer.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: min(count, room)))
        if let onEvent = request.onEvent, answer.isSuccess {
            for event in events.taking(UnsafeRawBufferPointer(start: bytes, count: min(count, room))) { onEvent(event) }
        }
        guard count <= room else {
            if answer.isSuccess { answer.ending = .tooLarge(limit: limit) } else { isEnough = true }
            return 0
        }
        if answer.isSuccess, answer.body.count - reported >= Self.reportStep { report() }
        return count
    }

    /// A refusal may hold one, too.
    private var mayHoldPicture: Bool { answer.isSuccess || request.findsPicture != nil }

    private func report() {
        reported = answer.body.count
        news.progress(.receiving(bytes: reported, total: total))
    }

    // MARK: After

    func end(_ code: CURLcode) {
        guard hasHead && answer.status > 0 || takePartOfHead() else {
            return fail(failure(code))
        }
        if code == CURLE_OPERATION_TIMEDOUT {
            answer.ending = .timedOut(afterSeconds: limits.wholeSeconds)
        } else if code != CURLE_OK, answer.ending == .whole, !isEnough {
            answer.ending = .brokenOff
            if answer.body.isEmpty { answer.body = raw }
        }
        if answer.isSuccess, answer.body.count > reported { report() }
        continuation?.resume(returning: answer)
        continuation = nil
    }

    /// Of a success whose head libcurl gave up, or that broke off in it, the head is all that came: it may say what the
    /// request was called and what has been used, and is kept as the body would be.
    private func takePartOfHead() -> Bool {
        let status = handle.map { retouch_curl_long($0, CURLINFO_RESPONSE_CODE) } ?? 0
        guard request.method == .post, (200..<300).contains(status), !head.isEmpty else { return false }
        answer.status = status
        answer.body = head
        answer.isOnlyHead = true
        answer.ending = .brokenOff
        return true
    }

    private func failure(_ code: CURLcode) -> TransportFailure {
        if hasPrivateAddress { return .privateAddress(host: URL(string: request.url)?.host() ?? "") }
        let written = String(cString: message)
        let detail = written.isEmpty ? String(cString: retouch_curl_words(code)) : written
        guard let handle else { return .unreachable(detail: detail) }
        return TransportFailure(
            code == CURLE_OK ? CURLE_GOT_NOTHING : code, hasBegun: hasBegun,
            detail: code == CURLE_OK ? "the answer ended within its head" : detail, seconds: limits.wholeSeconds,
            verification: retouch_curl_long(handle, CURLINFO_SSL_VERIFYRESULT),
            proxyStatus: retouch_curl_long(handle, CURLINFO_HTTP_CONNECTCODE))
    }

    func close() {
        if let handle { retouch_curl_free(handle) }
        retouch_curl_free_list(fields)
        handle = nil
        fields = nil
    }
}
