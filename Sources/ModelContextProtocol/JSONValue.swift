public import Foundation

/// A value of JSON, as messages carry it.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Levels of arrays and objects in one another that are read. No message has nearly as many.
    public static let deepest = 64

    /// A text has more levels than are read.
    public struct TooDeep: Error {}

    /// Reads a text. Throws `TooDeep`, or what `JSONSerialization` throws, also for what is no UTF-8.
    public init(text: Data) throws {
        guard text.withUnsafeBytes({ Self.levels(of: $0, upTo: Self.deepest + 1) }) <= Self.deepest else {
            throw TooDeep()
        }
        // A decoder tries one kind of value after the other, each time with the whole way to it.
        self.init(read: try JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed))
    }

    private init(read value: Any) {
        // Asking for the very type is a hundred times faster than a cast that fails.
        let type = type(of: value)
        if type == String.self, let text = value as? String {
            self = .string(text)
        } else if type == [String: Any].self, let members = value as? [String: Any] {
            self = .object(members.mapValues(JSONValue.init(read:)))
        } else if type == [Any].self, let values = value as? [Any] {
            self = .array(values.map(JSONValue.init(read:)))
        } else if let number = value as? NSNumber {
            self.init(number)
        } else {
            self = .null
        }
    }

    private init(_ number: NSNumber) {
        switch UInt8(number.objCType.pointee) {
        case UInt8(ascii: "c"): self = .bool(number.boolValue)
        case UInt8(ascii: "i"), UInt8(ascii: "q"): self = .integer(number.intValue)
        default:
            // Also a whole number that is written with a point.
            let value = number.doubleValue
            self =
                value.magnitude < 0x1p53 ? Int(exactly: value).map(JSONValue.integer) ?? .number(value) : .number(value)
        }
    }

    /// All texts in it, names of members among them.
    var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.texts)
        case .object(let members): members.flatMap { [$0.key] + $0.value.texts }
        case .null, .bool, .integer, .number: []
        }
    }

    /// How many levels a text has, counted as far as is asked for, whether it is JSON or not.
    private static func levels(of text: UnsafeRawBufferPointer, upTo most: Int) -> Int {
        var (level, deepest) = (0, 0)
        var (isInString, isEscaped) = (false, false)
        for byte in text {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                level += 1
                deepest = max(deepest, level)
                if deepest >= most { return deepest }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): level -= 1
            // Texts in two or four bytes a character, which are no UTF-8, would be counted wrongly.
            case 0: return most
            default: break
            }
        }
        return deepest
    }

    /// Any value that can be encoded.
    public init(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        self.init(
            read: try JSONSerialization.jsonObject(with: encoder.encode(value), options: .fragmentsAllowed))
    }

    /// On one line. What terminals act on is escaped, though JSON lets some of it stand.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "null" }
        let text = String(decoding: data, as: UTF8.self)
        guard text.unicodeScalars.contains(where: { (0x7F...0x9F).contains($0.value) }) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if (0x7F...0x9F).contains(scalar.value) {
                out.append(contentsOf: ("\\u00" + String(scalar.value, radix: 16)).unicodeScalars)
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }

    /// What an object has under a name; `nil` where this is none.
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

    /// A whole number, also where it was written with a point.
    public var integer: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}

extension JSONValue: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
