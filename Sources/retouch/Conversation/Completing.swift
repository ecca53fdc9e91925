import Foundation
import ImageModels
import LineEditing
import Sessions

/// What Tab offers.
final class Completing: Sendable {
    init(folder: SessionsFolder, models: Models, surroundings: Surroundings) {}
}
enum LineReaders {
    static func reader(for surroundings: Surroundings, completing: Completing) -> any LineReading { PlainLineReader() }
}
