import Foundation

/// Calls of tools, and the questions that they ask.
extension ProtocolServer {
    /// Begins a call, which can be cancelled from here on. Its response; `nil` for one that was cancelled.
    func begin(_ request: Message.Request) -> Task<JSONValue?, Never> {
        func refused(_ why: String) -> Task<JSONValue?, Never> {
            Task { Message.response(to: request.id, error: .invalidRequest(why)) }
        }
        guard calls[request.id] == nil else { return refused("that id is under way already") }
        guard calls.count < Self.mostCalls else { return refused("\(Self.mostCalls) calls are under way") }
        let call = Task { JSONValue.object(try await self.call(request)) }
        calls[request.id] = call
        return Task {
            let result = await call.result
            self.calls[request.id] = nil
            switch result {
            case .success(let value): return Message.response(to: request.id, result: value)
            case .failure(let error as ProtocolError): return Message.response(to: request.id, error: error)
            case .failure: return call.isCancelled ? nil : Message.response(to: request.id, error: .broken)
            }
        }
    }

    private func call(_ request: Message.Request) async throws -> [String: JSONValue] {
        let (version, capabilities) = try terms(of: request)
        guard let name = request.params["name"]?.string else { throw ProtocolError.invalidParams("name is missing") }
        guard let tool = tools.first(where: { $0.name == name }) else {
            let known = tools.map(\.name).joined(separator: ", ")
            throw ProtocolError.invalidParams("there is no such tool; there are \(known)")
        }
        let given = request.params["arguments"] ?? .null
        guard given == .null || given.object != nil else {
            throw ProtocolError.invalidParams("arguments has to be an object")
        }
        if let why = given.texts.lazy.compactMap(refusing).first {
            return stamped(ToolResult(["error": .string(why)], isError: true).value(in: version), version)
        }
        // What is null was left out.
        let arguments = (given.object ?? [:]).filter { $0.value != .null }
        if let fault = ArgumentSchema(schema: tool.description["inputSchema"] ?? [:]).fault(in: arguments) {
            guard version.tellsArgumentsInResults else { throw ProtocolError.invalidParams(fault) }
            return stamped(
                ToolResult(["error": .string("Invalid arguments: \(fault).")], isError: true).value(in: version),
                version)
        }
        let reports = ProgressReports(token: request.progressToken, version: version) { [send] in send($0.text) }
        let heartbeat = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(Self.heartbeat))
                reports.repeatLast()
            }
        }
        defer {
            heartbeat.cancel()
            reports.close()
        }
        let call = ToolCall(
            arguments: arguments, canAsk: !hasEnded && Self.canAsk(version, capabilities),
            ask: { [self] question in try await ask(question, for: request, arguments, version) },
            report: { reports.report($0) })
        let result: ToolResult
        do {
            result = try await tool.run(call)
        } catch let required as InputRequired {
            return stamped(Self.value(of: required, version), version)
        } catch {
            try Task.checkCancellation()
            result = failing(error)
        }
        return stamped(result.value(in: version), version)
    }

    private static func canAsk(_ version: ProtocolVersion, _ capabilities: JSONValue) -> Bool {
        guard version.hasStructuredResults, let asking = capabilities["elicitation"]?.object else { return false }
        // Nothing named means forms; a client may know nothing but addresses to open.
        return asking.isEmpty || asking["form"] != nil
    }

    private static func value(of required: InputRequired, _ version: ProtocolVersion) -> [String: JSONValue] {
        [
            "resultType": "input_required",
            "inputRequests": [
                "agreement": ["method": "elicitation/create", "params": required.question.params(in: version)]
            ],
            "requestState": .string(required.token),
        ]
    }

    private func ask(
        _ question: Question, for request: Message.Request, _ arguments: [String: JSONValue], _ version: ProtocolVersion
    ) async throws -> Answer {
        guard !version.isStateless else {
            let tool = request.params["name"]?.string ?? ""
            if let token = request.params["requestState"]?.string,
                open.take(token, question, tool: tool, arguments: arguments)
            {
                return Answer(request.params["inputResponses"]?["agreement"])
            }
            throw InputRequired(
                question: question, token: open.add(question, tool: tool, arguments: arguments))
        }
        lastQuestion += 1
        let number = lastQuestion
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                guard !hasEnded else { return continuation.resume(returning: .dismissed) }
                waiting[number] = continuation
                let message: JSONValue = [
                    "jsonrpc": "2.0", "id": .integer(number), "method": "elicitation/create",
                    "params": question.params(in: version),
                ]
                send(message.text)
            }
        } onCancel: {
            Task { await self.withdraw(number) }
        }
    }

    /// Takes a question back whose request was cancelled.
    private func withdraw(_ number: Int) {
        guard let continuation = waiting.removeValue(forKey: number) else { return }
        send(
            Message.outgoing(
                "notifications/cancelled", ["requestId": .integer(number), "reason": "the call was cancelled"]
            ).text)
        continuation.resume(throwing: CancellationError())
    }
}
