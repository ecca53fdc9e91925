import Foundation
public import ImageModels

/// Asks a service which models it has: CometAPI's public list with prices, Google's and OpenAI's with a key.
public struct LiveCatalogue: Sendable {
    private let service: String
    private let base: ServiceAddress
    private let key: APIKey?
    private let transport: Transport

    /// Google's list comes in pages; more of them than this nobody has.
    private static let mostPages = 20

    public init(service: ModelCatalogue.Service, base: ServiceAddress, key: APIKey?, transport: Transport) {
        self.service = service.id
        self.base = base
        self.key = key
        self.transport = transport
    }

    /// All models that the service lists, by one request to each page. Throws `ModelFailure`.
    public func models(progress: @escaping @Sendable (ModelProgress) -> Void = { _ in }) async throws -> [LiveModel] {
        let client = ServiceClient(
            service: service, address: base, transport: transport, progress: progress)
        switch service {
        case "cometapi":
            // One list as far as is known; what says that it is a page is asked for the others.
            let first = try await page(WireRequest(.get, base.url("/api/models")), client)
            var models = first.models
            for number in 2...Self.mostPages where models.count < first.total ?? 0 {
                let next = try await page(WireRequest(.get, base.url("/api/models?page=\(number)")), client).models
                let known = Set(models.map(\.id))
                let fresh = next.filter { !known.contains($0.id) }
                guard !fresh.isEmpty else { break }
                models += fresh
            }
            return models
        case "google":
            var models: [LiveModel] = []
            var token: String?
            for _ in 0..<Self.mostPages {
                var url = base.url("/v1beta/models?pageSize=1000")
                if let token { url += "&pageToken=\(token.escapedInPath)" }
                let page = try await page(WireRequest(.get, url, .googleKey(try neededKey())), client)
                models += page.models
                token = page.next
                if token == nil { break }
            }
            return models
        default:
            return try await page(WireRequest(.get, base.url("/v1/models"), .bearer(try neededKey())), client).models
        }
    }

    private func neededKey() throws(ModelFailure) -> APIKey {
        guard let key else { throw .service(ServiceFailure(.noKey, service: service, requests: 0)) }
        return key
    }

    private func page(_ request: WireRequest, _ client: ServiceClient) async throws -> ModelListPage {
        let answer = try await client.answer(to: request)
        return try await client.read(answer) { bytes throws(AnswerFailure) in try ModelListPage(bytes) }
    }
}
