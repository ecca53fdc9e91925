package import Foundation

/// One value of an answer, with the text that it was read from: what a wire format's own code walks along.
///
/// Whoever makes one keeps the text alive and unmoved for as long as it is used.
package struct JSONAnswer {
    private let text: UnsafeRawBufferPointer
    private let value: JSONOutline.Value

    package init(_ text: UnsafeRawBufferPointer) throws(JSONOutline.Failure) {
        self.text = text
        value = try JSONOutline.read(text)
    }

    /// What is whole of a text that ends in its middle.
    package init(salvaging text: UnsafeRawBufferPointer) throws(JSONOutline.Failure) {
        self.text = text
        value = try JSONOutline.salvage(text)
    }

    private init(_ text: UnsafeRawBufferPointer, _ value: JSONOutline.Value) {
        self.text = text
        self.value = value
    }

    /// The member of the first of these names that is there and not null.
    package subscript(_ names: String...) -> JSONAnswer? {
        guard case .object(let members, _) = value else { return nil }
        for name in names {
            if let member = members.last(where: { $0.key == name }) {
                if case .null = member.value { continue }
                return JSONAnswer(text, member.value)
            }
        }
        return nil
    }

    package var elements: [JSONAnswer] {
        guard case .array(let elements, _) = value else { return [] }
        return elements.map { JSONAnswer(text, $0) }
    }

    package var isEmptyList: Bool {
        if case .array(let elements, _) = value { elements.isEmpty } else { false }
    }

    /// An object's members, in their order.
    package var members: [(key: String, value: JSONAnswer)] {
        guard case .object(let members, _) = value else { return [] }
        return members.map { ($0.key, JSONAnswer(text, $0.value)) }
    }

    package var isNull: Bool {
        if case .null = value { true } else { false }
    }

    package var isObject: Bool {
        if case .object = value { true } else { false }
    }

    /// What an object is made of, in a few words for a person: "id, object, choices".
    package var shape: String {
        switch value {
        case .object(let members, _):
            members.isEmpty
                ? "an empty object"
                : "an object of \(members.prefix(12).map { $0.key.prefix(40) }.joined(separator: ", "))"
        case .array(let elements, _): "a list of \(elements.count)"
        case .bytes: "a list of numbers"
        default: "a single value"
        }
    }

    /// Where a string's characters stand in the text, without its quotation marks.
    package var stringPlace: Range<Int>? {
        if case .string(let place) = value { place } else { nil }
    }

    /// The characters of a string as they are written.
    package var written: UnsafeRawBufferPointer? {
        stringPlace.map { UnsafeRawBufferPointer(rebasing: text[$0]) }
    }

    package var string: String? { written.map(JSONText.unescaped) }

    /// A picture's bytes that stand here as numbers, or do within what Node makes of a buffer: {"type":"Buffer","data":[…]}.
    package var listed: Data? {
        if case .bytes(let place) = value { return ByteList.data(in: text, at: place) }
        if case .bytes(let place)? = self["data"]?.value { return ByteList.data(in: text, at: place) }
        return nil
    }

    /// The bytes that a string stands for in base64, be it a whole data URI, or that are listed.
    package var base64: Data? {
        if let listed { return listed }
        return written.flatMap { Self.base64(writtenAs: $0) }
    }

    /// The same of characters that stand elsewhere.
    static func base64(writtenAs characters: UnsafeRawBufferPointer) -> Data? {
        let written = withoutScheme(characters)
        guard JSONText.hasEscapes(written) else { return Base64.decode(written) ?? Base64.percentDecoded(written) }
        return JSONText.unescapedBytes(written).withUnsafeBytes { Base64.decode($0) ?? Base64.percentDecoded($0) }
    }

    /// The characters after "data:image/png;base64,", where that stands before them.
    private static func withoutScheme(_ characters: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let base = characters.baseAddress, characters.count >= 5, strncasecmp(base, "data:", 5) == 0,
            let comma = characters.prefix(200).firstIndex(of: 0x2C)
        else {
            return characters
        }
        return UnsafeRawBufferPointer(rebasing: characters[(comma + 1)...])
    }

    /// A number, or a string that is one: services disagree.
    package var number: Double? {
        switch value {
        case .number(let place): Double(String(decoding: text[place], as: UTF8.self))
        case .string: string.flatMap { Double($0) }
        default: nil
        }
    }

    package var int: Int? { number.flatMap { Int(exactly: $0.rounded(.towardZero)) } }

    /// A count that stands here, however little sense it makes: what is no whole number of this machine's is -1.
    package var count: Int { int ?? -1 }

    package var bool: Bool? {
        if case .bool(let bool) = value { bool } else { nil }
    }

    /// The value as it is written.
    package var verbatim: Data {
        switch value {
        case .object(_, let place), .array(_, let place), .number(let place), .bytes(let place): Data(text[place])
        case .string(let place): Data(text[(place.lowerBound - 1)..<(place.upperBound + 1)])
        case .bool(let bool): Data(bool ? "true".utf8 : "false".utf8)
        case .null: Data("null".utf8)
        }
    }
}
