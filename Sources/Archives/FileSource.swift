import CLibzip
import Files
import Foundation
import Glibc

/// A file that libzip reads through a descriptor of ours, which is open only meanwhile.
///
/// libzip's own way opens a path, and so whatever a link there leads to.
final class FileSource {
    private let open: @Sendable () throws -> Int32
    private var file: Int32 = -1
    private(set) var failure: String?

    init(_ open: @escaping @Sendable () throws -> Int32) {
        self.open = open
    }

    deinit { if file >= 0 { close(file) } }

    func source(for archive: OpaquePointer) -> OpaquePointer? {
        zip_source_function(archive, serve, Unmanaged.passUnretained(self).toOpaque())
    }

    fileprivate func begin() -> zip_int64_t {
        do {
            file = try open()
            return 0
        } catch {
            let code = (error as? OrdinaryFile.Failure)?.code ?? EIO
            failure = String(cString: strerror(code))
            return -1
        }
    }

    fileprivate func read(into bytes: UnsafeMutableRawPointer?, _ count: Int) -> zip_int64_t {
        while true {
            let got = Glibc.read(file, bytes, count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { failure = String(cString: strerror(errno)) }
            return zip_int64_t(got)
        }
    }

    fileprivate func end() -> zip_int64_t {
        if file >= 0 { close(file) }
        file = -1
        return 0
    }

    /// The length, so that what is stored needs no second pass.
    fileprivate func describe(_ bytes: UnsafeMutableRawPointer?) -> zip_int64_t {
        guard let bytes else { return -1 }
        let description = bytes.assumingMemoryBound(to: zip_stat_t.self)
        zip_stat_init(description)
        var status = stat()
        let isOpen = file >= 0
        if !isOpen, begin() != 0 { return -1 }
        guard fstat(file, &status) == 0 else { return -1 }
        if !isOpen { _ = end() }
        description.pointee.size = zip_uint64_t(max(0, status.st_size))
        description.pointee.mtime = status.st_mtim.tv_sec
        description.pointee.valid |= zip_uint64_t(ZIP_STAT_SIZE | ZIP_STAT_MTIME)
        return zip_int64_t(MemoryLayout<zip_stat_t>.size)
    }
}

private let serve: zip_source_callback = { state, bytes, count, command in
    guard let state else { return -1 }
    let file = Unmanaged<FileSource>.fromOpaque(state).takeUnretainedValue()
    return switch command {
    case ZIP_SOURCE_OPEN: file.begin()
    case ZIP_SOURCE_READ: file.read(into: bytes, Int(clamping: count))
    case ZIP_SOURCE_CLOSE: file.end()
    case ZIP_SOURCE_STAT: file.describe(bytes)
    case ZIP_SOURCE_ERROR: fill(bytes)
    case ZIP_SOURCE_FREE: 0
    case ZIP_SOURCE_SUPPORTS: supported
    default: -1
    }
}

/// libzip asks for two numbers: its own error and the system's.
private func fill(_ bytes: UnsafeMutableRawPointer?) -> zip_int64_t {
    bytes?.assumingMemoryBound(to: Int32.self).update(from: [ZIP_ER_READ, EIO], count: 2)
    return zip_int64_t(2 * MemoryLayout<Int32>.size)
}

private let supported = [
    ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
].reduce(zip_int64_t(0)) { $0 | 1 << zip_int64_t($1.rawValue) }
