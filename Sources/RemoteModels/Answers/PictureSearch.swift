import Foundation
import Pictures

/// Pictures in an answer of no known form: whatever is one by its bytes, wherever it stands, and links where links to
/// pictures usually stand. What only echoes the request is passed over.
enum PictureSearch {
    static func pictures(in answer: JSONAnswer) -> [PictureSource] {
        var found: [PictureSource] = []
        search(answer, called: "", depth: 0, &found)
        return found
    }

    private static let deepest = 12
    private static let most = 16
    private static let longestLink = 4000

    /// Names of what was sent, or of what stands for a picture and is none.
    private static let passedOver = [
        "input", "request", "prompt", "mask", "reference", "original", "param", "thumb", "preview", "avatar", "logo",
        "icon",
    ]

    /// Names under which links to pictures stand.
    private static let ofLinks: Set<String> = [
        "url", "urls", "uri", "imageurl", "imageurls", "imageuri", "image", "images", "img", "picture", "pictures",
        "output", "outputs", "sample", "samples", "result", "results", "src", "link", "file", "fileurl", "fileuri",
        "downloadurl", "publicurl", "signedurl", "cdnurl", "mediaurl", "data",
        "resulturl", "resulturls", "outputurl", "outputurls", "imgurl", "imgurls", "fileurls",
    ]

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }

    /// Whether what stands under a name is no answer.
    static func passesOver(_ name: String) -> Bool {
        let name = plain(name)
        return passedOver.contains(where: name.contains)
    }

    private static func search(_ value: JSONAnswer, called name: String, depth: Int, _ found: inout [PictureSource]) {
        guard depth <= deepest, found.count < most else { return }
        for (key, member) in value.members {
            guard !passesOver(key) else { continue }
            let key = plain(key)
            search(member, called: key, depth: depth + 1, &found)
        }
        for element in value.elements { search(element, called: name, depth: depth + 1, &found) }
        // An answer that was handed on as it was written.
        if let inner = value.written.flatMap(JSONText.answer(written:)) {
            inner.withUnsafeBytes { bytes in
                if let answer = try? JSONAnswer(bytes) { search(answer, called: name, depth: depth + 1, &found) }
            }
            return
        }
        // A proxy of functions' answers writes them in base64: {"body":"eyJ…","isBase64Encoded":true}.
        if let written = value.written, written.count > 100, beginsAnObject(written), let inner = value.base64 {
            inner.withUnsafeBytes { bytes in
                if let answer = try? JSONAnswer(bytes) { search(answer, called: name, depth: depth + 1, &found) }
            }
            return
        }
        guard let source = source(value, called: name), !found.contains(source) else { return }
        found.append(source)
    }

    /// Whether base64 begins as "{" followed by a quotation mark or white space does.
    private static func beginsAnObject(_ characters: UnsafeRawBufferPointer) -> Bool {
        ["eyI", "eyJ", "ewo", "ewk", "ew0", "eyA"].contains { characters.starts(with: Array($0.utf8)) }
    }

    private static func source(_ value: JSONAnswer, called name: String) -> PictureSource? {
        if let bytes = value.listed { return .data(bytes, declared: nil) }
        guard let written = value.written else { return nil }
        let start = String(decoding: written.prefix(40), as: UTF8.self).lowercased()
        if start.hasPrefix("data:image/") || start.hasPrefix("data:application/octet-stream")
            || (written.count > 100 && Base64.begins(aPicture: written))
        {
            if let data = value.base64, PictureFormat(magic: data.prefix(64)) != nil {
                return .data(data, declared: nil)
            }
        }
        if let data = WrappedPicture.hexadecimal(written) { return .data(data, declared: nil) }
        guard let text = written.count <= longestLink ? value.string : nil, ofLinks.contains(name),
            text.hasPrefix("https://") || text.hasPrefix("http://"), let url = URL(string: text)
        else { return nil }
        return .link(url)
    }
}

extension Base64 {
    /// Whether the characters begin as a picture's do.
    fileprivate static func begins(aPicture characters: UnsafeRawBufferPointer) -> Bool {
        let start = UnsafeRawBufferPointer(rebasing: characters.prefix(88))
        guard !JSONText.hasEscapes(start) else {
            let plain = JSONText.unescapedBytes(UnsafeRawBufferPointer(rebasing: characters.prefix(128))).prefix(88)
            return Array(plain).withUnsafeBytes { decode($0).map { PictureFormat(magic: $0) != nil } ?? false }
        }
        return decode(start).map { PictureFormat(magic: $0) != nil } ?? false
    }
}
