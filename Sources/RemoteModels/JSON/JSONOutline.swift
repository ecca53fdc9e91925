import Foundation

/// A JSON text's structure, in which strings and numbers are places in the text: a picture of many megabytes costs
/// nothing until somebody wants its bytes.
package struct JSONOutline {
    package indirect enum Value {
        case object([(key: String, value: Value)], place: Range<Int>)
        case array([Value], place: Range<Int>)
        /// A picture's bytes as numbers, with the brackets around them.
        case bytes(Range<Int>)
        /// The characters between the quotation marks, as they are written.
        case string(Range<Int>)
        case number(Range<Int>)
        case bool(Bool)
        case null
    }

    package enum Failure: Error, Equatable {
        /// The text ends before the value does.
        case truncated
        case malformed(at: Int)
        /// Deeper or with more parts than any answer of a service has.
        case excessive
    }

    private static let deepest = 64
    private static let mostValues = 200_000

    private let text: UnsafeRawBufferPointer
    private let salvages: Bool
    private var position: Int
    private var count = 0
    private var isTruncated = false

    private init(_ text: UnsafeRawBufferPointer, salvages: Bool) {
        self.text = text
        self.salvages = salvages
        position = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Reads one value, after which only white space may follow.
    package static func read(_ text: UnsafeRawBufferPointer) throws(Failure) -> Value {
        var outline = JSONOutline(text, salvages: false)
        let value = try outline.value(depth: 0)
        outline.skipSpace()
        guard outline.position == text.count else { throw .malformed(at: outline.position) }
        return value
    }

    /// Reads of a text that ends in its middle what is whole: every object and list that was begun, with those of its
    /// members that are complete.
    package static func salvage(_ text: UnsafeRawBufferPointer) throws(Failure) -> Value {
        var outline = JSONOutline(text, salvages: true)
        return try outline.value(depth: 0)
    }

    private mutating func value(depth: Int) throws(Failure) -> Value {
        count += 1
        guard depth < Self.deepest, count < Self.mostValues else { throw .excessive }
        skipSpace()
        switch try byte() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    /// A picture has more numbers than any answer has parts.
    private mutating func bytes() throws(Failure) -> Value? {
        switch ByteList.find(in: text, at: position) {
        case nil: return nil
        case .cutOff:
            guard salvages else { throw .truncated }
            defer { position = text.count }
            isTruncated = true
            return .array([], place: position..<text.count)
        case .whole(let end):
            defer { position = end }
            return .bytes(position..<end)
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> Value {
        if let bytes = try bytes() { return bytes }
        let start = position
        var members: [(key: String, value: Value)] = []
        try sequence(end: UInt8(ascii: "}")) { (outline) throws(Failure) in
            guard try outline.byte() == UInt8(ascii: "\"") else { throw .malformed(at: outline.position) }
            let place = try outline.string()
            // No field of a service has a long name; one that has is cut, and so unknown.
            let key = JSONText.unescaped(UnsafeRawBufferPointer(rebasing: outline.text[place.prefix(200)]))
            outline.skipSpace()
            guard try outline.byte() == UInt8(ascii: ":") else { throw .malformed(at: outline.position) }
            outline.position += 1
            members.append((key, try outline.value(depth: depth + 1)))
        }
        return .object(members, place: start..<position)
    }

    private mutating func array(depth: Int) throws(Failure) -> Value {
        if let bytes = try bytes() { return bytes }
        let start = position
        var elements: [Value] = []
        try sequence(end: UInt8(ascii: "]")) { (outline) throws(Failure) in
            elements.append(try outline.value(depth: depth + 1))
        }
        return .array(elements, place: start..<position)
    }

    /// Reads what stands between an opening bracket and its end, with commas between.
    private mutating func sequence(
        end: UInt8, of item: (inout JSONOutline) throws(Failure) -> Void
    ) throws(Failure) {
        position += 1
        do throws(Failure) {
            skipSpace()
            if try byte() == end {
                position += 1
                return
            }
            while true {
                skipSpace()
                try item(&self)
                // What was cut inside ends what is around it, too.
                if isTruncated { return }
                skipSpace()
                let next = try byte()
                guard next == end || next == UInt8(ascii: ",") else { throw .malformed(at: position) }
                position += 1
                if next == end { return }
            }
        } catch {
            guard error == .truncated, salvages else { throw error }
            isTruncated = true
            position = text.count
        }
    }

    /// Finds the string's end; the quotation mark is searched for by `memchr`, which reads many bytes at once.
    private mutating func string() throws(Failure) -> Range<Int> {
        position += 1
        let start = position
        var found = start - 1
        while true {
            // One mark serves all escapes before it: looked for at each of them, a text of nothing else takes minutes.
            if found < position {
                guard let next = find(UInt8(ascii: "\""), from: position, to: text.count) else { throw .truncated }
                found = next
            }
            let quote = found
            // Only where a backslash stands before it can the mark belong to the string.
            guard let backslash = find(UInt8(ascii: "\\"), from: position, to: quote) else {
                position = quote + 1
                return start..<quote
            }
            position = backslash + 2
            guard position <= text.count else { throw .truncated }
        }
    }

    private func find(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, let base = text.baseAddress, let found = memchr(base + start, Int32(byte), end - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }

    private mutating func number() throws(Failure) -> Value {
        let start = position
        while position < text.count, Self.isOfNumber(text[position]) { position += 1 }
        guard position > start else { throw .malformed(at: start) }
        // Its last digit may be missing.
        guard position < text.count || !salvages else { throw .truncated }
        return .number(start..<position)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(Failure) -> Value {
        let expected = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        let rest = text[position...].prefix(expected.count)
        guard rest.elementsEqual(expected.prefix(rest.count)) else { throw .malformed(at: position) }
        guard rest.count == expected.count else { throw .truncated }
        position += expected.count
        return value
    }

    private mutating func skipSpace() {
        while position < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[position]) { position += 1 }
    }

    private func byte() throws(Failure) -> UInt8 {
        guard position < text.count else { throw .truncated }
        return text[position]
    }
}
