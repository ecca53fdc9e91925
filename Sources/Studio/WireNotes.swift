import Foundation
import ImageModels
import Sessions
import Synchronization

extension Reply {
    /// Whether its answer told of further pictures that could not be had.
    var hasMissing: Bool {
        remarks.contains { remark in
            switch remark {
            case .missing, .onlyDraft: true
            default: false
            }
        }
    }
}

/// What is noted of a turn's requests while they are under way: whether they may cost, and where an answer lies that has
/// come and of which nothing has been made.
final class WireNotes: Sendable {
    private let keeping: @Sendable (Data) -> URL?
    private let rescuing: @Sendable (Data) -> URL?
    private let state = Mutex((mayCost: false, unread: URL?.none, isRescued: false))
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant

    /// `keeping` puts an answer on the disk, in place of an earlier one, and says where; `rescuing` does where that fails.
    init(keeping: @escaping @Sendable (Data) -> URL?, rescuing: @escaping @Sendable (Data) -> URL? = { _ in nil }) {
        self.keeping = keeping
        self.rescuing = rescuing
        began = clock.now
    }

    convenience init(_ file: AnswerFile, rescuing: @escaping @Sendable (Data) -> URL?) {
        self.init(keeping: { file.keep($0) ? file.url : nil }, rescuing: rescuing)
    }

    /// Whether a request went out that may be charged, and was not turned away.
    var mayCost: Bool { state.withLock { $0.mayCost } }

    /// The file of an answer that has come and of which nothing has been made.
    var unread: URL? { state.withLock { $0.unread } }

    /// The name of that file in the session's folder, if it is there.
    var unreadName: String? { state.withLock { $0.isRescued ? nil : $0.unread?.lastPathComponent } }

    /// Whether that answer is longer than any words of a refusal: whatever it says, a picture may stand in it.
    var isLong: Bool {
        let size = unread.flatMap { try? $0.resourceValues(forKeys: [.fileSizeKey]).fileSize }
        return size.map { $0 > Self.longestRefusal } ?? false
    }

    private static let longestRefusal = 50_000

    var seconds: Double { (clock.now - began) / .seconds(1) }

    /// Takes in what matters here; what is left is for a person.
    func note(_ news: ModelProgress) -> ModelProgress? {
        switch news {
        case .requested: state.withLock { $0.mayCost = true }
        case .answered(let data):
            // One that was rescued before is of the same turn, and older.
            if unreadName == nil { dropAnswer() }
            let kept = keeping(data)
            let file = kept ?? rescuing(data)
            state.withLock { ($0.unread, $0.isRescued) = (file, kept == nil) }
        case .waiting:
            // Only what was turned away is asked for again, or what is being painted: then something has been answered.
            state.withLock { if $0.unread == nil { $0.mayCost = false } }
            return news
        default: return news
        }
        return nil
    }

    /// What the answer held has become something else that is kept.
    func dropAnswer() {
        guard let unread else { return }
        try? FileManager.default.removeItem(at: unread)
        state.withLock { ($0.unread, $0.isRescued) = (nil, false) }
    }
}
