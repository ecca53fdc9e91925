import CUnpack
import Foundation

/// How a body is compressed.
enum ContentCoding {
    case gzip, deflate, brotli

    /// The codings that an answer says it has, the outermost last; `nil` where one of them is not known here.
    static func announced(in headers: HeaderFields) -> [ContentCoding]? {
        let names = (headers.first(name: "content-encoding") ?? "").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        var codings: [ContentCoding] = []
        for name in names where name != "identity" && !name.isEmpty {
            switch name {
            case "gzip", "x-gzip": codings.append(.gzip)
            case "deflate": codings.append(.deflate)
            case "br": codings.append(.brotli)
            default: return nil
            }
        }
        return codings
    }

    /// What the bytes stand for, and whether that is all of it: JSON that reads to its end is, whatever a checksum says.
    /// `nil` where they are not so compressed, or would be more
    /// than the limit.
    func unpacked(_ bytes: Data, limit: Int) -> (data: Data, isWhole: Bool)? {
        let coding =
            switch self {
            case .gzip: retouch_unpack_gzip
            case .deflate: retouch_unpack_deflate
            case .brotli: retouch_unpack_brotli
            }
        var output: UnsafeMutablePointer<UInt8>?
        var (count, used) = (0, 0)
        let outcome = bytes.withUnsafeBytes {
            retouch_unpack(coding, $0.bindMemory(to: UInt8.self).baseAddress, $0.count, limit, &output, &count, &used)
        }
        guard let output else { return nil }
        let data = Data(bytesNoCopy: output, count: count, deallocator: .free)
        switch outcome {
        case retouch_unpack_done: return (data, true)
        case retouch_unpack_unproven: return (data, data.withUnsafeBytes { (try? JSONAnswer($0))?.isObject ?? false })
        case retouch_unpack_cut: return (data, false)
        default: return nil
        }
    }
}

extension WireAnswer {
    /// How often a body is unpacked that goes on being gzip's.
    private static let mostLayers = 4

    /// Unpacks the body where the answer says that it is compressed, or where it plainly is gzip's, also within what was
    /// unpacked. One that can't be unpacked stays as it came.
    mutating func unpack(limit: Int) {
        guard !body.isEmpty else { return }
        for coding in (ContentCoding.announced(in: headers) ?? []).reversed() {
            guard unpack(coding, limit: limit) else { break }
        }
        // No JSON and no picture begins so.
        for _ in 0..<Self.mostLayers where body.starts(with: [0x1F, 0x8B, 0x08]) {
            guard unpack(.gzip, limit: limit) else { return }
        }
    }

    private mutating func unpack(_ coding: ContentCoding, limit: Int) -> Bool {
        guard let unpacked = coding.unpacked(body, limit: limit) else { return false }
        body = unpacked.data
        if !unpacked.isWhole, isWhole { ending = .brokenOff }
        return true
    }
}
