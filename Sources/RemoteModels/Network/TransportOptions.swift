/// How services are reached.
public struct TransportOptions: Sendable {
    public var connectSeconds: Double
    /// For one request, from its first byte to the answer's last.
    public var wholeSeconds: Double
    public var proxies: ProxyRules
    /// A file of certificates (PEM) that are trusted besides the system's.
    public var certificateFile: String?
    /// Keys that no answer may bring in, besides the one that its request was sent with.
    public var hiddenKeys: [APIKey] = []
    /// The largest answer that is taken, in bytes.
    public var answerLimit: Int
    /// How waiting between requests is done; for tests.
    package var pacing = Pacing.real

    public init(
        connectSeconds: Double = 10, wholeSeconds: Double = 180, proxies: ProxyRules = .none,
        certificateFile: String? = nil, answerLimit: Int = 256 << 20
    ) {
        self.connectSeconds = connectSeconds
        self.wholeSeconds = wholeSeconds
        self.proxies = proxies
        self.certificateFile = certificateFile
        self.answerLimit = answerLimit
    }
}
