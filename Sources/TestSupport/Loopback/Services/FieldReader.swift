import Foundation

/// A JSON object of a request, read as strictly as Google's services read theirs.
struct FieldReader {
    let fields: [String: Any]
    /// Where the object stands, for messages: "generation_config.image_config".
    let place: String

    init(_ value: Any?, at place: String, known: Set<String>) throws(ServiceRefusal) {
        guard let fields = value as? [String: Any] else {
            throw .badRequest("Invalid JSON payload received. Expected an object at '\(place)'.")
        }
        // Both spellings are taken: "mimeType" and "mime_type".
        let spelt = Dictionary(fields.map { (Self.camelCase($0.key), $0.value) }) { first, _ in first }
        for name in spelt.keys.sorted() where !known.contains(name) {
            throw .badRequest(
                "Invalid JSON payload received. Unknown name \"\(name)\" at '\(place)': Cannot find field.")
        }
        self.fields = spelt
        self.place = place
    }

    func has(_ name: String) -> Bool { fields[name] != nil }

    func string(_ name: String) throws(ServiceRefusal) -> String? {
        try value(name, as: String.self)
    }

    func list(_ name: String) throws(ServiceRefusal) -> [Any]? {
        try value(name, as: [Any].self)
    }

    func boolean(_ name: String) throws(ServiceRefusal) -> Bool? {
        try value(name, as: Bool.self)
    }

    func integer(_ name: String) throws(ServiceRefusal) -> Int? {
        try value(name, as: Int.self)
    }

    /// One of a few words; in this spelling.
    func word(_ name: String, of known: [String]) throws(ServiceRefusal) -> String? {
        guard let word = try string(name) else { return nil }
        guard known.contains(word) else {
            throw .badRequest("Invalid value at '\(place).\(name)': \"\(word)\"")
        }
        return word
    }

    /// An object inside.
    func object(_ name: String, known: Set<String>) throws(ServiceRefusal) -> FieldReader? {
        guard let value = fields[name] else { return nil }
        return try FieldReader(value, at: place.isEmpty ? name : "\(place).\(name)", known: known)
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(into: words.first.map(String.init) ?? name) { out, word in
            out += word.prefix(1).uppercased() + word.dropFirst()
        }
    }

    private func value<T>(_ name: String, as type: T.Type) throws(ServiceRefusal) -> T? {
        guard let value = fields[name] else { return nil }
        guard let value = value as? T else { throw .badRequest("Invalid value at '\(place).\(name)' (\(type))") }
        return value
    }
}
