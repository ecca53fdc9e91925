import Foundation
import Synchronization

/// A log of requests and answers, a JSON object a line: pictures and signatures stand as their size and SHA-256, keys as
/// their ends.
public final class RequestTrace: Sendable {
    public enum Failure: Error, Sendable, Equatable {
        case cannotOpen(file: String, errno: Int32)
    }

    enum Outcome {
        case answered(WireAnswer)
        case failed(any Error)
    }

    private let descriptor: Int32
    private let writing = Mutex(())

    /// Opens a file (0600) to be added to, and makes it if need be. Throws `Failure`.
    public init(appendingTo file: String) throws(Failure) {
        // Without O_NONBLOCK a FIFO would be waited for.
        descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(file: file, errno: errno) }
        var status = stat()
        // A file with two names may be a session's own.
        guard fstat(descriptor, &status) == 0,
            status.st_mode & S_IFMT == S_IFCHR || status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
        else { throw .cannotOpen(file: file, errno: EINVAL) }
        // It may have been there before, for others to read.
        if status.st_mode & S_IFMT == S_IFREG { fchmod(descriptor, 0o600) }
    }

    deinit { close(descriptor) }

    func write(_ request: WireRequest, _ outcome: Outcome, seconds: Double) {
        let line = Self.line(request, outcome, seconds: seconds, at: Date())
        writing.withLock { _ in
            var rest = Data((line + "\n").utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func line(_ request: WireRequest, _ outcome: Outcome, seconds: Double, at time: Date) -> String {
        var fields = [
            ("time", JSONText.quoted(time.formatted(.iso8601))),
            ("seconds", String((seconds * 1000).rounded() / 1000)),
            ("method", JSONText.quoted(request.method.rawValue)),
            ("url", JSONText.quoted(request.url)),
        ]
        switch request.authorisation {
        case .none: break
        case .googleKey(let key), .bearer(let key): fields.append(("key", JSONText.quoted(key.ends)))
        }
        if let body = request.body {
            fields.append(("sentBytes", String(body.count)))
            fields.append(("sent", JSONText.quoted(TracedBody.text(of: body))))
        }
        switch outcome {
        case .answered(let answer):
            fields.append(("status", String(answer.status)))
            let headers = answer.headers.all.map { "\(JSONText.quoted($0.name)):\(JSONText.quoted($0.value))" }
            fields.append(("headers", "{\(headers.joined(separator: ","))}"))
            fields.append(("receivedBytes", String(answer.body.count)))
            fields.append(("received", JSONText.quoted(TracedBody.text(of: answer))))
        case .failed(let error):
            fields.append(("failure", JSONText.quoted(String(describing: error))))
        }
        let line = "{\(fields.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ","))}"
        switch request.authorisation {
        case .none: return line
        // A service may echo the key.
        case .googleKey(let key), .bearer(let key): return KeyRedaction([key]).redacted(line)
        }
    }
}
