/// JSON that is to be written: its fields stay in order.
enum WireJSON: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    case text(String)
    case number(Double)
    case integer(Int)
    case boolean(Bool)
    case list([WireJSON])
    case fields([(String, WireJSON)])
    case null

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: WireJSON...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, WireJSON)...) { self = .fields(elements) }
    init(nilLiteral: ()) { self = .null }

    /// These fields, then the other's; nothing where either is something else.
    func adding(_ other: WireJSON) -> WireJSON {
        guard case .fields(let own) = self, case .fields(let others) = other else { return self }
        return .fields(own + others)
    }

    /// Every field's name in snake case, the values of strings as they are.
    var snakeCased: WireJSON {
        switch self {
        case .list(let elements): .list(elements.map(\.snakeCased))
        case .fields(let fields): .fields(fields.map { (Self.snakeCase($0.0), $0.1.snakeCased) })
        default: self
        }
    }

    /// With line breaks and indents of two, as Google's services write it.
    var pretty: String {
        var out = ""
        write(to: &out, indent: 0)
        out += "\n"
        return out
    }

    /// On one line.
    var compact: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .text(let text): Self.quote(text, to: &out)
        case .number(let number): out += "\(number)"
        case .integer(let integer): out += "\(integer)"
        case .boolean(let boolean): out += boolean ? "true" : "false"
        case .null: out += "null"
        case .list(let elements):
            Self.write(elements, between: ("[", "]"), to: &out, indent: indent) { $1.write(to: &$0, indent: $2) }
        case .fields(let fields):
            Self.write(fields, between: ("{", "}"), to: &out, indent: indent) { out, field, indent in
                Self.quote(field.0, to: &out)
                out += indent == nil ? ":" : ": "
                field.1.write(to: &out, indent: indent)
            }
        }
    }

    private static func write<T>(
        _ items: [T], between marks: (String, String), to out: inout String, indent: Int?,
        item: (inout String, T, Int?) -> Void
    ) {
        let inner = indent.map { $0 + 2 }
        out += marks.0
        for (index, element) in items.enumerated() {
            if index > 0 { out += "," }
            if let inner { out += "\n" + String(repeating: " ", count: inner) }
            item(&out, element, inner)
        }
        if let indent, !items.isEmpty { out += "\n" + String(repeating: " ", count: indent) }
        out += marks.1
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": out += "\\\""
                case "\\": out += "\\\\"
                case "\n": out += "\\n"
                case let other where other.value < 0x20:
                    let digits = String(other.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                default: out.unicodeScalars.append(scalar)
                }
            }
        } else {
            out += text
        }
        out += "\""
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { out, letter in out += letter.isUppercase ? "_" + letter.lowercased() : String(letter) }
    }
}
