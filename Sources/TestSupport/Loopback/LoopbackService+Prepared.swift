public import Foundation
import Pictures

extension LoopbackService {
    /// A whole answer with a picture, laid out as Google's services do, to be given again and again: for measuring.
    public static func prepared(_ picture: Data) -> Answer {
        let signature = signatureStart + noise.prefix(1_459_192)
        let type = PictureFormat(magic: picture)?.mediaType ?? "image/png"
        let part: WireJSON = [
            "inlineData": ["mimeType": .text(type), "data": .text(picture.base64EncodedString())],
            "thoughtSignature": .text(signature),
        ]
        return .json(
            [
                "candidates": [
                    ["content": ["parts": [part], "role": "model"], "finishReason": "STOP", "index": 0]
                ],
                "usageMetadata": ["promptTokenCount": 1125, "candidatesTokenCount": 1518, "totalTokenCount": 2643],
                "modelVersion": "gemini-3.1-flash-image", "responseId": "CL-FarDeAtv5xN8PtsXz6Q4",
            ], framing: .chunked)
    }

    /// What all of this service's signatures begin with, so that others are known.
    static let signatureStart = "loopback"

    static let noise: String = {
        var chance = SeededGenerator(seed: 7)
        let count = 1_100_000
        var bytes = Data(capacity: count)
        while bytes.count < count { withUnsafeBytes(of: chance.next()) { bytes.append(contentsOf: $0) } }
        return bytes.base64EncodedString()
    }()
}
