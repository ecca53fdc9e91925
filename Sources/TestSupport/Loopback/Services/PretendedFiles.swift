import Foundation
import Synchronization

/// Google's files, as far as batches need them: the resumable upload, removal, and what a job leaves to be fetched.
final class PretendedFiles: Sendable {
    private struct Upload {
        var length: Int
        var data = Data()
        var name: String?
    }

    private struct State {
        var uploads: [String: Upload] = [:]
        var files: [String: Data] = [:]
        var downloads: [String: Int] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// Google takes 2 GB a file.
    private static let longest = 2_000_000_000
    private static let granularity = 256 << 10
    private static let mediaTypes = ["application/jsonl", "text/plain", "application/json"]

    func file(_ name: String) -> Data? { state.withLock { $0.files[name] } }

    func keep(_ data: Data, as name: String) { state.withLock { $0.files[name] = data } }

    func remove(_ name: String) throws(ServiceRefusal) -> Answer {
        guard state.withLock({ $0.files.removeValue(forKey: name) }) != nil else { throw .noFile(name) }
        return .json(.fields([]))
    }

    /// How many files there are.
    var count: Int { state.withLock { $0.files.count } }

    /// How often a file was asked for, this time included.
    func asked(_ name: String) -> Int {
        state.withLock { state in
            state.downloads[name, default: 0] += 1
            return state.downloads[name] ?? 0
        }
    }

    // MARK: Uploads

    func upload(_ request: ReceivedRequest, host: String, trouble: BatchTrouble?) throws(ServiceRefusal) -> Answer {
        let commands = (request.header("x-goog-upload-command") ?? "")
            .split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let id = request.query("upload_id") else {
            guard commands == ["start"], request.header("x-goog-upload-protocol") == "resumable" else {
                throw .badRequest("Invalid upload protocol.")
            }
            return try begin(request, host: host)
        }
        if trouble == .uploadForgotten {
            state.withLock { $0.uploads[id] = nil }
            throw ServiceRefusal(status: 404, message: "Upload not found.", googleStatus: "NOT_FOUND")
        }
        guard let upload = state.withLock({ $0.uploads[id] }) else {
            throw ServiceRefusal(status: 404, message: "Upload not found.", googleStatus: "NOT_FOUND")
        }
        if commands == ["query"] { return answer(upload) }
        guard commands.first == "upload", commands.count == 1 || commands == ["upload", "finalize"] else {
            throw .badRequest("Invalid upload command.")
        }
        guard request.header("x-goog-upload-offset").flatMap({ Int($0) }) == upload.data.count, upload.name == nil
        else {
            throw .badRequest("The offset is not where the upload is.")
        }
        let isLast = commands.count == 2
        guard isLast || request.body.count.isMultiple(of: Self.granularity) else {
            throw .badRequest("Pieces must be multiples of 256 KiB.")
        }
        guard upload.data.count + request.body.count <= upload.length,
            !isLast || upload.data.count + request.body.count == upload.length
        else { throw .badRequest("More or less than was announced.") }
        if trouble == .upload503 {
            throw ServiceRefusal(
                status: 503, message: "The service is currently unavailable.", googleStatus: "UNAVAILABLE")
        }
        let now = state.withLock { state -> Upload in
            state.uploads[id]?.data.append(request.body)
            if isLast, let data = state.uploads[id]?.data {
                state.count += 1
                let name = "files/in\(state.count)"
                state.files[name] = data
                state.uploads[id]?.name = name
                state.uploads[id]?.data = Data()
            }
            return state.uploads[id] ?? upload
        }
        var answer = answer(now)
        // Half of them are taken, and half of those lost on the way back.
        if trouble == .uploadReset { answer.ending = .resetAtOnce }
        return answer
    }

    private func begin(_ request: ReceivedRequest, host: String) throws(ServiceRefusal) -> Answer {
        guard let length = request.header("x-goog-upload-header-content-length").flatMap({ Int($0) }), length > 0,
            length <= Self.longest
        else { throw .badRequest("Invalid length.") }
        guard let type = request.header("x-goog-upload-header-content-type"), Self.mediaTypes.contains(type) else {
            throw .badRequest("Unsupported MIME type.")
        }
        let root = try FieldReader(request.json, at: "", known: ["file"])
        if let file = try root.object("file", known: ["name", "displayName", "mimeType"]) {
            guard try file.string("displayName").map({ $0.utf8.count <= 512 }) ?? true else {
                throw .badRequest("display_name is too long.")
            }
        }
        let id = state.withLock { state in
            state.count += 1
            let id = "u\(state.count)"
            state.uploads[id] = Upload(length: length)
            return id
        }
        return Answer(
            headers: [
                ("X-Goog-Upload-Status", "active"),
                ("X-Goog-Upload-URL", "http://\(host)/upload/v1beta/files?upload_id=\(id)&upload_protocol=resumable"),
                ("X-Goog-Upload-Chunk-Granularity", "\(Self.granularity)"),
            ])
    }

    private func answer(_ upload: Upload) -> Answer {
        guard let name = upload.name else {
            return Answer(
                headers: [
                    ("X-Goog-Upload-Status", "active"), ("X-Goog-Upload-Size-Received", "\(upload.data.count)"),
                ])
        }
        var answer = Answer.json([
            "file": [
                "name": .text(name), "mimeType": "application/jsonl", "sizeBytes": .text("\(upload.length)"),
                "state": "ACTIVE", "source": "UPLOADED",
            ]
        ])
        answer.headers += [
            ("X-Goog-Upload-Status", "final"), ("X-Goog-Upload-Size-Received", "\(upload.length)"),
        ]
        return answer
    }
}

extension ServiceRefusal {
    static func noFile(_ name: String) -> ServiceRefusal {
        ServiceRefusal(
            status: 403, message: "You do not have permission to access the File \(name) or it may not exist.",
            googleStatus: "PERMISSION_DENIED")
    }
}
