import Foundation
import Glibc

/// What a program has changed at its terminal, as plain bytes.
struct TerminalChanges {
    /// Tells these bytes from others, and from those of another version.
    private var mark: UInt64 = 0x52_5454_5259_0001
    /// The session of the shell that the terminal belongs to, and when its leader was started: a terminal's name is used again.
    private var session: Int32
    private var sessionStart: UInt64
    private var brackets: Int32
    /// The modes as they were found.
    var original = termios()
    /// Nonzero while the modes differ from `original` and the terminal puts brackets around pastes.
    var isChanged: Int32 = 0
    /// Nonzero while the terminal was asked to tell keys apart.
    var hasKeyboard: Int32 = 0
    /// Nonzero while another screen is shown and the terminal tells of the mouse.
    var isPointing: Int32 = 0
    /// Nonzero while the terminal has a title of ours.
    var hasTitle: Int32 = 0

    init(bracketsPastes: Bool) {
        brackets = bracketsPastes ? 1 : 0
        session = getsid(0)
        sessionStart = Self.start(of: session)
    }

    var bracketsPastes: Bool {
        get { brackets != 0 }
        set { brackets = newValue ? 1 : 0 }
    }

    /// Whether these are changes that another program made at the same terminal and did not take back.
    func areLeft(beside own: TerminalChanges) -> Bool {
        mark == own.mark && session == own.session && sessionStart == own.sessionStart && isChanged != 0
    }

    /// When a process was started, in ticks since the system was; 0 if that can't be known.
    private static func start(of process: pid_t) -> UInt64 {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 2048)
        let count = read(file, &bytes, bytes.count)
        // A program's name, in brackets, may have brackets and blanks of its own.
        guard count > 0, let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return 0 }
        let fields = bytes[(end + 1)..<count].split(separator: UInt8(ascii: " "))
        return fields.count > 19 ? UInt64(String(decoding: fields[19], as: UTF8.self)) ?? 0 : 0
    }
}

/// A file in which a program's changes of its terminal stand as long as it has the terminal. A program that is killed outright
/// can't take them back: the next one in the same terminal finds them here.
struct TerminalRecord {
    /// Negative where there is no file.
    private let file: Int32
    /// What the program before this one left; `nil` where it took everything back.
    let left: TerminalChanges?

    /// - Parameter folder: nil keeps no record.
    init(of own: TerminalChanges, at terminal: Int32, in folder: String?) {
        guard let folder, let name = ttyname(terminal) else {
            (file, left) = (-1, nil)
            return
        }
        // At the very first start nothing is there yet.
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = folder + "/" + String(cString: name).dropFirst().map { $0 == "/" ? "-" : $0 }
        let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        var status = stat()
        // The lock is let go of with the program, however it ends. A job that is stopped keeps its record.
        guard file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            flock(file, LOCK_EX | LOCK_NB) == 0
        else {
            if file >= 0 { close(file) }
            (self.file, left) = (-1, nil)
            return
        }
        var found = own
        let size = MemoryLayout<TerminalChanges>.size
        let isWhole = withUnsafeMutableBytes(of: &found) { pread(file, $0.baseAddress, size, 0) } == size
        self.file = file
        left = isWhole && found.areLeft(beside: own) ? found : nil
    }

    /// Safe in a signal handler.
    func note(_ changes: UnsafePointer<TerminalChanges>) {
        if file >= 0 { pwrite(file, changes, MemoryLayout<TerminalChanges>.size, 0) }
    }
}
