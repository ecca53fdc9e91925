import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

@Suite("Google's batches on the wire") struct BatchWireTests {
    private func google(_ server: LoopbackServer, transport: Transport) throws -> BatchedModel {
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("google")), base: try ServiceAddress(server.base),
            key: APIKey(LoopbackService.key), transport: transport)
        return try #require(model.batched)
    }

    @Test("A file goes up in pieces of 8 MB, and a lost piece is gone on from where the service has it")
    func pieces() async throws {
        var options = LoopbackService.Options()
        options.manners = .google
        let service = LoopbackService(options: options)
        service.play(inBatches: .uploadReset, .upload503)
        let server = try await LoopbackServer(service)
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("lines")
        try Data(count: 20 << 20).write(to: file)
        let name = try await model.jobs.upload(file, called: "many")
        #expect(name.hasPrefix("files/"))
        let commands = server.requests.compactMap { $0.header("x-goog-upload-command") }
        let offsets = server.requests.compactMap { $0.header("x-goog-upload-offset") }
        #expect(commands == ["start", "upload", "query", "upload", "query", "upload", "upload, finalize"])
        #expect(offsets == ["0", "8388608", "8388608", "16777216"])
        await model.jobs.remove(name)
        #expect(service.batchRecord.files == 0)
        await transport.shutdown()
    }

    @Test("A job is made, looked for by its name on whatever page it stands, and told with its counts")
    func job() async throws {
        var options = LoopbackService.Options()
        options.manners = .google
        options.signatureCharacters = 100
        let service = LoopbackService(options: options)
        let server = try await LoopbackServer(service)
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("lines")
        let picture = try SamplePictures.gradient(width: 64, height: 64).picture()
        let request = TurnRequest(instruction: "make it \"red\"\n", picture: picture)
        try model.line(for: request, key: "a.b.0.c").write(to: file)
        let uploaded = try await model.jobs.upload(file, called: "x")
        for index in 1...120 { _ = try await model.jobs.make(called: "job \(index)", of: uploaded) }
        #expect(try await model.jobs.jobs(called: "job 1").map(\.id) == ["batches/b1x"])
        #expect(try await model.jobs.jobs(called: nil).count == 120)
        #expect(try await model.jobs.jobs(called: "job").isEmpty)
        var job = try await model.jobs.job("batches/b1x")
        #expect(job.requests == 1 && job.name == "job 1" && job.made != nil)
        while !job.isOver {
            try await Task.sleep(for: .milliseconds(20))
            job = try await model.jobs.job("batches/b1x")
        }
        #expect(job.state == .succeeded)
        let place = folder.url.appendingPathComponent("answers")
        try await model.jobs.answers(in: try #require(job.answers), to: place)
        let answer = try #require(model.jobs.read(try Data(contentsOf: place)))
        guard case .answered(let data) = answer.outcome else {
            Issue.record("\(answer)")
            return
        }
        #expect(answer.key == "a.b.0.c")
        let reply = try await model.reply(toAnswer: data)
        #expect(reply.finishReason == .stop && reply.exchange?.requestID != nil)
        _ = try Picture(inspecting: reply.imageData)
        await transport.shutdown()
    }

    @Test("Answers come line by line, without keys, and are gone on with by their bytes")
    func answers() async throws {
        let line = { (text: String) in Data("{\"key\":\"\(text)\",\"response\":{}}\n".utf8) }
        let body = line("one") + line(LoopbackService.key) + line("three")
        let cut = body.count - 20
        let server = try await LoopbackServer { request in
            guard let range = request.header("range") else {
                return Answer(body: body, ending: .reset(afterBytes: cut))
            }
            let start = Int(range.dropFirst(6).dropLast()) ?? 0
            return Answer(206, body: body.dropFirst(start))
        }
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let folder = try TemporaryFolder()
        let place = folder.url.appendingPathComponent("answers")
        await #expect(throws: ModelFailure.self) { try await model.jobs.answers(in: "files/x", to: place) }
        #expect(try Data(contentsOf: place).count == (line("one") + line(LoopbackService.key)).count)
        try await model.jobs.answers(in: "files/x", to: place)
        let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
        #expect(!text.contains(LoopbackService.key) && text.utf8.count == body.count)
        #expect(text.split(separator: "\n").count == 3 && text.hasSuffix("\"three\",\"response\":{}}\n"))
        #expect(server.requests.last?.header("range") == "bytes=\(body.count - line("three").count)-")
        await transport.shutdown()
    }

    @Test(
        "Errors of lines are sorted: what passes may be asked again, what is refused not",
        arguments: [
            (#"{"key":"k","error":{"code":14,"message":"overloaded"}}"#, true, ServiceFailure.Kind.overloaded),
            (#"{"key":"k","error":{"code":8,"message":"quota"}}"#, true, .rateLimited),
            (#"{"key":"k","error":{"code":13,"message":"internal"}}"#, true, .internalError),
            (#"{"key":"k","error":{"code":4,"message":"deadline"}}"#, true, .timedOut),
            (#"{"key":"k","error":{"code":1,"message":"cancelled"}}"#, true, .overloaded),
            (#"{"key":"k","error":{"code":3,"message":"no such picture"}}"#, false, .badRequest),
            (#"{"metadata":{"key":"k"},"error":{"code":7,"message":"not allowed"}}"#, false, .forbidden),
            (#"{"key":"k","error":{"code":429,"message":"quota"}}"#, true, .rateLimited),
        ])
    func lineErrors(line: String, isOpen: Bool, kind: ServiceFailure.Kind) async throws {
        let server = try await LoopbackServer { _ in Answer() }
        let transport = try Transport()
        let answer = try #require(try google(server, transport: transport).jobs.read(Data(line.utf8)))
        #expect(answer.key == "k" && answer.isOpen == isOpen)
        guard case .failed(let failure) = answer.outcome else {
            Issue.record("\(answer)")
            return
        }
        #expect(failure.kind == kind && failure.charged == .no)
        await transport.shutdown()
    }

    @Test("What is no line is none")
    func noLines() async throws {
        let server = try await LoopbackServer { _ in Answer() }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        for text in ["", "no line", "[]", "{}", #"{"key":"k"}"#, #"{"response":{}}"#, #"{"key":"k","response":[]}"#] {
            #expect(jobs.read(Data(text.utf8)) == nil, "\(text)")
        }
        await transport.shutdown()
    }

    @Test("An upload never leads the key to another address")
    func otherAddress() async throws {
        let server = try await LoopbackServer { _ in
            Answer(headers: [("X-Goog-Upload-URL", "http://127.0.0.2:1/upload?upload_id=1")])
        }
        let transport = try Transport()
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("lines")
        try Data("x\n".utf8).write(to: file)
        let model = try google(server, transport: transport)
        await #expect(throws: ModelFailure.self) { _ = try await model.jobs.upload(file, called: "x") }
        #expect(server.requests.count == 1)
        await transport.shutdown()
    }
}
