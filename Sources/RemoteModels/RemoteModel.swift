public import Foundation
public import ImageModels
import Pictures

/// A model that is reached over the network: one entry of the catalogue through one of its services.
public struct RemoteModel: ImageModel {
    public let profile: ModelProfile
    let entry: ModelCatalogue.Entry
    let service: ModelCatalogue.Service
    let address: ServiceAddress
    let key: APIKey?
    let transport: Transport
    private let links: LinkPolicy
    let requestLimit: Int

    /// `requestLimit` is the largest request in bytes that the service takes: 20 MB for Google's wire format, 100 MB
    /// for others where it is not given. Without a key every edit fails with `.noKey`.
    public init(
        entry: ModelCatalogue.Entry, service: ModelCatalogue.Service, base: ServiceAddress, key: APIKey?,
        transport: Transport, requestLimit: Int? = nil, links: @escaping LinkPolicy = { _ in false }
    ) {
        profile = entry.profile(through: service.id)
        self.entry = entry
        self.service = service
        address = base
        self.key = key
        self.transport = transport
        self.links = links
        self.requestLimit = requestLimit ?? (entry.wire == .gemini ? 20_000_000 : 100_000_000)
    }

    public func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        let request = try checked(request)
        let key = service.isOwn == true ? key : try needed(key)
        let kept = KeptBody()
        do {
            return try await withoutKeys(in: kept, progress) {
                try await ask(request, key) { news in
                    if case .answered(let body) = news { kept.note(body) }
                    progress(news)
                }
            }
        } catch {
            throw toldFree(error, request.settings)
        }
    }

    /// A failure that says that it costs nothing, where it does not.
    private func toldFree(_ error: any Error, _ settings: TurnSettings) -> any Error {
        guard isFree(settings) else { return error }
        switch error {
        case ModelFailure.service(var failure):
            failure.isFree = true
            return ModelFailure.service(failure)
        case ModelFailure.noPicture(var answer):
            answer.isFree = true
            return ModelFailure.noPicture(answer)
        default: return error
        }
    }

    public func check(_ request: TurnRequest) throws {
        _ = try checked(request)
        if service.isOwn != true { _ = try needed(key) }
    }

    /// Whether nothing is charged, whatever comes: by the catalogue, or by what the designer says.
    private func isFree(_ settings: TurnSettings) -> Bool {
        settings.price(of: profile).map { $0 == 0 } ?? profile.price?.isFree ?? false
    }

    /// Throws `ModelFailure.declined`.
    private func checked(_ request: TurnRequest) throws(ModelFailure) -> TurnRequest {
        try Preflight.check(request, for: profile)
        var request = request
        // What is asked for is always said, so that its price is known.
        if request.settings.quality == nil { request.settings.quality = profile.qualities.first }
        return request
    }

    /// A request as Google's wire takes it, be it sent alone or as a line of a job. Throws `ModelFailure.declined`.
    func geminiRequest(_ request: TurnRequest) throws -> TurnRequest {
        try checked(request).inFormats([.png, .jpeg, .webp, .heic], most: Self.mostInJSON(requestLimit))
    }

    private func ask(
        _ request: TurnRequest, _ key: APIKey?, _ progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        let client = ServiceClient(
            service: service.id, address: address, transport: transport, progress: progress)
        let model = entry.idAt?[service.id] ?? entry.id
        let links = PictureLinks(
            ownHosts: service.pictureHosts ?? [], policy: links, server: address)
        func images(_ form: OpenAIImagesWire.Form) -> OpenAIImagesWire {
            OpenAIImagesWire(model: model, form: form, key: key, links: links, requestLimit: requestLimit)
        }
        switch entry.wire {
        case .gemini:
            let wire = GeminiWire(model: model, key: try needed(key), links: links, requestLimit: requestLimit)
            return try await wire.edit(geminiRequest(request), with: client)
        case .openAIImages:
            let wire = images(.openAI(isOwn: service.isOwn == true))
            return try await wire.edit(request.inFormats([.png, .jpeg, .webp]), with: client)
        case .seedream:
            let request = try request.inFormats([.png, .jpeg], most: entry.mostPictureBytes)
            return try await images(.seedream).edit(request, with: client)
        case .grok:
            return try await images(.grok).edit(request.inFormats([.png, .jpeg, .webp]), with: client)
        case .predictions:
            let wire = try predictions(links)
            return try await wire.edit(request.inFormats([.png, .jpeg, .webp]), with: client)
        case .midjourney:
            return try await midjourney(links).edit(request.inFormats([.png, .jpeg, .webp]), with: client)
        case .builtIn: throw ModelFailure.broken(detail: "\(entry.id) is no remote model")
        }
    }

    /// In base64 a picture has a third more bytes, and the words need room.
    private static func mostInJSON(_ requestLimit: Int) -> Int { requestLimit / 100 * 70 }

    private func predictions(_ links: PictureLinks) throws(ModelFailure) -> PredictionsWire {
        PredictionsWire(
            model: entry.idAt?[service.id] ?? entry.id, picturesField: entry.picturesField ?? "input_image",
            service: service.id, key: try needed(key), links: links, requestLimit: requestLimit,
            limit: transport.options.wholeSeconds)
    }

    /// Its pictures lie at the very service that is asked: nobody has to allow that.
    private func midjourney(_ links: PictureLinks) throws(ModelFailure) -> MidjourneyWire {
        let own = PictureLinks(
            ownHosts: links.ownHosts + [address.host], policy: links.policy, server: links.server)
        return MidjourneyWire(
            service: service.id, key: try needed(key), links: own, requestLimit: requestLimit,
            limit: transport.options.wholeSeconds)
    }

    private func needed(_ key: APIKey?) throws(ModelFailure) -> APIKey {
        guard let key else { throw .service(ServiceFailure(.noKey, service: service.id, requests: 0)) }
        return key
    }

    /// Of words that came in pieces each may have had too little of a key to show it.
    ///
    /// - Parameters:
    ///   - kept: The answer that lies on the disk by now, which is kept anew without what is found only in its pictures; `nil` for
    ///     one that is read again.
    private func withoutKeys(
        in kept: KeptBody?, _ progress: (ModelProgress) -> Void, _ answering: () async throws -> Reply
    ) async throws -> Reply {
        let redaction = transport.redaction(for: key)
        do {
            var reply = try await answering()
            reply.text = reply.text.map(redaction.redacted)
            // No picture was ever made of nothing: such counts say nothing.
            if reply.usage?.outputTokens == 0 { reply.usage = nil }
            // What came in base64 may hold a key in yet another form.
            var changed: [(came: Data, mended: Data)] = []
            func mended(_ came: Data) -> Data {
                var picture = came
                if redaction.redact(picture: &picture, isKept: kept == nil) { changed.append((came, picture)) }
                return picture
            }
            reply.imageData = mended(reply.imageData)
            reply.others = reply.others.map(mended)
            if !changed.isEmpty, let body = kept?.withoutKeys(redaction, changed) { progress(.answered(body)) }
            return reply
        } catch {
            if let body = kept?.withoutKeys(redaction, []) { progress(.answered(body)) }
            guard case ModelFailure.noPicture(var answer) = error else { throw error }
            answer.text = answer.text.map(redaction.redacted)
            throw ModelFailure.noPicture(answer)
        }
    }

    /// Reads an answer of this service that was kept, as today's program understands it: nothing is asked, and nothing
    /// paid. A link in it is fetched, if it may be. Throws `ModelFailure`.
    public func reply(toAnswer data: Data) async throws -> Reply {
        do {
            return try await withoutKeys(in: nil, { _ in }) { try await read(data) }
        } catch {
            throw toldFree(error, TurnSettings())
        }
    }

    private func read(_ data: Data) async throws -> Reply {
        let client = ServiceClient(
            service: service.id, address: address, transport: transport, progress: { _ in })
        let links = PictureLinks(
            ownHosts: service.pictureHosts ?? [], policy: links, server: address)
        var answer = WireAnswer(status: 200, headers: HeaderFields(), body: data)
        answer.unpack(limit: transport.options.answerLimit)
        switch entry.wire {
        case .gemini: return try await GeminiWire.reply(to: answer, links: links, client)
        case .openAIImages, .seedream, .grok:
            return try await OpenAIImagesWire.reply(to: answer, takingDrafts: true, links: links, client)
        case .predictions: return try await predictions(links).reply(to: answer, client)
        case .midjourney: return try await midjourney(links).reply(to: answer, client)
        case .builtIn: throw ModelFailure.broken(detail: "\(entry.id) is no remote model")
        }
    }
}
