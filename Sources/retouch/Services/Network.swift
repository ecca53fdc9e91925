import ArgumentParser
import Foundation
import ImageModels
import RemoteModels
import Sessions
import Synchronization
import TerminalUI

/// What the command line says about requests.
struct NetworkOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp("Write every request and answer to this file, without pictures and keys.", valueName: "file")
    )
    var trace: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("How long to wait for a whole answer (180).", valueName: "seconds"))
    var timeout: Double?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("How long to wait for a connection (10).", valueName: "seconds"))
    var connectTimeout: Double?

    @Option(help: "Whether pictures that a service answers by a link are fetched: ask, always or never.")
    var links: LinkChoice?

    /// Whether so many seconds can be waited.
    static func isLimit(_ seconds: Double?) -> Bool { seconds.map { $0 > 0 && $0 <= 3600 } ?? true }

    func validate() throws {
        for seconds in [timeout, connectTimeout] {
            guard Self.isLimit(seconds) else {
                throw ValidationError("A time limit is a number of seconds up to 3600.")
            }
        }
    }
}

/// Whether pictures that a service answers by a link are fetched.
enum LinkChoice: String, Sendable, CaseIterable, ExpressibleByArgument {
    case ask, always, never
}

/// The way to services: one transport for the whole program, made when the first remote model is chosen.
final class Network: Sendable {
    private let surroundings: Surroundings
    private let transportOptions: TransportOptions
    private let trace: RequestTrace?
    private let state: Mutex<State>

    private struct State {
        var transport: Transport?
        var links: LinkChoice
        var asking: (@Sendable (URL) async -> Bool)?
    }

    /// Throws a `Refusal` for a proxy or a trace file that can't be used.
    init(
        surroundings: Surroundings, configuration: Configuration, options: NetworkOptions?, hiddenKeys: [APIKey] = []
    ) throws {
        self.surroundings = surroundings
        func variable(_ names: String...) -> String? {
            names.compactMap { surroundings.environment[$0] }.first { !$0.isEmpty }
        }
        let proxies: ProxyRules
        do {
            proxies = try ProxyRules(
                https: variable("HTTPS_PROXY", "https_proxy"), http: variable("http_proxy", "HTTP_PROXY"),
                no: variable("NO_PROXY", "no_proxy"))
        } catch .notAProxy(let address) {
            throw Refusal(
                "\(Sanitising.line(address, limit: 100)) is no proxy that can be used.",
                next: "HTTPS_PROXY takes http://host:port.", exit: .configuration)
        }
        var transportOptions = TransportOptions(
            connectSeconds: options?.connectTimeout ?? configuration.connectTimeout ?? 10,
            wholeSeconds: options?.timeout ?? configuration.timeout ?? 180, proxies: proxies,
            certificateFile: variable("SSL_CERT_FILE"))
        transportOptions.hiddenKeys = hiddenKeys
        self.transportOptions = transportOptions
        if let trace = options?.trace, let session = SessionsFolder.session(holding: surroundings.url(trace).path) {
            throw Refusal(
                "\(Sanitising.name(trace)) lies in the folder of a session, \(Sanitising.name(session.path)).",
                next: "Choose another file for --trace.", exit: .cannotWrite)
        }
        do {
            trace = try options?.trace.map { try RequestTrace(appendingTo: surroundings.url($0).path) }
        } catch {
            throw Refusal(
                "\(Sanitising.name(options?.trace ?? "")) can't be written.", next: "Choose another file for --trace.",
                exit: .cannotWrite)
        }
        let configured = configuration.links.map { LinkChoice(rawValue: $0) } ?? .ask
        guard let links = options?.links ?? configured else {
            throw Refusal("links in config.json can be ask, always or never.", exit: .configuration)
        }
        state = Mutex(State(links: links))
    }

    var links: LinkChoice {
        get { state.withLock { $0.links } }
        set { state.withLock { $0.links = newValue } }
    }

    /// Who is asked whether a link may be fetched; with `nil`, the answer is no.
    func ask(_ asking: (@Sendable (URL) async -> Bool)?) {
        state.withLock { $0.asking = asking }
    }

    func transport() throws -> Transport {
        try state.withLock { state in
            if let transport = state.transport { return transport }
            do {
                let transport = try Transport(transportOptions, trace: trace)
                state.transport = transport
                return transport
            } catch Transport.Failure.certificates(let file) {
                let isThere = FileManager.default.fileExists(atPath: file)
                throw Refusal(
                    "\(Sanitising.name(file)) \(isThere ? "holds no certificates" : "is not there").",
                    next: "Check SSL_CERT_FILE.",
                    exit: .configuration)
            }
        }
    }

    func model(
        _ entry: ModelCatalogue.Entry, through service: ModelCatalogue.Service, key: APIKey?
    ) throws -> any ImageModel {
        if entry.answersByLink == true, links == .never || (links == .ask && !surroundings.standardInputIsTerminal) {
            throw Refusal(
                "\(entry.title) answers by a link to its picture, and links are not to be fetched.",
                kept: "Nothing was sent.", next: "Say --links always to fetch them.", exit: .usage)
        }
        return try reader(entry, through: service, key: key)
    }

    /// The model for an answer that has come: a link in it may still be fetched later.
    func reader(
        _ entry: ModelCatalogue.Entry, through service: ModelCatalogue.Service, key: APIKey?
    ) throws -> any ImageModel {
        RemoteModel(
            entry: entry, service: service, base: try base(of: service), key: key, transport: try transport(),
            links: { [self] url in
                switch links {
                case .always: true
                case .never: false
                case .ask: await state.withLock { $0.asking }?(url) ?? false
                }
            })
    }

    /// Where a service is, moved by its variable if that is set.
    func base(of service: ModelCatalogue.Service) throws -> ServiceAddress {
        let variable = service.baseVariable ?? ""
        let moved = surroundings.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
        do {
            return try ServiceAddress(moved ?? service.base, isOwn: service.isOwn == true)
        } catch .noSuchPort(let port) {
            throw Refusal(
                "\(moved == nil ? service.title : variable) has a port that there is not: \(Sanitising.line(port, limit: 40))",
                kept: "Nothing was sent.", next: "Ports go from 1 to 65535.", exit: .configuration)
        } catch {
            let name = moved == nil ? "The catalogue's address of \(service.title)" : variable
            throw Refusal(
                "\(name) is no address that a key may be sent to"
                    + (ServiceAddress.shown(moved ?? service.base).map { ": " + Sanitising.line($0, limit: 200) } ?? "."),
                kept: "Nothing was sent.",
                next: "It has to begin with https://; http:// only reaches this machine"
                    + (service.isOwn == true ? " and the local network." : "."),
                exit: .configuration)
        }
    }
}
