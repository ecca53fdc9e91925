public import Foundation
public import ImageModels
public import Locality
public import Pictures
public import Sessions

/// A turn that was answered, saved and checked.
public struct Turn: Sendable {
    public let number: Int
    public let parent: Int
    public let instruction: String
    public let model: String
    public let picture: Picture
    public let file: URL
    /// The service that the model was reached through.
    public let service: String?
    public let cost: Cost?
    public let remarks: [Reply.Remark]
    /// What it changed, and what of the model's own changes was kept out.
    public let change: ChangeReport?
    public let exchange: Exchange?
    /// The model's share of the time; absent for a turn that was finished after an interruption.
    public let seconds: Double?
    public let selection: Reply.Selection?
    /// The model's own words: foreign text.
    public let text: String?
}

/// Why an instruction came to no picture. The current turn has not moved.
public enum TurnFailure: Error, Sendable {
    /// The model gave none. `turn` is `nil` where the instruction was declined: then no number is used up.
    case model(ModelFailure, turn: Int?)
    /// An answer came that could not be understood, or broke off; it is in `kept` as it came, and can be read again.
    case unread(ModelFailure, turn: Int, kept: URL)
    /// What the model sent is no picture; its bytes are in `kept`. `isFree` where its price is 0.
    case notAPicture(PictureFailure, turn: Int, kept: URL, isFree: Bool)
    /// `mayCost` is what the service may charge nevertheless.
    case cancelled(turn: Int, mayCost: Cost?)
    /// A person cancelled it when the picture had come, and been paid for: it is in `kept`, and can be locked again.
    case cancelledWithPicture(turn: Int, cost: Cost?, kept: URL)
    /// A person cancelled it when the service had answered: of what is in `kept` the picture can be read, or by it be fetched
    /// where it is still being painted.
    case cancelledUnderWay(turn: Int, mayCost: Cost?, kept: URL)
    /// The region does not lie in the picture.
    case noSuchRegion(Rectangle, picture: PixelSize)
    /// The session could not be written to. `kept` is where a received picture was saved, if one had been received.
    case notSaved(SessionFailure, turn: Int?, kept: URL?)
    /// The picture to start from, or one to attach, can't be used.
    case unusable(PictureFailure)
    /// Nothing was sent: it would have passed the session's budget. In dollars.
    case overBudget(budget: Double, spent: Double, next: Double)
    /// Nothing was sent: nobody knows what it would cost, and the session has a budget.
    case priceUnknown(model: String, budget: Double)
}

/// News of a turn on its way.
public enum TurnEvent: Sendable, Equatable {
    /// The instruction is on the disk, and the model is about to be asked.
    case asked(turn: Int, model: String)
    case progress(ModelProgress)
    case received(bytes: Int)
}
