public import ImageModels
public import Locality
public import Sessions

/// How facts are put into words for a person; the page has only its own labels.
public struct PageWords: Sendable {
    public var change: @Sendable (ChangeReport, _ parent: Int) -> String?
    public var remark: @Sendable (Reply.Remark) -> String
    public var failure: @Sendable (JournalEvent.Failed) -> String
    public var model: @Sendable (_ id: String) -> String
    public var cost: @Sendable (Cost) -> String
    public var seconds: @Sendable (Double) -> String
    public var selection: @Sendable (Reply.Selection) -> String

    public init(
        change: @escaping @Sendable (ChangeReport, _ parent: Int) -> String?,
        remark: @escaping @Sendable (Reply.Remark) -> String,
        failure: @escaping @Sendable (JournalEvent.Failed) -> String,
        model: @escaping @Sendable (_ id: String) -> String, cost: @escaping @Sendable (Cost) -> String,
        seconds: @escaping @Sendable (Double) -> String, selection: @escaping @Sendable (Reply.Selection) -> String
    ) {
        self.change = change
        self.remark = remark
        self.failure = failure
        self.model = model
        self.cost = cost
        self.seconds = seconds
        self.selection = selection
    }
}
