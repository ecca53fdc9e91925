public import Foundation
public import ImageModels
public import Locality
public import Pictures
public import Sessions

/// Carries instructions through for one session: sends, checks, saves, and moves between the turns.
public actor Studio {
    let writer: SessionWriter
    public private(set) var model: any ImageModel
    public private(set) var settings: TurnSettings
    /// Where a received picture goes when the session folder can't take it.
    let rescueFolder: URL
    let now: @Sendable () -> Date
    let spendingLog: SpendingLog?
    /// How much of a model's picture is taken over, for models that paint the whole anew.
    public private(set) var lock: LockSetting.Mode
    /// Whether small places far from the rest are left out.
    private(set) var dropsSmall = false
    /// Finds what an instruction names, to look for a faint change there.
    let selecting: Selecting?
    /// Takes the ground out of a picture, for models that can't.
    let cutting: Cutting?
    /// The picture that the next instruction most likely starts from.
    var latest: (turn: Int, picture: Picture)?
    /// The number that the session was last seen under.
    private var knownNumber: Int
    private var knownMetadata: PictureMetadata?
    /// Dollars that the journal's turns have cost, once it is known.
    var knownSpending: Double?
    /// Dollars that the turns under way are expected to cost.
    var reserved = 0.0

    /// Finds a model by what a journal says of it, to read an answer of it again; `nil` where it can't be had here.
    private let modelOf: ModelOf?

    /// Finds where the thing lies that an instruction names; `nil` where it names none that can be found surely.
    public typealias Selecting = @Sendable (_ instruction: String, _ picture: Picture) async -> PixelMask?

    /// A picture without its ground, of the same size; `nil` where nothing can be told from it surely.
    public typealias Cutting = @Sendable (_ picture: Picture) async -> Picture?

    public typealias ModelOf = @Sendable (_ model: String, _ service: String?) -> (any ImageModel)?

    /// A studio for an opened session. Without settings, those that were last set in the session count.
    public init(
        writer: sending SessionWriter, model: any ImageModel, settings: TurnSettings? = nil, rescueFolder: URL,
        spendingLog: SpendingLog? = nil, lock: LockSetting.Mode? = nil, selecting: Selecting? = nil,
        cutting: Cutting? = nil, modelOf: ModelOf? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.settings = settings ?? writer.session.settings?.settings ?? TurnSettings()
        knownNumber = writer.session.number
        self.writer = writer
        self.model = model
        self.rescueFolder = rescueFolder
        self.spendingLog = spendingLog
        self.lock = lock ?? writer.session.settings?.lock ?? .auto
        self.selecting = selecting
        self.cutting = cutting
        self.modelOf = modelOf
        self.now = now
    }

    public var session: Session { writer.session }

    /// Removes the session where it has no turn; nothing may be asked of it then.
    public func removeIfEmpty() { writer.removeIfEmpty() }

    /// The model that gave an answer of this session, as far as it can be had.
    func model(of asked: JournalEvent.Asked) -> (any ImageModel)? {
        if model.profile.id == asked.model, model.profile.service == asked.service { return model }
        return modelOf?(asked.model, asked.service)
    }

    /// A session whose folder has gone goes on in another one: the picture at hand is put there, too. Best effort.
    func followSession() {
        guard session.number != knownNumber else { return }
        knownNumber = session.number
        if let latest { try? writer.restore(latest.picture, of: latest.turn) }
    }

    /// Writes down how a turn ended. A journal that can't be written to now will show the turn as interrupted later,
    /// which is true, too; so this failure adds nothing to the one being reported.
    func record(_ event: JournalEvent) {
        try? writer.append(event)
    }

    /// A turn's picture, inspected and compared with the journal.
    public func picture(_ turn: Int) throws(SessionFailure) -> Picture {
        if let latest, latest.turn == turn { return latest.picture }
        let picture = try session.picture(turn)
        if turn == session.state.current { latest = (turn, picture) }
        return picture
    }

    /// What the file that was opened says besides its pixels: it goes on into the turns' pictures.
    var metadata: PictureMetadata? {
        if knownMetadata == nil {
            knownMetadata = (try? session.picture(0).metadata().kept(.usual)) ?? PictureMetadata()
        }
        return knownMetadata
    }

    // MARK: Settings

    /// From now on leaves out small places far from the rest of what a turn changed.
    public func dropSmallPlaces() {
        dropsSmall = true
    }

    public func name(_ name: String?) throws(SessionFailure) {
        try writer.append(.named(.init(at: now(), name: name)))
    }

    /// The model and settings for the turns to come; they are kept with the session.
    public func use(
        _ model: any ImageModel, settings: TurnSettings, lock: LockSetting.Mode? = nil
    ) throws(SessionFailure) {
        let lock = lock ?? self.lock
        try writer.append(.set(.init(at: now(), settings: settings, model: model.profile.chosenBy, lock: lock)))
        self.model = model
        self.settings = settings
        self.lock = lock
    }
}
