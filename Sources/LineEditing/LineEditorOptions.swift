import Glibc

/// What a line editor is told by the program around it.
public struct LineEditorOptions: Sendable {
    /// The name in front of a line of the bindings file that is meant for this program only: `name:bind -v`.
    public var programName: String
    public var input: Int32 = STDIN_FILENO
    public var output: Int32 = STDOUT_FILENO
    /// The value of `TERM`.
    public var term: String?
    /// Whether the terminal wraps its lines again in a window of another width, as most do.
    public var rewrapsLines = true
    /// The file with a person's key bindings, as editrc(5) describes it.
    public var bindingsFile: String?
    /// Hears, on the line thread, what of that file is passed over.
    public var bindingsFailed: (@Sendable (BindingsFile.Failure) -> Void)?
    /// The file with the lines entered so far; nil keeps them in memory only.
    public var historyFile: String?
    public var historyLimit = 2000
    /// Hears, on the line thread, that the history file could not be used.
    public var historyFailed: (@Sendable (HistoryFailure) -> Void)?
    /// The folder where it stands, for as long as it is so, what was changed at which terminal: the next program there puts right
    /// what one that was killed outright could not. nil keeps no record.
    public var recordsFolder: String?
    /// Says, on the line thread, that a paste was longer than so many bytes and was cut off; what it returns is shown above the line.
    public var pasteCut: (@Sendable (_ limit: Int) -> String)?
    public var complete: Completer?
    /// How what an older line would add is shown behind the cursor: parameters of a "select graphic rendition" sequence, grey for
    /// one. nil suggests nothing, as where no grey can be shown or a screen reader would read it out.
    public var suggestionStyle: String?
    /// Lets a person edit a text in an editor of their choice; nil leaves the line as it is.
    ///
    /// Called on the line thread with the terminal's modes as the program found them.
    public var editExternally: (@Sendable (_ text: String) -> String?)?
    /// Keys that put a text into the line: pasting a picture, for one. Called on the line thread.
    public var insertions: [Key: @Sendable () -> String?] = [:]
    /// Asks for the line that follows one ending in a backslash.
    public var continuationPrompt = Prompt("", ending: "… ")

    public init(programName: String, term: String?) {
        self.programName = programName
        self.term = term
    }
}
