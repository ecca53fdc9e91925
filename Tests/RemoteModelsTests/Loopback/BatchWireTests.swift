import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization
import TestSupport
import Testing

@Suite("Google's batches on the wire") struct BatchWireTests {
    private static let limits = AnswerLimits(bytes: 1 << 30, lineBytes: 1 << 27, lines: 1000)

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
        options.smaller = ModelCatalogue.Entry.miniature
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
        try await model.jobs.answers(in: try #require(job.answers), to: place, within: Self.limits)
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
        await #expect(throws: ModelFailure.self) {
            try await model.jobs.answers(in: "files/x", to: place, within: Self.limits)
        }
        #expect(try Data(contentsOf: place).count == (line("one") + line(LoopbackService.key)).count)
        try await model.jobs.answers(in: "files/x", to: place, within: Self.limits)
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
            (#"{"key":"k","response":{"error":{"code":503,"message":"overloaded"}}}"#, true, .overloaded),
            ("\u{FEFF}" + #"{"key":"k","error":{"code":14,"message":"overloaded"}}"#, true, .overloaded),
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

    @Test(
        "An error of a line that counts what a model put out may be charged, and is not asked again",
        arguments: [
            #"{"key":"k","error":{"code":14,"message":"m"},"usageMetadata":{"candidatesTokenCount":1290}}"#,
            #"{"key":"k","response":{"error":{"code":13,"message":"m"},"usageMetadata":{"candidatesTokenCount":1290}}}"#,
            #"{"key":"k","error":{"code":13,"message":"m","details":[{"usage_metadata":{"candidates_token_count":1}}]}}"#,
        ])
    func countedErrors(line: String) async throws {
        let server = try await LoopbackServer { _ in Answer() }
        let transport = try Transport()
        let answer = try #require(try google(server, transport: transport).jobs.read(Data(line.utf8)))
        guard case .failed(let failure) = answer.outcome else {
            Issue.record("\(answer)")
            return
        }
        #expect(failure.charged == .perhaps && !answer.isOpen && failure.detail == "m")
        await transport.shutdown()
    }

    @Test("An error of a line that holds the picture is an answer")
    func picturesInErrors() async throws {
        let server = try await LoopbackServer { _ in Answer() }
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let picture = try SamplePictures.gradient(width: 32, height: 32).picture().data
        let data = picture.base64EncodedString()
        let inline =
            #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"\#(data)"}}]}}]}"#
        for line in [
            #"{"key":"k","error":{"code":13,"message":"internal","details":[\#(inline)]}}"#,
            #"{"key":"k","response":{"error":{"code":13,"message":"m"},"predictions":[{"bytesBase64Encoded":"\#(data)"}]}}"#,
            #"{"key":"k","error":{"code":3,"message":"internal"},"response":\#(inline)}"#,
            #"{"key":"k","error":{"code":14,"message":"internal"},"result":\#(inline)}"#,
        ] {
            let answer = try #require(model.jobs.read(Data(line.utf8)))
            guard case .answered(let body) = answer.outcome else {
                Issue.record("\(line.prefix(80))")
                continue
            }
            #expect(try await model.reply(toAnswer: body).imageData == picture)
        }
        // What was sent is none.
        let echo = #"{"key":"k","error":{"code":3,"message":"m"},"request":\#(inline)}"#
        let answer = try #require(model.jobs.read(Data(echo.utf8)))
        guard case .failed(let failure) = answer.outcome else {
            Issue.record("\(answer)")
            return
        }
        #expect(failure.charged == .no)
        await transport.shutdown()
    }

    @Test("What is no line is none")
    func noLines() async throws {
        let server = try await LoopbackServer { _ in Answer() }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        for text in [
            "", "no line", "[]", "{}", #"{"key":"k"}"#, #"{"response":{}}"#, #"{"key":"k","response":[]}"#,
            #"{"key":"k","status":"OK","response":null}"#,
        ] {
            #expect(jobs.read(Data(text.utf8)) == nil, "\(text)")
        }
        await transport.shutdown()
    }

    @Test("Answers that come packed are unpacked as they come, and begun anew where they broke off")
    func packed() async throws {
        let lines = Data("{\"key\":\"one\",\"response\":{}}\n{\"key\":\"two\",\"response\":{}}\n".utf8)
        let body = Compressed.stored(lines)
        let server = try await LoopbackServer { request in
            Answer(
                headers: [("Content-Encoding", "gzip")], body: body,
                ending: request.number == 1 ? .reset(afterBytes: body.count - 20) : .whole)
        }
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let folder = try TemporaryFolder()
        let place = folder.url.appendingPathComponent("answers")
        await #expect(throws: ModelFailure.self) {
            try await model.jobs.answers(in: "files/x", to: place, within: Self.limits)
        }
        try await model.jobs.answers(in: "files/x", to: place, within: Self.limits)
        #expect(try Data(contentsOf: place) == lines)
        #expect(server.requests.map { $0.header("range") } == [nil, nil], "it counts other bytes than we do")
        #expect(server.requests.allSatisfy { $0.header("accept-encoding") == "identity" })
        await transport.shutdown()
    }

    @Test(
        "A file of answers that goes on for ever is fetched no further than it may, and its whole lines that came stay",
        arguments: [
            ("\n", AnswerLimits(bytes: 1 << 30, lineBytes: 1 << 27, lines: 100)),
            ("{}\n", AnswerLimits(bytes: 100_000, lineBytes: 1 << 27, lines: 1 << 30)),
            ("aaaa", AnswerLimits(bytes: 1 << 30, lineBytes: 50_000, lines: 1 << 30)),
            ("aaaa", AnswerLimits(bytes: 100_000, lineBytes: 1 << 27, lines: 1 << 30)),
        ])
    func tooLong(more: String, limits: AnswerLimits) async throws {
        let line = Data("{\"key\":\"one\",\"response\":{}}\n".utf8)
        let body = line + Data(String(repeating: more, count: 2_000_000).utf8)
        let server = try await LoopbackServer { _ in Answer(body: body) }
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let folder = try TemporaryFolder()
        let place = folder.url.appendingPathComponent("answers")
        await #expect(throws: AnswersTooLong()) {
            try await model.jobs.answers(in: "files/x", to: place, within: limits)
        }
        let came = try Data(contentsOf: place)
        #expect(came.starts(with: line) && came.count < 400_000, "\(came.count)")
        #expect(server.requests.count == 1)
        await transport.shutdown()
    }

    @Test("A file of answers that lies at another path is fetched there, and the key goes nowhere else")
    func redirected() async throws {
        let line = Data("{\"key\":\"one\",\"response\":{}}\n".utf8)
        let server = try await LoopbackServer { request in
            switch request.path {
            case "/moved": Answer(body: line)
            case let path where path.contains("away"): Answer(302, headers: [("Location", "http://127.0.0.2:1/x")])
            case let path where path.contains("round"): Answer(302, headers: [("Location", path)])
            default: Answer(307, headers: [("Location", "/moved")])
            }
        }
        let transport = try Transport()
        let model = try google(server, transport: transport)
        let folder = try TemporaryFolder()
        let place = folder.url.appendingPathComponent("answers")
        try await model.jobs.answers(in: "files/x", to: place, within: Self.limits)
        #expect(try Data(contentsOf: place) == line)
        for (file, requests) in [("files/away", 1), ("files/round", 5)] {
            let before = server.requests.count
            await #expect(throws: ModelFailure.self) {
                try await model.jobs.answers(in: file, to: place, within: Self.limits)
            }
            #expect(server.requests.count == before + requests)
        }
        await transport.shutdown()
    }

    @Test(
        "Whatever may have made a job is told as that, and what certainly made none as well",
        arguments: [
            (400, ServiceFailure.Charged.no), (403, .no), (404, .no), (429, .no), (302, .no), (408, .perhaps),
            (409, .perhaps), (412, .perhaps), (500, .perhaps), (503, .perhaps),
        ])
    func making(status: Int, charged: ServiceFailure.Charged) async throws {
        let server = try await LoopbackServer { _ in
            Answer(
                status, headers: [("Location", "/elsewhere")],
                body: Data("{\"error\":{\"code\":\(status),\"message\":\"no\"}}".utf8))
        }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        do {
            _ = try await jobs.make(called: "x", of: "files/1")
            Issue.record("made")
        } catch ModelFailure.service(let failure) {
            #expect(failure.charged == charged)
        }
        #expect(server.requests.count == 1)
        await transport.shutdown()
    }

    @Test(
        "A list in which a job may be that can't be read is no list without it",
        arguments: [
            #"{"error":{"code":500,"message":"no"}}"#, #"{"operations":[{"name":"batches/../x"}]}"#,
            #"{"operations":[{"metadata":{"displayName":"x"}}]}"#, #"{"operations":["x"]}"#, "[]",
            #"{"data":[{"name":"batches/1"}],"object":"list"}"#, #"{"batchJobs":[]}"#, #"{"operations":null}"#,
            #"{"operations":{"batches/1":{"name":"batches/1"}}}"#, #"{"result":{"operations":[]}}"#, "null", "1",
            #"{"code":500,"message":"upstream broke"}"#, #"{"operations":[],"unreachable":["locations/us"]}"#,
            #"{"operations":[],"nextPageToken":7}"#, #"{"operations":[],"nextPageToken":"same"}"#,
            #"{"operations":[],"code":500,"message":"upstream broke"}"#,
            #"{"operations":[],"data":[{"name":"batches/1"}]}"#,
            #"{"operations":[],"operations":[{"name":"batches/1"}],"batches":"x"}"#,
        ])
    func unreadableList(body: String) async throws {
        let server = try await LoopbackServer { _ in Answer(body: Data(body.utf8)) }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        await #expect(throws: ModelFailure.self) { _ = try await jobs.jobs(called: "x") }
        #expect(server.requests.count <= 2)
        await transport.shutdown()
    }

    @Test("A list of empty pages, each with another token for the next, is soon given up")
    func endlessList() async throws {
        let served = Mutex(0)
        let server = try await LoopbackServer { _ in
            let number = served.withLock { served in
                served += 1
                return served
            }
            return Answer(body: Data(#"{"operations":[],"nextPageToken":"\#(number)"}"#.utf8))
        }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        await #expect(throws: ModelFailure.self) { _ = try await jobs.jobs(called: "x") }
        #expect(server.requests.count == 20)
        await transport.shutdown()
    }

    @Test(
        "A list that says that there are none is one without it",
        arguments: [
            "{}", #"{"operations":[]}"#, #"{"operations":[],"nextPageToken":""}"#, #"{"batches":[]}"#,
            #"{"operations":[],"unreachable":[],"nextPageToken":null}"#, #"{"@type":"x","operations":[]}"#,
        ])
    func emptyList(body: String) async throws {
        let server = try await LoopbackServer { _ in Answer(body: Data(body.utf8)) }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        #expect(try await jobs.jobs(called: "x").isEmpty)
        await transport.shutdown()
    }

    @Test("A job whose name is told cut may be the one that is looked for")
    func cutName() async throws {
        let name = "retouch-0001-c37ce640eb74-c9a144c5-1-33jhsj4xu9iee"
        let server = try await LoopbackServer { _ in
            Answer(
                body: Data(
                    #"{"operations":[{"name":"batches/1","metadata":{"displayName":"\#(name.prefix(40))"}},{"name":"batches/2","metadata":{"displayName":"r"}}]}"#
                        .utf8))
        }
        let transport = try Transport()
        let jobs = try google(server, transport: transport).jobs
        #expect(try await jobs.jobs(called: name).map(\.id) == ["batches/1"])
        await transport.shutdown()
    }

    @Test(
        "A job's state is read in each of its forms",
        arguments: [
            (#"{"name":"batches/1","metadata":{"state":"BATCH_STATE_SUCCEEDED"}}"#, BatchJob.State.succeeded, true),
            (#"{"name":"batches/1","metadata":{"state":"JOB_STATE_PENDING"}}"#, .pending, false),
            (#"{"name":"batches/1","state":"JOB_STATE_EXPIRED"}"#, .expired, true),
            (#"{"name":"batches/1","metadata":{},"state":"succeeded"}"#, .succeeded, true),
            (#"{"name":"batches/1","metadata":{},"done":true,"error":{"code":13}}"#, .failed, true),
            (#"{"name":"batches/1","done":true,"response":{"responsesFile":"files/1"}}"#, .succeeded, true),
            (#"{"name":"batches/1","metadata":{"state":"JOB_STATE_PAUSED"}}"#, .other("JOB_STATE_PAUSED"), false),
        ])
    func states(body: String, state: BatchJob.State, isOver: Bool) async throws {
        let server = try await LoopbackServer { _ in Answer(body: Data(body.utf8)) }
        let transport = try Transport()
        let job = try await google(server, transport: transport).jobs.job("batches/1")
        #expect(job.state == state && job.isOver == isOver)
        await transport.shutdown()
    }

    @Test(
        "The file of answers and the counts are read in each of their forms",
        arguments: [
            #"{"response":{"responsesFile":"files/a"},"metadata":{"#,
            #"{"response":{"responses_file":"files/a"},"metadata":{"#,
            #"{"response":{"responsesFile":"https://example.com/v1beta/files/a"},"metadata":{"#,
            #"{"metadata":{"output":{"responsesFile":"files/a"},"#,
        ])
    func files(beginning: String) async throws {
        let body =
            beginning + #""batchStats":{"requestCount":"5","failedRequestCount":"2"}},"name":"batches/1","done":true}"#
        let server = try await LoopbackServer { _ in Answer(body: Data(body.utf8)) }
        let transport = try Transport()
        let job = try await google(server, transport: transport).jobs.job("batches/1")
        #expect(job.answers == "files/a" && job.succeeded == 3 && job.failed == 2)
        await transport.shutdown()
    }

    @Test(
        "Counts that no job can have are unknown",
        arguments: [
            (#"{"requestCount":"3","successfulRequestCount":"-1"}"#, 3, nil),
            (#"{"requestCount":"3","successfulRequestCount":"4"}"#, 3, nil),
            (#"{"requestCount":"-9223372036854775808","failedRequestCount":"1"}"#, nil, nil),
            (#"{"requestCount":"3","failedRequestCount":"9223372036854775807"}"#, 3, nil),
            (#"{"failedRequestCount":"1"}"#, nil, nil),
            (#"{"requestCount":"3","successfulRequestCount":"0"}"#, 3, 0),
            (#"{"requestCount":"3","failedRequestCount":"3"}"#, 3, 0),
        ] as [(String, Int?, Int?)])
    func counts(stats: String, requests: Int?, succeeded: Int?) async throws {
        let body = #"{"name":"batches/1","done":true,"metadata":{"batchStats":\#(stats)}}"#
        let server = try await LoopbackServer { _ in Answer(body: Data(body.utf8)) }
        let transport = try Transport()
        let job = try await google(server, transport: transport).jobs.job("batches/1")
        #expect(job.requests == requests && job.succeeded == succeeded)
        await transport.shutdown()
    }

    @Test(
        "A sent file is known by its name or the end of its address, and by nothing that can't stand in a path",
        arguments: [
            (#"{"file":{"name":"files/a"}}"#, "files/a"), (#"{"name":"files/a"}"#, "files/a"),
            (#"{"file":{"uri":"https://example.com/v1beta/files/a"}}"#, "files/a"), (#"{"file":{}}"#, nil),
            (#"{"file":{"name":"files/../a"}}"#, nil), (#"{"file":{"name":"other"}}"#, nil),
        ])
    func sentFile(body: String, name: String?) async throws {
        let server = try await LoopbackServer { request in
            guard request.header("x-goog-upload-command") == "start" else { return Answer(body: Data(body.utf8)) }
            let host = request.header("host") ?? ""
            return Answer(headers: [("X-Goog-Upload-URL", "http://\(host)/upload?upload_id=1")])
        }
        let transport = try Transport()
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("lines")
        try Data("x\n".utf8).write(to: file)
        let jobs = try google(server, transport: transport).jobs
        if let name {
            #expect(try await jobs.upload(file, called: "x") == name)
        } else {
            await #expect(throws: ModelFailure.self) { _ = try await jobs.upload(file, called: "x") }
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
