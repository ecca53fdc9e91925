import Foundation

/// What is fuzzed: bytes from outside go in, and nothing but the end of the program is wrong.
enum Fuzzer: String, CaseIterable, Sendable {
    case replies, journals, zips, pictures, scripts, keys

    func run(_ bytes: [UInt8]) {
        switch self {
        case .replies: fuzzReply(bytes)
        case .journals: fuzzJournal(bytes)
        case .zips: fuzzZip(bytes)
        case .pictures: fuzzPicture(bytes)
        case .scripts: fuzzScript(String(decoding: bytes, as: UTF8.self))
        case .keys: fuzzKeys(bytes)
        }
    }
}

/// A folder in memory, of this process alone, for what is only read from files.
enum FuzzFolder {
    static let url: URL = {
        let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
        let parent =
            FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
        let url = parent.appendingPathComponent("retouch-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }()

    /// Writes a file and returns its path.
    static func write(_ bytes: some Sequence<UInt8>, to name: String) -> String {
        let path = url.appendingPathComponent(name).path
        _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
        return path
    }

    static func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
