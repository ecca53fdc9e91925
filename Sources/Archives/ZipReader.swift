import CLibzip
import Files
public import Foundation
import Glibc

/// A zip file that is read. What it says of itself may come from anyone.
public final class ZipReader {
    /// What the table of contents says of one entry.
    public struct Entry: Sendable, Equatable {
        let index: UInt64
        public let name: String
        /// Unpacked, in bytes, as far as the table of contents can be believed.
        public let size: Int
        /// A link, a device or something else that is neither a file nor a folder.
        public let isSpecial: Bool
        public let isEncrypted: Bool
        public var isFolder: Bool { name.hasSuffix("/") }
    }

    public let entries: [Entry]
    private let archive: OpaquePointer

    /// More entries than any session has are not even listed.
    private static let mostEntries = 200_000

    public init(path: String) throws(ZipFailure) {
        let file: Int32
        do {
            // The path was chosen by a person; what is there may be a FIFO all the same.
            file = try OrdinaryFile.open(path, followingLinks: true)
        } catch {
            throw .cannotRead(code: error.code)
        }
        var code: Int32 = 0
        guard let archive = zip_fdopen(file, ZIP_CHECKCONS, &code) else {
            close(file)
            let isDoubled = code == ZIP_ER_EXISTS
            throw .notAnArchive(detail: isDoubled ? "two of its entries have the same name" : ZipWriter.text(of: code))
        }
        guard zip_get_num_entries(archive, 0) <= Self.mostEntries else {
            zip_discard(archive)
            throw .tooManyEntries(limit: Self.mostEntries)
        }
        var entries: [Entry] = []
        for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
            var status = zip_stat_t()
            zip_stat_init(&status)
            guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name else {
                zip_discard(archive)
                throw .notAnArchive(detail: "entry \(index) has no name")
            }
            var system: zip_uint8_t = 0
            var attributes: zip_uint32_t = 0
            zip_file_get_external_attributes(archive, index, 0, &system, &attributes)
            // Unix keeps the mode in the upper half; 0 means that none was kept.
            let kind = UInt32(system) == UInt32(ZIP_OPSYS_UNIX) ? (attributes >> 16) & 0o170000 : 0
            entries.append(
                Entry(
                    index: index, name: String(cString: name), size: Int(clamping: status.size),
                    isSpecial: ![0, 0o100000, 0o040000].contains(kind),
                    isEncrypted: UInt32(status.encryption_method) != UInt32(ZIP_EM_NONE)))
        }
        self.archive = archive
        self.entries = entries
    }

    deinit { zip_discard(archive) }

    /// Unpacks an entry, whose checksum is compared. Throws `damaged`, or `tooLarge` without unpacking further.
    public func read(_ entry: Entry, limit: Int) throws(ZipFailure) -> Data {
        guard entry.size <= limit else { throw .tooLarge(name: entry.name, limit: limit) }
        guard let file = zip_fopen_index(archive, entry.index, 0) else {
            throw .damaged(name: entry.name, detail: String(cString: zip_strerror(archive)))
        }
        defer { zip_fclose(file) }
        var data = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_fread(file, &chunk, zip_uint64_t(chunk.count))
            guard count >= 0 else {
                throw .damaged(name: entry.name, detail: String(cString: zip_file_strerror(file)))
            }
            if count == 0 { return data }
            // The table of contents may lie about the length.
            guard data.count + Int(count) <= limit else { throw .tooLarge(name: entry.name, limit: limit) }
            data.append(contentsOf: chunk[..<Int(count)])
        }
    }
}
