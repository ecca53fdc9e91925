import CCurl
import Foundation

/// What libcurl is told of a request before it goes out.
extension CurlTransfer {
    func prepare() -> UnsafeMutableRawPointer {
        guard let handle = retouch_curl_new() else { preconditionFailure("no memory for libcurl") }
        self.handle = handle
        let me = Unmanaged.passUnretained(self).toOpaque()
        func set(_ option: CURLoption, _ value: Int) { retouch_curl_set_long(handle, option, value) }
        func set(_ option: CURLoption, _ value: String) { retouch_curl_set_string(handle, option, value) }
        func milliseconds(_ seconds: Double) -> Int { Int(min(max(seconds, 0.001), 1_000_000) * 1000) }
        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        // A stream of HTTP/2 that ends in an error takes what has come of a paid answer along, unseen. Each request has a
        // connection of its own anyway.
        set(CURLOPT_HTTP_VERSION, Int(request.method == .post ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let certificateFile { set(CURLOPT_CAINFO, certificateFile) }
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(limits.connectSeconds))
        if request.sink == nil {
            set(CURLOPT_TIMEOUT_MS, milliseconds(limits.wholeSeconds))
        } else {
            set(CURLOPT_LOW_SPEED_LIMIT, 1)
            set(CURLOPT_LOW_SPEED_TIME, Int(min(max(limits.wholeSeconds, 1), 1_000_000)))
            // A sink takes what was meant; it is not asked for, and comes all the same from some gateways.
            set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        }
        // A connection that has been idle for long is the likeliest to be closed under a request.
        set(CURLOPT_MAXAGE_CONN, 45)
        set(CURLOPT_BUFFERSIZE, 256 << 10)
        set(CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Without it libcurl 8 lets go of an answer in a transfer coding that nobody asked for. It is not asked for all the
        // same (prepareFields).
        set(CURLOPT_TRANSFER_ENCODING, 1)
        retouch_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
        prepareProxy(set, set)
        prepareFields()
        retouch_curl_set_pointer(handle, CURLOPT_HTTPHEADER, fields)
        set(CURLOPT_USERAGENT, "retouch")
        if request.method == .delete { set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
        if request.method == .post {
            set(CURLOPT_POST, 1)
            retouch_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body?.count ?? 0))
            retouch_curl_set_transfer(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
                CurlTransfer.at(context).read(into: bytes, size * count)
            }
            retouch_curl_set_pointer(handle, CURLOPT_READDATA, me)
            retouch_curl_set_rewind(handle) { context, offset, origin in
                offset == 0 && origin == SEEK_SET && CurlTransfer.at(context).rewind()
                    ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
            }
            retouch_curl_set_pointer(handle, CURLOPT_SEEKDATA, me)
        }
        retouch_curl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.at(context).takeHead(bytes, size * count)
        }
        retouch_curl_set_pointer(handle, CURLOPT_HEADERDATA, me)
        retouch_curl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.at(context).takeBody(bytes, size * count)
        }
        retouch_curl_set_pointer(handle, CURLOPT_WRITEDATA, me)
        if request.method == .post {
            retouch_curl_set_debug(handle) { _, kind, bytes, count, context in
                if kind == CURLINFO_DATA_IN { CurlTransfer.at(context).takeRaw(bytes, count) }
                return 0
            }
            retouch_curl_set_pointer(handle, CURLOPT_DEBUGDATA, me)
            set(CURLOPT_VERBOSE, 1)
        }
        retouch_curl_set_before_request(handle) { context, _, _, _, _ in CurlTransfer.at(context).begin() }
        retouch_curl_set_pointer(handle, CURLOPT_PREREQDATA, me)
        if request.onlyToPublicHosts, proxy == nil {
            retouch_curl_set_open_socket(handle) { context, _, address in CurlTransfer.at(context).open(address) }
            retouch_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, me)
        }
        return handle
    }

    private func prepareProxy(_ set: (CURLoption, Int) -> Void, _ setText: (CURLoption, String) -> Void) {
        // Which requests go through a proxy is decided by our own rules, not by libcurl's reading of the environment.
        setText(CURLOPT_NOPROXY, "")
        guard let proxy else { return setText(CURLOPT_PROXY, "") }
        setText(CURLOPT_PROXY, proxy.url)
        // Whatever way of signing in the proxy asks for; the password is not sent before.
        set(CURLOPT_PROXYAUTH, retouch_curl_any_login())
        set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let certificateFile { setText(CURLOPT_PROXY_CAINFO, certificateFile) }
        if let user = proxy.user {
            setText(CURLOPT_PROXYUSERNAME, user)
            setText(CURLOPT_PROXYPASSWORD, proxy.password ?? "")
        }
    }

    private func prepareFields() {
        // Nothing is to be compressed that is a picture already; and a body is never held back to ask for leave.
        var lines = ["Accept: */*", "Expect:", "TE:"]
        if request.sink != nil { lines.append("Accept-Encoding: identity") }
        switch request.authorisation {
        case .none: break
        case .googleKey(let key): lines.append("x-goog-api-key: \(key.headerValue)")
        case .bearer(let key): lines.append("Authorization: Bearer \(key.headerValue)")
        }
        if request.method == .post {
            lines.append(request.body.map { "Content-Type: \($0.mediaType)" } ?? "Content-Type:")
        }
        lines += request.fields.map { "\($0.name): \($0.value)" }
        for line in lines { fields = retouch_curl_append(fields, line) }
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
        guard let context else { preconditionFailure("a callback without its transfer") }
        return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }
}
