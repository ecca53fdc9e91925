import Foundation

extension JournalEvent: Codable {
    private enum Key: String, CodingKey { case event }

    private enum Kind: String, Codable {
        case opened, asked, answered, failed, cancelled, interrupted, declined, moved, named, set
    }

    public init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .event) {
        case .opened: self = .opened(try Opened(from: decoder))
        case .asked: self = .asked(try Asked(from: decoder))
        case .answered: self = .answered(try Answered(from: decoder))
        case .failed: self = .failed(try Failed(from: decoder))
        case .cancelled: self = .cancelled(try Ended(from: decoder))
        case .interrupted: self = .interrupted(try Ended(from: decoder))
        case .declined: self = .declined(try Declined(from: decoder))
        case .moved: self = .moved(try Moved(from: decoder))
        case .named: self = .named(try Named(from: decoder))
        case .set: self = .set(try Settings(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        let (kind, payload): (Kind, any Encodable) =
            switch self {
            case .opened(let it): (.opened, it)
            case .asked(let it): (.asked, it)
            case .answered(let it): (.answered, it)
            case .failed(let it): (.failed, it)
            case .cancelled(let it): (.cancelled, it)
            case .interrupted(let it): (.interrupted, it)
            case .declined(let it): (.declined, it)
            case .moved(let it): (.moved, it)
            case .named(let it): (.named, it)
            case .set(let it): (.set, it)
            }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .event)
        try payload.encode(to: encoder)
    }

    /// The event as a journal line, with its line break.
    func line() throws -> Data {
        var data = try JournalCoding.encoder.encode(self)
        data.append(0x0A)
        return data
    }
}

/// JSON as journals and `session.json` have it: sorted keys, dates as ISO 8601 in UTC, no escaped slashes.
enum JournalCoding {
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }

    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
