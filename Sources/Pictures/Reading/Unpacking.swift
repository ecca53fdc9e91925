import CUnpack
import Foundation

/// What is compressed inside of a file.
enum Unpacking {
    /// Of zlib; `nil` for what is damaged, or longer than the limit.
    static func zlib(_ bytes: Data, limit: Int) -> Data? { whole(bytes, retouch_unpack_deflate, limit) }

    /// What zlib packed, as far as it can be unpacked within the limit, and whether that is all of it.
    static func begun(zlib bytes: Data, limit: Int) -> (bytes: Data, isWhole: Bool) {
        unpacked(bytes, retouch_unpack_deflate, limit)
    }

    /// How many bytes come of what zlib packed, up to the limit, and how many it was.
    static func length(zlib bytes: Data, limit: Int) -> (unpacked: Int, packed: Int) {
        let (unpacked, _, used) = outcome(bytes, retouch_unpack_deflate, limit)
        return (unpacked.count, used)
    }

    /// Of brotli; `nil` for what is damaged, or longer than the limit.
    static func brotli(_ bytes: Data, limit: Int) -> Data? { whole(bytes, retouch_unpack_brotli, limit) }

    private static func whole(_ bytes: Data, _ coding: retouch_unpack_coding, _ limit: Int) -> Data? {
        let (bytes, isWhole) = unpacked(bytes, coding, limit)
        return isWhole ? bytes : nil
    }

    private static func unpacked(
        _ bytes: Data, _ coding: retouch_unpack_coding, _ limit: Int
    ) -> (bytes: Data, isWhole: Bool) {
        let (bytes, isWhole, _) = outcome(bytes, coding, limit)
        return (bytes, isWhole)
    }

    private static func outcome(
        _ bytes: Data, _ coding: retouch_unpack_coding, _ limit: Int
    ) -> (bytes: Data, isWhole: Bool, used: Int) {
        var output: UnsafeMutablePointer<UInt8>?
        var (count, used) = (0, 0)
        let outcome = bytes.withUnsafeBytes {
            retouch_unpack(
                coding, $0.bindMemory(to: UInt8.self).baseAddress, $0.count, limit, &output, &count, &used)
        }
        guard let output else { return (Data(), false, used) }
        return (Data(bytesNoCopy: output, count: count, deallocator: .free), outcome == retouch_unpack_done, used)
    }
}
