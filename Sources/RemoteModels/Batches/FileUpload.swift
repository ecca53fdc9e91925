import Files
import Foundation
import Glibc
import ImageModels

/// Takes a file up to Google by its resumable way: begun, sent in pieces, and gone on with where the service says that it
/// is after a piece was lost. Files cost nothing and are gone after two days.
struct FileUpload {
    let file: URL
    let name: String
    let service: String
    let address: ServiceAddress
    let key: APIKey
    let transport: Transport

    /// Google takes multiples of 256 KB.
    private static let piece = 8 << 20
    /// Pieces and beginnings in a row that may be lost.
    private static let patience = 8
    private static let mediaType = "application/jsonl"

    /// The file's name at Google: "files/abc123". Throws `ModelFailure`.
    func run() async throws -> String {
        let descriptor: Int32
        do {
            descriptor = try OrdinaryFile.open(file.path)
        } catch {
            throw ModelFailure.broken(detail: "\(file.lastPathComponent): \(String(cString: strerror(error.code)))")
        }
        defer { close(descriptor) }
        let length = Int(lseek(descriptor, 0, SEEK_END))
        var lost = 0
        while true {
            do {
                let place = try await begin(length)
                return try await send(descriptor, length, to: place, &lost)
            } catch let loss as Loss {
                try await wait(&lost, loss)
            }
        }
    }

    /// A request that came to nothing and may be sent again.
    private struct Loss: Error {
        var failure: ServiceFailure
        /// Whether the upload as a whole has to be begun again.
        var isForgotten = false
    }

    private func wait(_ lost: inout Int, _ loss: Loss) async throws {
        lost += 1
        guard lost <= Self.patience else { throw ModelFailure.service(loss.failure) }
        let pacing = transport.options.pacing
        try await pacing.sleep(
            RetryPlan.wait(before: lost + 1, asked: loss.failure.retryAfter, chance: pacing.chance()))
    }

    private func begin(_ length: Int) async throws -> String {
        var body = RequestBody()
        body.append("{\"file\":{\"displayName\":\(JSONText.quoted(name)),\"mimeType\":\"\(Self.mediaType)\"}}")
        var request = WireRequest(.post, address.url("/upload/v1beta/files"), .googleKey(key), body: body)
        request.fields = [
            ("X-Goog-Upload-Protocol", "resumable"), ("X-Goog-Upload-Command", "start"),
            ("X-Goog-Upload-Header-Content-Length", "\(length)"),
            ("X-Goog-Upload-Header-Content-Type", Self.mediaType),
        ]
        let answer = try await answer(to: request)
        guard let place = answer.headers.first(name: "x-goog-upload-url") else { throw nonsense(answer) }
        return try ownPlace(place)
    }

    /// The place to send to, which has to be at the service: a key goes along.
    private func ownPlace(_ place: String) throws(ModelFailure) -> String {
        guard address.holds(place) else {
            throw .service(
                ServiceFailure(.notTheService, service: service, detail: "the upload leads to another address"))
        }
        return place
    }

    private func send(_ file: Int32, _ length: Int, to place: String, _ lost: inout Int) async throws -> String {
        var offset = 0
        while true {
            do {
                let data = try piece(of: file, at: offset, length)
                let isLast = offset + data.count >= length
                var body = RequestBody(mediaType: Self.mediaType)
                body.append(.transcript(data))
                let answer = try await command(isLast ? "upload, finalize" : "upload", offset, body, to: place)
                if isLast { return try uploaded(answer) }
                offset += data.count
                lost = 0
            } catch let loss as Loss {
                if loss.isForgotten { throw loss }
                try await wait(&lost, loss)
                guard let had = try await received(at: place) else { continue }
                switch had {
                case .whole(let name): return name
                case .part(let count): offset = min(max(count, 0), length)
                }
            }
        }
    }

    private func piece(of file: Int32, at offset: Int, _ length: Int) throws(ModelFailure) -> Data {
        do throws(OrdinaryFile.Failure) {
            return try OrdinaryFile.read(file, from: offset, count: min(Self.piece, length - offset))
        } catch {
            throw .broken(detail: "\(self.file.lastPathComponent): \(String(cString: strerror(error.code)))")
        }
    }

    private enum Received {
        case whole(String)
        case part(Int)
    }

    /// How far it came, as the service says; `nil` where that can't be known now.
    private func received(at place: String) async throws -> Received? {
        do {
            let answer = try await command("query", nil, RequestBody(mediaType: Self.mediaType), to: place)
            if answer.headers.first(name: "x-goog-upload-status") == "final" { return .whole(try uploaded(answer)) }
            return answer.headers.first(name: "x-goog-upload-size-received").flatMap { Int($0) }.map { .part($0) }
        } catch let loss as Loss where !loss.isForgotten {
            return nil
        }
    }

    private func command(
        _ command: String, _ offset: Int?, _ body: RequestBody, to place: String
    ) async throws -> WireAnswer {
        var request = WireRequest(.post, place, .googleKey(key), body: body)
        request.fields = [("X-Goog-Upload-Command", command)]
        if let offset { request.fields.append(("X-Goog-Upload-Offset", "\(offset)")) }
        return try await answer(to: request)
    }

    /// The name, or the end of the file's address where there is none.
    private func uploaded(_ answer: WireAnswer) throws -> String {
        let name = answer.body.withUnsafeBytes { bytes -> String? in
            guard let json = try? JSONAnswer(bytes), json.isObject else { return nil }
            let file = json["file"] ?? json
            if let name = file["name"]?.string { return name }
            return file["uri"]?.string?.split(separator: "/").suffix(2).joined(separator: "/")
        }
        guard let name, name.hasPrefix("files/"), BatchJob.isName(name) else { throw nonsense(answer) }
        return name
    }

    private func answer(to request: WireRequest) async throws -> WireAnswer {
        let answer: WireAnswer
        do {
            answer = try await transport.answer(to: request)
        } catch let failure as TransportFailure {
            let refusal = Refusal(failure, to: .get, service: service)
            throw refusal.mayBeRepeated ? Loss(failure: refusal.failure) : ModelFailure.service(refusal.failure)
        }
        guard !answer.isSuccess || !answer.isWhole else { return answer }
        let failure =
            answer.isSuccess
            ? ServiceFailure(.cutOff, service: service) : Refusal(answer, to: .get, service: service).failure
        // An upload that the service does not know any more is begun again.
        let isForgotten = [404, 410].contains(answer.status) && request.url.contains("upload_id")
        if answer.isSuccess || answer.status == 429 || answer.status >= 500 || isForgotten {
            throw Loss(failure: failure, isForgotten: isForgotten)
        }
        throw ModelFailure.service(failure)
    }

    private func nonsense(_ answer: WireAnswer) -> ModelFailure {
        .service(ServiceFailure(.nonsense, service: service, status: answer.status))
    }
}
