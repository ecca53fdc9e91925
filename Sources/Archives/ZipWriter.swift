import CLibzip
import Files
public import Foundation

/// Writes zip files. Entries are stored as they are: pictures are compressed already.
public enum ZipWriter {
    public struct Entry: Sendable {
        public enum Content: Sendable {
            case data(Data)
            /// Opened when its turn comes, and closed after it: a descriptor of an ordinary file.
            case file(@Sendable () throws -> Int32)
        }

        public var name: String
        public var content: Content

        public init(name: String, content: Content) {
            self.name = name
            self.content = content
        }
    }

    /// Writes the entries in their order, whole or not at all. A file that is there is replaced only if told to.
    public static func write(_ entries: [Entry], to path: String, replacing: Bool) throws(ZipFailure) {
        let file: OutgoingFile
        do throws(OutgoingFile.Failure) {
            file = try OutgoingFile(to: path, replacing: replacing)
        } catch {
            throw ZipFailure(error, path: path)
        }
        try write(entries, at: file.companion, for: path)
        do throws(OutgoingFile.Failure) {
            try file.put(companion: true)
        } catch {
            throw ZipFailure(error, path: path)
        }
    }

    /// Writes them to a place where nothing is; failures tell the path that is meant.
    private static func write(_ entries: [Entry], at place: String, for path: String) throws(ZipFailure) {
        var code: Int32 = 0
        guard let archive = zip_open(place, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw .cannotWrite(path: path, detail: text(of: code))
        }
        // libzip reads the bytes when the archive is closed.
        var held: [AnyObject] = []
        do {
            for entry in entries { try add(entry, to: archive, holding: &held, path: path) }
        } catch {
            zip_discard(archive)
            throw error
        }
        let result = withExtendedLifetime(held) { zip_close(archive) }
        guard result == 0 else {
            let failed = held.lazy.compactMap { ($0 as? FileSource)?.failure }.first
            let detail = failed ?? String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw .cannotWrite(path: path, detail: detail)
        }
    }

    private static func add(
        _ entry: Entry, to archive: OpaquePointer, holding held: inout [AnyObject], path: String
    ) throws(ZipFailure) {
        func failure() -> ZipFailure { .cannotWrite(path: path, detail: String(cString: zip_strerror(archive))) }
        let source: OpaquePointer?
        switch entry.content {
        case .data(let data):
            let bytes = data as NSData
            held.append(bytes)
            source = zip_source_buffer(archive, bytes.bytes, zip_uint64_t(bytes.length), 0)
        case .file(let open):
            let file = FileSource(open)
            held.append(file)
            source = file.source(for: archive)
        }
        guard let source else { throw failure() }
        let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw failure()
        }
        guard zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0) == 0 else { throw failure() }
    }

    static func text(of code: Int32) -> String {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        return String(cString: zip_error_strerror(&error))
    }
}
