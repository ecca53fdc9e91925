import ImageModels
import TerminalUI

/// What is said to somebody who has no sessions yet.
struct Greeting {
    let style: Style
    let model: ModelProfile
    let catalogue: ModelCatalogue
    /// Whether there is a key for any service.
    let hasKey: Bool

    /// What to type, what works without a key, and where a key comes from.
    var lines: [String] {
        let service = catalogue.services.first
        let through = model.service.flatMap(catalogue.service).map { ", through \($0.title)" } ?? ""
        let demo =
            model.service == nil
            ? "The model \(model.shortName) needs no key and no network; /demo shows it."
            : "The model is \(model.shortName)\(through). /demo shows the built-in one, free."
        let keys =
            if hasKey {
                "/model NAME takes another; /models lists them, with prices."
            } else {
                "Others do: retouch key set \(service?.id ?? "")"
                    + (service?.keyPage.map { "; see \($0)" } ?? "")
            }
        return ["Type a picture's path, or drop the file here, then say what to change.", demo, keys]
            .map { $0.replacing("/demo", with: style.bold("/demo")) }
    }

    /// What is said after a program that could not put the terminal right.
    static let terminalPutRight = "Retouch was killed in this terminal before; the terminal is put right again."

    /// The one line after a first picture.
    var afterPicture: String { style.dim("Say what to change: make the jacket red. /help tells more.") }
}
