import Foundation
import Pictures

/// Answers of services in which some field says what a test wants: a key, for one.
public enum EchoingAnswers {
    /// Where the text stands, by a name for the field, in the order of their names. What is written has to be good JSON
    /// between quotation marks.
    public static func all(_ text: String) -> [(name: String, answer: Answer)] {
        let models: [(name: String, answer: Answer)] = gemini.map { (name: $0.key, answer: json($0.value, text)) }
        let refused: [(name: String, answer: Answer)] = refusals.map {
            (name: $0.key, answer: json($0.value, text, status: 400))
        }
        let others: [(name: String, answer: Answer)] = [
            ("title", .page(String(repeating: "t", count: 285) + text, status: 403)),
            ("page", .page(text, status: 200)),
            ("words", .text(text, "text/plain", status: 500)),
            ("words of a success", .text("nothing but " + text, "application/json")),
            (
                "cut message",
                json(refusals["message"] ?? "", String(repeating: "a", count: 1985) + text, status: 400)
            ),
            ("request id", header("x-request-id", text)),
            ("long request id", header("x-request-id", String(repeating: "i", count: 185) + text)),
            ("any header", header("x-" + "echo", text)),
            ("location", Answer(302, headers: [("Location", "https://a.example/" + oneLine(text))])),
            ("media type", Answer(200, headers: [("Content-Type", "image/" + oneLine(text))], body: picture)),
            ("no picture", json(inline("image/png", Data(("GIF89a" + text).utf8).base64EncodedString()), "")),
            ("text in a picture", json(inline("image/png", (picture + Data(text.utf8)).base64EncodedString()), "")),
        ]
        return models.sorted { $0.name < $1.name } + refused.sorted { $0.name < $1.name } + others
    }

    private static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 }.map { Character($0) })
    }

    private static func header(_ name: String, _ text: String) -> Answer {
        var answer = json(refusals["message"] ?? "", "no", status: 500)
        answer.headers.append((name, oneLine(text)))
        return answer
    }

    private static let picture = (try? SamplePictures.gradient(width: 16, height: 12).encoded(as: .png)) ?? Data()

    private static func json(_ template: String, _ text: String, status: Int = 200) -> Answer {
        Answer(
            status, headers: [("Content-Type", "application/json")],
            body: Data(template.replacing("KEY", with: text).utf8))
    }

    private static func inline(_ type: String, _ data: String, _ more: String = "") -> String {
        #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"\#(type)","data":"\#(data)"}}\#(more)]},"#
            + #""finishReason":"STOP"}],"modelVersion":"g"}"#
    }

    private static var gemini: [String: String] {
        let data = picture.base64EncodedString()
        let part = #"{"inlineData":{"mimeType":"image/png","data":"\#(data)"}}"#
        return [
            "text": inline("image/png", data, #",{"text":"KEY"}"#),
            "text alone": #"{"candidates":[{"content":{"parts":[{"text":"your key is KEY"}]},"finishReason":"STOP"}]}"#,
            "text around data": inline("image/png", data, #",{"text":"![x](data:image/png;base64,\#(data))KEY"}"#),
            "declared type": inline("image/KEY", data),
            "finish reason": #"{"candidates":[{"finishReason":"KEY"}]}"#,
            "finish message": #"{"candidates":[{"finishReason":"SAFETY","finishMessage":"KEY"}]}"#,
            "block reason": #"{"promptFeedback":{"blockReason":"KEY","blockReasonMessage":"KEY"}}"#,
            "model version": #"{"candidates":[{"content":{"parts":[\#(part)]}}],"modelVersion":"KEY"}"#,
            "response id": #"{"candidates":[{"content":{"parts":[\#(part)]}}],"responseId":"KEY"}"#,
            "link": #"{"candidates":[{"content":{"parts":[{"text":"![x](https://a.example/KEY.png)"}]}}]}"#,
            "signature": inline("image/png", data, #",{"text":"a","thoughtSignature":"KEY"}"#),
            "name of a field": inline("image/png", data, #",{"KEY":"a","text":"b"}"#),
            "error with success": #"{"error":{"message":"KEY","status":"KEY"}}"#,
            "nothing known": #"{"answer":"KEY"}"#,
        ]
    }

    private static let refusals = [
        "message": #"{"error":{"message":"KEY","status":"X"}}"#,
        "status": #"{"error":{"message":"no","status":"KEY","details":[{"reason":"KEY"}]}}"#,
        "error": #"{"error":"KEY"}"#,
        "id in message": #"{"error":{"message":"no (request id: KEY)"}}"#,
        "detail": #"{"title":"KEY","detail":"KEY"}"#,
    ]
}
