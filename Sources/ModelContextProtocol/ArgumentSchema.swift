/// The part of JSON Schema that tools describe their arguments with: types, members, choices and bounds.
struct ArgumentSchema {
    let schema: JSONValue

    /// What is wrong with arguments; `nil` where nothing is.
    func fault(in arguments: [String: JSONValue]) -> String? {
        let members = schema["properties"]?.object ?? [:]
        for name in schema["required"]?.array?.compactMap(\.string) ?? [] where arguments[name] == nil {
            return "\(name) is missing"
        }
        for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
            guard let member = members[name] else {
                let known = members.keys.sorted().joined(separator: ", ")
                return "there is no argument \(Self.shown(name)); there are \(known.isEmpty ? "none" : known)"
            }
            if let fault = Self.fault(of: value, member) { return "\(name) \(fault)" }
        }
        return nil
    }

    private static func fault(of value: JSONValue, _ schema: JSONValue) -> String? {
        switch schema["type"]?.string {
        case "string":
            guard let text = value.string else { return "has to be a string" }
            if let choices = schema["enum"]?.array, !choices.contains(value) {
                return "can be " + choices.compactMap(\.string).joined(separator: ", ")
            }
            if let least = schema["minLength"]?.integer, text.unicodeScalars.count < least { return "is empty" }
            if let most = schema["maxLength"]?.integer, text.unicodeScalars.count > most {
                return "is longer than \(most) characters"
            }
            return nil
        case "integer":
            guard let number = value.integer else { return "has to be a whole number" }
            return bounds(Double(number), schema)
        case "number":
            guard let number = value.number else { return "has to be a number" }
            return bounds(number, schema)
        case "boolean": return value.bool == nil ? "has to be true or false" : nil
        default: return nil
        }
    }

    private static func bounds(_ number: Double, _ schema: JSONValue) -> String? {
        if let least = schema["minimum"]?.number, number < least { return "has to be at least \(shown(least))" }
        if let most = schema["maximum"]?.number, number > most { return "has to be at most \(shown(most))" }
        return nil
    }

    private static func shown(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? String(number) }

    /// A name from outside, short and without what does not show.
    private static func shown(_ name: String) -> String {
        "\u{201C}"
            + String(name.unicodeScalars.filter { (0x20...0x7E).contains($0.value) }.prefix(40).map(Character.init))
            + "\u{201D}"
    }
}
