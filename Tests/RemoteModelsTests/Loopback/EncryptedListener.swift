import Foundation
import TestSupport

/// A listener that answers the first bytes of a connection by TLS, with one of the certificates among the
/// fixtures. It is Python's, whose OpenSSL still speaks the versions that nobody should.
final class EncryptedListener {
    let port: Int
    private let process = Process()
    private let end = Pipe()
    private let folder: TemporaryFolder

    /// - Parameter best: The newest version of TLS that it speaks, as Python calls it: "TLSv1_1".
    init(certificate: String, answering answer: String = "", best: String? = nil) throws {
        folder = try TemporaryFolder()
        try Data(answer.utf8).write(to: folder.url.appendingPathComponent("answer"))
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3", "-W", "ignore",
                Repository.root.appending(path: "Tests/RemoteModelsTests/Loopback/tls_listener.py").path,
                Self.fixture(certificate), Self.fixture("loopback-key.pem"), folder.path("answer"),
            ] + (best.map { [$0] } ?? [])
        process.standardInput = end
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw NoPort(line: line) }
        self.port = port
    }

    struct NoPort: Error { var line: String }

    static func fixture(_ name: String) -> String {
        Repository.root.appending(path: "Tests/RemoteModelsTests/Fixtures/\(name)").path
    }

    func close() {
        try? end.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    deinit {
        close()
    }
}
