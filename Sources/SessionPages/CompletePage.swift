public import Foundation
import ImageModels
import Pictures
public import Sessions

/// A session as one file to send to somebody: the pictures are inside, and nothing is loaded from elsewhere.
public struct CompletePage: Sendable {
    /// The longest side of the pictures inside; larger ones are scaled down.
    public static let longestSide = 1600

    public var words: PageWords
    /// Whether models and services are named, and what they said is quoted.
    public var showsModels: Bool
    public var showsCosts: Bool

    public init(words: PageWords, showsModels: Bool, showsCosts: Bool) {
        self.words = words
        self.showsModels = showsModels
        self.showsCosts = showsCosts
    }

    /// The page of the turns that have pictures. Throws `SessionFailure` or `PictureFailure`.
    public func document(of session: Session) throws -> Data {
        let contents = PageContents(showsModels: showsModels, showsCosts: showsCosts) { record, turn in
            let pixels = try session.picture(turn).pixels().fitted(longestSide: Self.longestSide)
            let format = pixels.hasAlpha ? PictureFormat.png : .jpeg
            let data = try pixels.encoded(as: PictureEncoding(format: format, quality: 85))
            return PageTurn.PagePicture(
                src: "data:\(format.mediaType);base64,\(data.base64EncodedString())", file: nil,
                format: record.format, width: record.width, height: record.height)
        }
        var turns = [try PageText.encoded(PageTurn(startOf: session, words: words, contents: contents))]
        for entry in session.state.turns where entry.outcome == .answered {
            turns.append(try PageText.encoded(PageTurn(entry, of: session, words: words, contents: contents)))
        }
        let dollars = session.spent
        let cost = showsCosts && dollars > 0 ? words.cost(Cost(dollars: dollars, basis: .estimate)) : nil
        let json = try PageText.json(of: session, revision: 0, turns: turns, cost: cost)
        let title = try session.name ?? session.opened().source
        return PageText.document(title: title, session: json)
    }
}
