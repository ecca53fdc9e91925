import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// Midjourney's tasks, before a service that refuses what its documents refuse.
struct MidjourneyTests {
    private static let shape = OutputShape(
        ratio: AspectRatio(4, 3), sizeClass: nil, pixels: PixelSize(width: 1232, height: 928))

    private func edit(_ instruction: String = "make it red") -> TurnRequest {
        TurnRequest(instruction: instruction, picture: Small.png, output: Self.shape)
    }

    private func asked(
        _ request: TurnRequest, _ scenario: Scenario = .picture, wholeSeconds: Double = 60, news: News = News()
    ) async throws -> (outcome: Result<Reply, any Error>, server: LoopbackServer, service: LoopbackService) {
        let service = LoopbackService(scenario)
        let server = try await LoopbackServer(service)
        let asking = try Asking(server, model: "mj", key: LoopbackService.key, wholeSeconds: wholeSeconds)
        let outcome = await asking.outcome(of: request, news: news)
        await asking.stop()
        return (outcome, server, service)
    }

    private func paths(_ server: LoopbackServer) -> [String] {
        server.requests.map { "\($0.method) \($0.path.hasSuffix("/fetch") ? "fetch" : $0.path)" }
    }

    private func read(_ json: String) throws -> MidjourneyAnswer {
        try Data(json.utf8).withUnsafeBytes { try MidjourneyAnswer($0) }
    }

    // MARK: Values

    @Test(
        "What was taken on is known by its code, whatever the id is written as",
        arguments: [
            (#"{"code":1,"description":"ok","result":"1773314942177684","properties":{}}"#, false),
            (#"{"code":22,"description":"In queue","result":1773314942177684}"#, false),
            (#"{"code":21,"description":"Waiting for window confirm","result":"1773314942177684"}"#, true),
        ])
    func submissions(_ json: String, _ wantsMore: Bool) throws {
        guard case .submitted(let submission) = try read(json) else {
            Issue.record("not taken on: \(json)")
            return
        }
        #expect(submission.task == "1773314942177684")
        #expect(submission.wantsMore == wantsMore)
    }

    @Test(
        "A task tells how it stands, alone or within an envelope",
        arguments: [
            ("NOT_START", MidjourneyTask.State.underWay("45%")), ("SUBMITTED", .underWay("45%")),
            ("IN_PROGRESS", .underWay("45%")), ("SUCCESS", .succeeded), ("MODAL", .wantsMore),
            ("FAILURE", .failed("Banned prompt")), ("CANCEL", .cancelled),
        ])
    func states(_ status: String, _ state: MidjourneyTask.State) throws {
        let task = """
            {"id":"7","status":"\(status)","progress":"45%","failReason":"Banned prompt","imageUrl":"/mj/image/7",
            "buttons":[{"customId":"MJ::JOB::upsample::1::x","label":"U1"},{"label":"no id"}]}
            """
        for json in [task, "{\"code\":1,\"result\":\(task)}", "{\"data\":\(task)}"] {
            guard case .task(let read) = try read(json) else {
                Issue.record("no task: \(json)")
                return
            }
            #expect(read.state == state && read.id == "7")
            #expect(read.buttons.map(\.label) == ["U1"])
            #expect(read.pictures == [.link(try #require(URL(string: "/mj/image/7")))])
        }
    }

    // MARK: Steps

    @Test("A picture is edited by words, and what comes is cut into its four pictures")
    func edited() async throws {
        let news = News()
        let (outcome, server, service) = try await asked(edit(), news: news)
        let reply = try outcome.get()
        #expect(
            paths(server).dropLast() == ["POST /mj/submit/edits", "GET fetch", "GET fetch", "GET fetch"])
        let fetch = try #require(server.requests.last)
        #expect(fetch.path.hasPrefix("/pictures/") && fetch.header("authorization") == nil)
        #expect(service.taskActions == ["EDITS"])
        let sent = try #require(server.requests.first?.json)
        #expect(sent["prompt"] as? String == "make it red", "a picture that is edited keeps its own ratio")
        #expect((sent["image"] as? String)?.hasPrefix("data:image/png;base64,") == true)
        let pictures = try ([reply.imageData] + reply.others).map { try Picture(inspecting: $0) }
        #expect(pictures.map(\.size) == Array(repeating: PixelSize(width: 8, height: 6), count: 4))
        #expect(Set(pictures.map(\.sha256)).count == 4)
        #expect(reply.remarks == [.fetched(host: "127.0.0.1"), .others(3)])
        #expect(reply.tasks == 1)
        #expect(reply.exchange?.requests == server.requests.count)
        #expect(reply.transcript != nil && reply.otherTranscripts.count == 3)
        #expect(news.list.contains(.step("painting: 45%")))
        // What is kept leads to the picture: first the task's id, then the link.
        let kept = news.list.compactMap { if case .answered(let data) = $0 { data } else { nil } }
        #expect(kept.count == 2)
        #expect(kept.allSatisfy { PictureFormat(magic: $0) == nil })
    }

    @Test("Words alone, and pictures to go by, are an imagine task, with the ratio behind the words")
    func imagined() async throws {
        let words = TurnRequest(
            instruction: "a cat", picture: nil, settings: TurnSettings(seed: 5), output: Self.shape)
        let (made, server, _) = try await asked(words)
        #expect(try made.get().others.count == 3)
        let sent = try #require(server.requests.first?.json)
        #expect(sent["prompt"] as? String == "a cat --ar 4:3 --seed 5")
        #expect(sent["base64Array"] == nil)
        let guided = TurnRequest(
            instruction: "like [image 1] --ar 1:1", picture: Small.png, references: [Small.jpeg], output: Self.shape)
        let (_, second, service) = try await asked(guided)
        #expect(service.taskActions == ["IMAGINE"])
        let json = try #require(second.requests.first?.json)
        #expect(json["prompt"] as? String == "like [image 1] --ar 1:1", "what the designer wrote counts")
        #expect((json["base64Array"] as? [String])?.count == 2)
    }

    /// A service that has painted a picture, and what is remembered of its second one.
    private func painted() async throws -> (Asking, LoopbackService, Data) {
        let service = LoopbackService()
        let server = try await LoopbackServer(service)
        let asking = try Asking(server, model: "mj", key: LoopbackService.key, wholeSeconds: 100)
        let reply = try await asking.outcome(of: edit()).get()
        return (asking, service, try #require(reply.otherTranscripts.first))
    }

    @Test("A picture of its own is varied by its button, for one task")
    func varied() async throws {
        let (asking, service, transcript) = try await painted()
        var request = edit()
        request.origin = .init(.variation, transcript: transcript)
        let reply = try await asking.outcome(of: request).get()
        await asking.stop()
        #expect(service.taskActions == ["EDITS", "VARIATION"])
        #expect(reply.others.count == 3 && reply.tasks == 1)
        let pressed = try #require(asking.server.requests.last { $0.method == "POST" }?.json)
        #expect((pressed["customId"] as? String)?.contains("::variation::2::") == true)
        #expect(Set(pressed.keys) == ["taskId", "customId"])
    }

    @Test("A part of its own picture is painted anew where the mask is white, and nowhere else")
    func repainted() async throws {
        let (asking, service, transcript) = try await painted()
        // Transparent, and so to change, in the left half.
        var bytes = [UInt8](repeating: 255, count: 80 * 60 * 4)
        for place in 0..<(80 * 60) where place % 80 < 40 { bytes[place * 4 + 3] = 0 }
        var request = edit("a red door")
        request.mask = try PixelBuffer(width: 80, height: 60, channels: 4, bytes: bytes).picture()
        request.origin = .init(.region, transcript: transcript)
        let reply = try await asking.outcome(of: request).get()
        #expect(service.taskActions == ["EDITS", "UPSCALE", "INPAINT"])
        #expect(reply.tasks == 3 && reply.others.count == 3)
        let modal = try #require(asking.server.requests.last { $0.method == "POST" })
        #expect(modal.path == "/mj/submit/modal")
        #expect(modal.json?["prompt"] as? String == "a red door")
        let mask = try #require(
            (modal.json?["maskBase64"] as? String).flatMap { Data(base64Encoded: $0) })
        let white = try Picture(inspecting: mask).pixels()
        #expect(white.channels == 3 && white.width == 80)
        #expect(white.bytes.first == 255 && white.bytes.last == 0)
        let picture = try Picture(inspecting: reply.imageData).pixels()
        #expect(Array(picture.bytes[0..<3]) == [40, 30, 215])
        #expect(Array(picture.bytes.suffix(3)) != [40, 30, 215])
        await asking.stop()
    }

    @Test("A button that is not there, and a task that is gone, cost nothing")
    func missing() async throws {
        let (asking, service, transcript) = try await painted()
        let before = asking.server.requests.count
        var request = edit()
        request.origin = .init(.variation, transcript: Data(#"{"task":"7","index":1,"buttons":[]}"#.utf8))
        let none = try #require(await asking.outcome(of: request).serviceFailure)
        #expect(none.kind == .badRequest && none.charged == .no)
        #expect(asking.server.requests.count == before)
        let gone = String(decoding: transcript, as: UTF8.self)
            .replacing(/"task":"[0-9]+"/, with: "\"task\":\"99\"")
        request.origin = .init(.variation, transcript: Data(gone.utf8))
        let lost = try #require(await asking.outcome(of: request).serviceFailure)
        #expect(lost.kind == .badRequest && lost.charged == .no)
        #expect(lost.detail?.contains("does not exist or has expired") == true)
        #expect(service.taskActions == ["EDITS"])
        await asking.stop()
    }

    @Test("A window that opens by itself is given the words again, once")
    func window() async throws {
        let (outcome, server, _) = try await asked(edit(), .taskWindow)
        #expect(try outcome.get().others.count == 3)
        let modal = try #require(server.requests.last { $0.method == "POST" })
        #expect(modal.path == "/mj/submit/modal" && modal.json?["maskBase64"] == nil)
        #expect(modal.json?["prompt"] as? String == "make it red")
    }

    @Test("Four links are four pictures; a picture without buttons that is too small for four stays one")
    func otherForms() async throws {
        let (four, server, _) = try await asked(edit(), .taskInFour)
        #expect(try four.get().others.count == 3)
        #expect(server.requests.filter { $0.path.hasPrefix("/pictures/") }.count == 4)
        let (single, _, _) = try await asked(edit(), .taskWithoutButtons)
        let reply = try single.get()
        #expect(reply.others.isEmpty && reply.transcript == nil)
    }

    // MARK: Troubles

    @Test("A full queue has not taken a task on: it is asked again, four times at most, and nothing is charged")
    func queue() async throws {
        let service = LoopbackService()
        service.play(.taskQueueFull, .taskQueueFull)
        let server = try await LoopbackServer(service)
        let asking = try Asking(server, model: "mj", key: LoopbackService.key, wholeSeconds: 100)
        #expect(try await asking.outcome(of: edit()).get().tasks == 1)
        #expect(server.requests.filter { $0.method == "POST" }.count == 3)
        await asking.stop()
        let (full, again, _) = try await asked(edit(), .taskQueueFull)
        #expect(full.serviceFailure?.kind == .overloaded && full.serviceFailure?.charged == .no)
        #expect(again.requests.count == 4 && full.serviceFailure?.requests == 4)
    }

    @Test("Words that are refused at the door are told, and cost nothing")
    func banned() async throws {
        let (outcome, server, _) = try await asked(edit(), .taskBanned)
        #expect(outcome.serviceFailure?.kind == .againstRules && outcome.serviceFailure?.charged == .no)
        #expect(server.requests.count == 1)
    }

    @Test(
        "A task that failed says why",
        arguments: [
            (Scenario.taskFails, NoPicture.Reason.noImage, "Job failed: internal timeout"),
            (.taskHeldBack, .promptBlocked, "Banned prompt detected: gore"),
        ])
    func failed(_ scenario: Scenario, _ reason: NoPicture.Reason, _ words: String) async throws {
        let (outcome, _, _) = try await asked(edit(), scenario)
        #expect(outcome.noPicture?.reason == reason)
        #expect(outcome.noPicture?.text == words)
    }

    @Test("A task that could not be asked for now and then is there all the same")
    func pollBreaks() async throws {
        let (outcome, server, _) = try await asked(edit(), .taskPollBreaks)
        #expect(try outcome.get().others.count == 3)
        #expect(server.requests.filter { $0.method == "POST" }.count == 1)
    }

    @Test("A task that takes too long leaves its id, by which the picture is fetched later without a task")
    func later() async throws {
        let news = News()
        let service = LoopbackService(.taskNeverEnds)
        let server = try await LoopbackServer(service)
        let asking = try Asking(server, model: "mj", key: LoopbackService.key, wholeSeconds: 20)
        let late = try #require(await asking.outcome(of: edit(), news: news).serviceFailure)
        #expect(late.kind == .timedOut && late.charged == .perhaps)
        let kept = news.list.compactMap { if case .answered(let data) = $0 { data } else { nil } }
        #expect(kept.count == 1)
        service.endTasks()
        let reply = try await asking.model.reply(toAnswer: try #require(kept.last))
        #expect(reply.others.count == 3 && reply.transcript != nil)
        #expect(server.requests.filter { $0.method == "POST" }.count == 1)
        await asking.stop()
    }

    @Test("What the documents refuse is refused")
    func refused() async throws {
        let server = try await LoopbackServer(LoopbackService())
        let transport = try Transport()
        let key = try #require(APIKey(LoopbackService.key))
        func code(_ route: String, _ fields: String) async throws -> Int? {
            var body = RequestBody()
            body.append("{\(fields)}")
            let answer = try await transport.answer(
                to: WireRequest(.post, "\(server.base)/mj/submit/\(route)", .bearer(key), body: body))
            guard answer.status == 200 else { return answer.status }
            let json = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any]
            return json?["code"] as? Int
        }
        let uri = "data:image/png;base64,\(Small.png.base64)"
        #expect(try await code("imagine", #""prompt":"a cat --ar 1:1","botType":"MID_JOURNEY""#) == 1)
        #expect(try await code("edits", "\"prompt\":\"x\",\"image\":\"\(uri)\"") == 1)
        for (route, fields) in [
            ("imagine", ""), ("imagine", #""prompt":"""#), ("imagine", #""prompt":"x","image":"y""#),
            ("imagine", #""prompt":"x","botType":"DALL_E""#),
            ("imagine", "\"prompt\":\"x\",\"base64Array\":\"\(uri)\""),
            ("imagine", "\"prompt\":\"x\",\"base64Array\":[\"\(Small.png.base64)\"]"),
            ("imagine", #""prompt":"x --ar 7:5""#), ("edits", #""prompt":"x""#),
            ("edits", "\"prompt\":\"x\",\"image\":\"\(uri)\",\"mask\":\"\(uri)\""),
            ("edits", "\"image\":\"\(uri)\""), ("action", #""taskId":"99","customId":"MJ::JOB::upsample::1::99""#),
            ("action", #""taskId":"99""#), ("modal", #""taskId":"99","prompt":"x""#),
        ] {
            #expect(try await code(route, fields) != 1, "\(route): \(fields.prefix(60))")
        }
        // A window's words before there is a window, and a button before its picture is there.
        let begun = try await transport.answer(
            to: WireRequest(
                .post, server.base + "/mj/submit/edits", .bearer(key),
                body: {
                    var body = RequestBody()
                    body.append("{\"prompt\":\"x\",\"image\":\"\(uri)\"}")
                    return body
                }()))
        let json = try JSONSerialization.jsonObject(with: begun.body) as? [String: Any]
        let id = try #require(json?["result"] as? String)
        #expect(
            try await code("modal", "\"taskId\":\"\(id)\",\"prompt\":\"x\",\"maskBase64\":\"\(Small.png.base64)\"") == 4
        )
        #expect(try await code("action", "\"taskId\":\"\(id)\",\"customId\":\"MJ::JOB::upsample::1::\(id)\"") == 4)
        await transport.shutdown()
        await server.stop()
    }
}
