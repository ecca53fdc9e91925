import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport

/// Reads a text as some answer.
func read<Reading>(
    _ text: String, by reading: (UnsafeRawBufferPointer) throws(AnswerFailure) -> Reading
) throws -> Reading {
    try Array(text.utf8).withUnsafeBytes { bytes in
        try Result { () throws(AnswerFailure) in try reading(bytes) }.get()
    }
}

func gemini(_ text: String, keepingParts: Bool = false) throws -> GeminiAnswer {
    try read(text) { bytes throws(AnswerFailure) in try GeminiAnswer(bytes, keepingParts: keepingParts) }
}

/// A small picture in each of two formats, and what they are in base64.
enum Small {
    static let png = encoded(.png)
    static let jpeg = encoded(PictureEncoding(format: .jpeg))

    private static func encoded(_ encoding: PictureEncoding) -> Picture {
        do {
            return try SamplePictures.gradient(width: 16, height: 12).picture(as: encoding)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

extension Picture {
    var base64: String { data.base64EncodedString() }
}

extension WireAnswer {
    init(_ status: Int, _ body: String, _ headers: [(String, String)] = []) {
        self.init(status: status, headers: HeaderFields(headers), body: Data(body.utf8))
    }
}

/// An answer as the services give it, of these parts.
func answer(_ parts: [String], finish: String? = "STOP", more: String = "") -> String {
    let reason = finish.map { ",\"finishReason\":\"\($0)\"" } ?? ""
    return "{\"candidates\":[{\"content\":{\"parts\":[\(parts.joined(separator: ","))],\"role\":\"model\"}\(reason),"
        + "\"index\":0}]\(more)}"
}

func part(_ picture: Picture, thought: Bool = false, declared: String? = nil) -> String {
    let thought = thought ? "\"thought\":true," : ""
    return "{\(thought)\"inlineData\":{\"mimeType\":\"\(declared ?? picture.format.mediaType)\","
        + "\"data\":\"\(picture.base64)\"},\"thoughtSignature\":\"c2lnbmF0dXJl\"}"
}

func part(_ text: String) -> String { "{\"text\":\(JSONText.quoted(text))}" }
