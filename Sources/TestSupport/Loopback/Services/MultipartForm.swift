import Foundation

/// A form with files, read strictly as RFC 7578 wants it.
struct MultipartForm {
    struct Part {
        var name: String
        var fileName: String?
        var mediaType: String?
        var content: Data

        var text: String { String(decoding: content, as: UTF8.self) }
    }

    let parts: [Part]

    init(_ body: Data, contentType: String?) throws(ServiceRefusal) {
        guard let contentType, contentType.hasPrefix("multipart/form-data;"),
            let marker = contentType.range(of: "boundary=")
        else { throw .badRequest("Unsupported content type. Expected multipart/form-data.") }
        let boundary = contentType[marker.upperBound...].trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        let delimiter = Data("--\(boundary)".utf8)
        guard !boundary.isEmpty, boundary.utf8.count <= 70, body.starts(with: delimiter) else {
            throw .badRequest("Could not parse multipart form: no boundary.")
        }
        var parts: [Part] = []
        var start = body.startIndex + delimiter.count
        while !body[start...].starts(with: Data("--".utf8)) {
            let end = body.range(of: Data("\r\n".utf8) + delimiter, in: start..<body.endIndex)
            guard body[start...].starts(with: Data("\r\n".utf8)), let end,
                let blank = body.range(of: Data("\r\n\r\n".utf8), in: start..<end.lowerBound)
            else { throw .badRequest("Could not parse multipart form: the last part does not end.") }
            let head = String(decoding: body[(start + 2)..<blank.lowerBound], as: UTF8.self)
            parts.append(try Self.part(head, Data(body[blank.upperBound..<end.lowerBound])))
            start = end.upperBound
        }
        self.parts = parts
    }

    private static func part(_ head: String, _ content: Data) throws(ServiceRefusal) -> Part {
        var part: Part?
        var mediaType: String?
        for line in head.split(separator: "\r\n") {
            let lower = line.lowercased()
            if lower.hasPrefix("content-disposition: form-data;") {
                guard let name = value("name", in: line) else { continue }
                part = Part(name: name, fileName: value("filename", in: line), mediaType: nil, content: content)
            } else if lower.hasPrefix("content-type:") {
                mediaType = line.dropFirst(13).trimmingCharacters(in: .whitespaces)
            }
        }
        guard var part else { throw .badRequest("Could not parse multipart form: a part without a name.") }
        part.mediaType = mediaType
        return part
    }

    private static func value(_ name: String, in line: Substring) -> String? {
        guard let start = line.range(of: "; \(name)=\"") else { return nil }
        return line[start.upperBound...].split(separator: "\"", omittingEmptySubsequences: false).first.map(String.init)
    }
}
