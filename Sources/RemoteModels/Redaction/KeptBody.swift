import Foundation
import Synchronization

/// The body of the answer that was kept last, for a key that is found in its pictures only.
final class KeptBody: Sendable {
    private let body = Mutex<Data?>(nil)

    func note(_ body: Data) { self.body.withLock { $0 = body } }

    /// The body without keys in its pictures either; `nil` where there is none, and where it is the same.
    func withoutKeys(_ redaction: KeyRedaction, _ changed: [(came: Data, mended: Data)]) -> Data? {
        guard let came = body.withLock(\.self) else { return nil }
        var body = came
        for (picture, mended) in changed {
            let forms = [(picture, mended), (picture.base64EncodedData(), mended.base64EncodedData())]
            for (form, other) in forms where !form.isEmpty {
                if let place = body.range(of: form) { body.replaceSubrange(place, with: other) }
            }
        }
        redaction.redact(&body, intoPictures: true)
        return body == came ? nil : body
    }
}
