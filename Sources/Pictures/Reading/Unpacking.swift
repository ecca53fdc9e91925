import CUnpack
import Foundation

/// What is compressed inside of a file.
enum Unpacking {
    /// Of zlib; `nil` for what is damaged, or longer than the limit.
    static func zlib(_ bytes: Data, limit: Int) -> Data? { unpacked(bytes, retouch_unpack_deflate, limit) }

    /// Of brotli; `nil` for what is damaged, or longer than the limit.
    static func brotli(_ bytes: Data, limit: Int) -> Data? { unpacked(bytes, retouch_unpack_brotli, limit) }

    private static func unpacked(_ bytes: Data, _ coding: retouch_unpack_coding, _ limit: Int) -> Data? {
        var output: UnsafeMutablePointer<UInt8>?
        var (count, used) = (0, 0)
        let outcome = bytes.withUnsafeBytes {
            retouch_unpack(
                coding, $0.bindMemory(to: UInt8.self).baseAddress, $0.count, limit, &output, &count, &used)
        }
        guard outcome == retouch_unpack_done, let output else {
            free(output)
            return nil
        }
        return Data(bytesNoCopy: output, count: count, deallocator: .free)
    }
}
