/// Where the elements and attributes of an XMP packet stand, with the namespaces that their prefixes stand for.
struct XMPOutline {
    struct Attribute {
        var namespace: String
        /// Without its prefix.
        var name: String
        /// With the blanks before it.
        var range: Range<Int>
        /// What stands between the quotes.
        var value: Range<Int>
        /// Of an `xmlns:PREFIX`.
        var declares: String?
    }

    struct Element {
        var namespace: String
        var name: String
        /// From `<` to the end of its end tag.
        var range: Range<Int>
        /// Between its tags; empty where there is but one.
        var content: Range<Int>
        /// Behind the last attribute of its first tag.
        var endOfAttributes: Int
        var attributes: [Attribute]
        var parent: Int?
        /// The namespaces by prefix that hold inside of it.
        var scope: [String: String]
    }

    /// In the order in which they begin.
    private(set) var elements: [Element] = []

    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    private static let deepest = 256

    /// `nil` for what is not well-formed, and for what declares a document type.
    init?(_ text: [UInt8]) {
        var open: [(element: Int, name: Range<Int>)] = []
        var at = 0
        func ends(_ mark: String, from start: Int) -> Int? {
            let mark = Array(mark.utf8)
            var place = start
            while place + mark.count <= text.count {
                if text[place] == mark[0], text[place..<(place + mark.count)].elementsEqual(mark) {
                    return place + mark.count
                }
                place += 1
            }
            return nil
        }
        func begins(_ mark: String) -> Bool {
            let mark = Array(mark.utf8)
            return at + mark.count <= text.count && text[at..<(at + mark.count)].elementsEqual(mark)
        }
        while let next = text[at...].firstIndex(of: UInt8(ascii: "<")) {
            at = next
            if begins("<?") || begins("<!--") || begins("<![CDATA[") {
                guard let end = ends(begins("<?") ? "?>" : begins("<!--") ? "-->" : "]]>", from: at) else { return nil }
                at = end
            } else if begins("<!") {
                return nil
            } else if begins("</") {
                guard let last = open.popLast(), let end = ends(">", from: at) else { return nil }
                let name = text[(at + 2)..<(end - 1)].prefix { !Self.isBlank($0) }
                guard name.elementsEqual(text[last.name]) else { return nil }
                elements[last.element].content = elements[last.element].content.lowerBound..<at
                elements[last.element].range = elements[last.element].range.lowerBound..<end
                at = end
            } else {
                guard let tag = Tag(text, at: at), open.count < Self.deepest else { return nil }
                append(tag, of: text, in: open.last?.element)
                if !tag.isWhole { open.append((elements.count - 1, tag.name)) }
                at = tag.range.upperBound
            }
        }
        guard open.isEmpty else { return nil }
    }

    private mutating func append(_ tag: Tag, of text: [UInt8], in parent: Int?) {
        func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        func parts(_ range: Range<Int>) -> (prefix: String, name: String) {
            let words = string(range).split(separator: ":", maxSplits: 1).map { String($0) }
            return words.count == 2 ? (words[0], words[1]) : ("", words.first ?? "")
        }
        var scope = parent.map { elements[$0].scope } ?? [:]
        for attribute in tag.attributes {
            let (prefix, name) = parts(attribute.name)
            if prefix == "xmlns" { scope[name] = string(attribute.value) }
            if prefix.isEmpty, name == "xmlns" { scope[""] = string(attribute.value) }
        }
        let attributes = tag.attributes.map { attribute in
            let (prefix, name) = parts(attribute.name)
            let declares = prefix == "xmlns" ? name : prefix.isEmpty && name == "xmlns" ? "" : nil
            return Attribute(
                namespace: prefix.isEmpty ? "" : scope[prefix] ?? "", name: name, range: attribute.range,
                value: attribute.value, declares: declares)
        }
        let (prefix, name) = parts(tag.name)
        let end = tag.range.upperBound
        elements.append(
            Element(
                namespace: scope[prefix] ?? "", name: name, range: tag.range, content: end..<end,
                endOfAttributes: tag.endOfAttributes, attributes: attributes, parent: parent, scope: scope))
    }

    fileprivate static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// The element that everything else stands in.
    var root: Int? { elements.firstIndex { $0.namespace == Self.rdf && $0.name == "RDF" } }

    /// The descriptions that stand in it, one beside the other.
    var descriptions: [Int] {
        guard let root else { return [] }
        return elements.indices.filter { elements[$0].parent == root }
    }
}

/// A tag that begins an element.
private struct Tag {
    var name: Range<Int>
    var range: Range<Int>
    var endOfAttributes: Int
    var attributes: [(name: Range<Int>, range: Range<Int>, value: Range<Int>)] = []
    /// Whether it ends its element as well.
    var isWhole = false

    init?(_ text: [UInt8], at start: Int) {
        var at = start + 1
        func isEndOfName(_ byte: UInt8) -> Bool {
            XMPOutline.isBlank(byte) || [UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")].contains(byte)
        }
        func readName() -> Range<Int> {
            let first = at
            while at < text.count, !isEndOfName(text[at]) { at += 1 }
            return first..<at
        }
        func skipBlanks() { while at < text.count, XMPOutline.isBlank(text[at]) { at += 1 } }
        let own = readName()
        guard !own.isEmpty else { return nil }
        name = own
        endOfAttributes = at
        range = start..<at
        while true {
            let before = at
            skipBlanks()
            guard at < text.count else { return nil }
            if text[at] == UInt8(ascii: ">") {
                range = start..<(at + 1)
                return
            }
            if text[at] == UInt8(ascii: "/") {
                guard at + 1 < text.count, text[at + 1] == UInt8(ascii: ">") else { return nil }
                isWhole = true
                range = start..<(at + 2)
                return
            }
            let name = readName()
            skipBlanks()
            guard !name.isEmpty, at < text.count, text[at] == UInt8(ascii: "=") else { return nil }
            at += 1
            skipBlanks()
            guard at < text.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(text[at]),
                let end = text[(at + 1)...].firstIndex(of: text[at])
            else { return nil }
            attributes.append((name, before..<(end + 1), (at + 1)..<end))
            at = end + 1
            endOfAttributes = at
        }
    }
}
