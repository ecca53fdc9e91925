import Foundation

/// Numbers out of bytes that others made: what lies outside of them reads as `nil`.
struct ByteReader {
    let data: Data
    var isLittleEndian = false

    var count: Int { data.count }

    func bytes(at offset: Int, count: Int) -> Data? {
        guard offset >= 0, count >= 0, offset <= data.count, count <= data.count - offset else { return nil }
        let start = data.startIndex + offset
        return data[start..<(start + count)]
    }

    private func number(at offset: Int, bytes count: Int) -> UInt64? {
        guard let bytes = bytes(at: offset, count: count) else { return nil }
        return isLittleEndian
            ? bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } : bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    func uint8(at offset: Int) -> Int? { number(at: offset, bytes: 1).map { Int($0) } }
    func uint16(at offset: Int) -> Int? { number(at: offset, bytes: 2).map { Int($0) } }
    func uint32(at offset: Int) -> Int? { number(at: offset, bytes: 4).map { Int($0) } }
    /// `nil` also for a number that is no `Int`.
    func uint64(at offset: Int) -> Int? { number(at: offset, bytes: 8).flatMap { Int(exactly: $0) } }

    func text(at offset: Int, count: Int) -> String? {
        bytes(at: offset, count: count).map { String(decoding: $0, as: UTF8.self) }
    }
}
