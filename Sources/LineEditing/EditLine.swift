import CLibedit
import Foundation
import Glibc

/// Owns libedit's state for one terminal. Only the line thread may use it.
///
/// libedit edits the line and sets the terminal's modes; what it would paint goes nowhere (see `LinePainter`).
final class EditLine {
    enum Mode { case emacs, vi }

    /// What libedit calls with keys and prompts; it is kept alive by whoever owns the `EditLine`.
    unowned let client: any EditLineClient
    let raw: OpaquePointer
    private let sink: UnsafeMutablePointer<FILE>
    /// Texts that libedit points at for as long as it lives.
    private var texts: [WideText] = []
    private var terminalName: UnsafeMutablePointer<CChar>?
    private(set) var commands: [() -> CommandResult] = []
    var mode = Mode.emacs
    /// The sequences of terminals, without their Escape, that a person's own bindings name.
    var ownSequences: Set<[UInt8]> = []
    private var hasRoom = false
    private var standIns = StandIns()

    /// What libedit makes of a command: whether it changed the line.
    enum CommandResult: UInt8 {
        case nothing = 0
        case changed = 4
    }

    /// - Returns: nil if the terminal cannot do what an editor needs, or is not known.
    init?(programName: String, input: Int32, output: Int32, term: String, client: any EditLineClient) {
        guard let sink = fopen("/dev/null", "r+") else { return nil }
        guard let raw = el_init_fd(programName, sink, sink, sink, input, output, fileno(sink)) else {
            fclose(sink)
            return nil
        }
        self.client = client
        self.raw = raw
        self.sink = sink
        guard let name = Self.description(for: term, raw) else {
            return nil
        }
        terminalName = name
        clibedit_set_client(raw, Unmanaged.passUnretained(self).toOpaque())
        _ = clibedit_set_int(raw, EL_SIGNAL, 0)
        _ = clibedit_set_int(raw, EL_EDITMODE, 1)
        _ = clibedit_set_reader(raw, readKey)
        _ = clibedit_set_no_history(raw)
        // ^C and ^Z come as keys, and Enter and ^J as what they are.
        for flag in ["-isig", "-icrnl", "-inlcr", "-ixon"] {
            WideText("-d").use { mode in WideText(flag).use { _ = clibedit_set_tty(raw, mode, $0) } }
        }
        // Between two lines the terminal is silent; see `TerminalModes`.
        for flag in ["-echo", "-icanon", "-icrnl", "-inlcr"] {
            WideText("-x").use { mode in WideText(flag).use { _ = clibedit_set_tty(raw, mode, $0) } }
        }
    }

    deinit {
        // Without this, libedit throws away what was typed ahead.
        _ = clibedit_set_int(raw, EL_EDITMODE, 0)
        el_end(raw)
        fclose(sink)
        free(terminalName)
    }

    /// A terminal description that exists and obeys the usual escape sequences.
    private static func description(for term: String, _ raw: OpaquePointer) -> UnsafeMutablePointer<CChar>? {
        for name in [term, TerminalKind.looksLikeXterm(term) ? "xterm-256color" : nil] {
            guard let name, let copy = strdup(name) else { continue }
            if clibedit_set_terminal(raw, copy) == 0, capability("cd", raw).hasPrefix("\u{1B}[J"),
                capability("up", raw).hasPrefix("\u{1B}[A")
            {
                return copy
            }
            // libedit may still point at a name that it could not use; the next call replaces it.
            if name != term { return nil }
        }
        return nil
    }

    private static func capability(_ name: String, _ raw: OpaquePointer) -> String {
        var name = Array(name.utf8CString)
        return clibedit_capability(raw, &name).map { String(cString: $0) } ?? ""
    }

    // MARK: Keys and commands

    /// Adds a command that keys can be bound to; there is room for sixteen.
    func add(_ name: String, _ body: @escaping () -> CommandResult) {
        precondition(commands.count < commandFunctions.count, "no room for \(name)")
        let text = WideText(name)
        texts.append(text)
        commands.append(body)
        let function = commandFunctions[commands.count - 1]
        text.use { _ = clibedit_add_command(raw, $0, $0, function) }
    }

    // MARK: The line

    /// Lets a person edit a line; nil if the client stopped it.
    func readLine() -> String? {
        hasRoom = false
        var count: Int32 = 0
        guard let text = el_wgets(raw, &count), count > 0 else { return nil }
        var cells = Self.cells(text, text + Int(count))
        if cells.last == "\n" { cells.removeLast() }
        return String(standIns.text(of: cells))
    }

    /// Lets libedit believe in a window that any line fits into.
    ///
    /// It keeps a picture of the screen although `LinePainter` does the painting, and writes beyond it where a line of
    /// wide characters and line breaks is taller than the window. It asks for the real size as each line begins.
    ///
    /// That takes some milliseconds, and so it is done once the prompt shows and nothing has been typed; at the latest before
    /// libedit has a line's first character.
    func makeRoom() {
        guard !hasRoom else { return }
        hasRoom = true
        for (name, value) in [("co", "1024"), ("li", "512")] {
            WideText(name).use { name in WideText(value).use { _ = clibedit_set_capability(raw, name, $0) } }
        }
    }

    struct Line {
        /// One scalar for each character, as libedit has them on both sides of the cursor; see `StandIns`.
        var cells: (before: [Unicode.Scalar], after: [Unicode.Scalar])
        var before: String.UnicodeScalarView
        var after: String.UnicodeScalarView
        var text: String { String(before) + String(after) }
        var isEmpty: Bool { cells.before.isEmpty && cells.after.isEmpty }
    }

    /// The line as it is, in two halves around the cursor.
    var line: Line {
        guard let info = el_wline(raw)?.pointee, let start = info.buffer, let cursor = info.cursor,
            let end = info.lastchar
        else { return Line(cells: ([], []), before: .init(), after: .init()) }
        let cells = (before: Self.cells(start, cursor), after: Self.cells(cursor, end))
        return Line(cells: cells, before: standIns.text(of: cells.before), after: standIns.text(of: cells.after))
    }

    private static func cells(_ start: UnsafePointer<wchar_t>, _ end: UnsafePointer<wchar_t>) -> [Unicode.Scalar] {
        UnsafeBufferPointer(start: start, count: end - start).map {
            Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
        }
    }

    /// The character before the cursor; empty where there is none.
    var lastCharacter: String { String(standIns.text(of: line.cells.before.suffix(1))) }

    /// What libedit gets for a text that is typed.
    func cells(of text: String) -> [Unicode.Scalar] {
        standIns.cells(of: text)
    }

    func insert(_ text: String) {
        insert(cells(of: text))
    }

    func insert(_ cells: [Unicode.Scalar]) {
        WideText(cells).use { _ = el_winsertstr(raw, $0) }
    }

    /// Replaces the line; the cursor comes to stand between the two texts.
    func replace(with before: String, _ after: String = "") {
        let cells = line.cells
        let length = cells.before.count + cells.after.count
        el_cursor(raw, Int32(length))
        el_deletestr(raw, Int32(length))
        insert(before)
        guard !after.isEmpty else { return }
        let rest = self.cells(of: after)
        insert(rest)
        el_cursor(raw, -Int32(rest.count))
    }

    func move(by characters: Int) {
        el_cursor(raw, Int32(characters))
    }

    func deleteBefore(_ characters: Int) {
        el_deletestr(raw, Int32(characters))
    }

    /// On an empty line vi's `$` steps before the line's beginning.
    func keepCursorInside() {
        guard let info = el_wline(raw)?.pointee, let cursor = info.cursor, let start = info.buffer, cursor < start
        else { return }
        // It stops at the beginning by itself.
        el_cursor(raw, 1)
    }

    /// Leaves the editing mode of the terminal, or enters it even if libedit believes that it is there.
    func setEditing(_ isEditing: Bool) {
        LastResort.changing {
            _ = clibedit_set_int(raw, EL_PREP_TERM, 0)
            if isEditing { _ = clibedit_set_int(raw, EL_PREP_TERM, 1) }
        }
    }
}

/// Whom libedit asks for characters.
protocol EditLineClient: AnyObject {
    /// The next character for libedit; nil ends the line without a result.
    func nextCharacter() -> wchar_t?
}

/// A text as libedit takes it, at an address that stays.
final class WideText {
    private let storage: UnsafeMutableBufferPointer<wchar_t>

    convenience init(_ text: String) {
        self.init(Array(text.unicodeScalars))
    }

    init(_ scalars: [Unicode.Scalar]) {
        let scalars = scalars.filter { $0.value != 0 }
        storage = .allocate(capacity: scalars.count + 1)
        _ = storage.initialize(from: scalars.map { wchar_t(bitPattern: $0.value) } + [0])
    }

    func use<Result>(_ body: (UnsafeMutablePointer<wchar_t>) -> Result) -> Result {
        guard let address = storage.baseAddress else { preconditionFailure("an allocation of at least one element") }
        return withExtendedLifetime(self) { body(address) }
    }

    deinit {
        storage.deallocate()
    }
}

private func editLine(_ raw: OpaquePointer?) -> EditLine? {
    guard let raw, let client = clibedit_client(raw) else { return nil }
    return Unmanaged<EditLine>.fromOpaque(client).takeUnretainedValue()
}

private let readKey: @convention(c) (OpaquePointer?, UnsafeMutablePointer<wchar_t>?) -> Int32 = { raw, slot in
    let line = editLine(raw)
    line?.keepCursorInside()
    let character = line?.client.nextCharacter()
    line?.makeRoom()
    guard let character else {
        slot?.pointee = 0
        errno = EINTR
        return -1
    }
    slot?.pointee = character
    return 1
}

/// libedit's commands are C functions without a context; these differ only in the number they stand for.
private let commandFunctions: [clibedit_command] = [
    { raw, _ in run(0, raw) }, { raw, _ in run(1, raw) }, { raw, _ in run(2, raw) }, { raw, _ in run(3, raw) },
    { raw, _ in run(4, raw) }, { raw, _ in run(5, raw) }, { raw, _ in run(6, raw) }, { raw, _ in run(7, raw) },
    { raw, _ in run(8, raw) }, { raw, _ in run(9, raw) }, { raw, _ in run(10, raw) }, { raw, _ in run(11, raw) },
    { raw, _ in run(12, raw) }, { raw, _ in run(13, raw) }, { raw, _ in run(14, raw) }, { raw, _ in run(15, raw) },
]

private func run(_ number: Int, _ raw: OpaquePointer?) -> UInt8 {
    guard let commands = editLine(raw)?.commands, number < commands.count else { return UInt8(CC_ERROR) }
    return commands[number]().rawValue
}
