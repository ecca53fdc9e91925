import Synchronization

/// Memory of planes that are gone, for planes to come.
///
/// The lock makes some two hundred planes of a few sizes one after the other. Fresh memory comes from the system page by page,
/// which took a sixth of the lock's time; memory that has been used is there at once. It holds whatever it held.
package enum PlaneMemory {
    /// Smaller blocks are the allocator's business.
    private static let least = 256 << 10
    /// More than this is not kept.
    private static let most = 96 << 20

    private struct Kept {
        var blocks: [Int: [UnsafeMutableRawPointer]] = [:]
        var bytes = 0
        /// How many pieces of work are under way.
        var users = 0
    }

    // The blocks in it belong to nobody else.
    private struct Shelf: ~Copyable, @unchecked Sendable {
        var kept = Kept()
    }

    private static let shelf = Mutex(Shelf())

    /// Begins to keep memory, until as many times `close` was called.
    package static func open() {
        shelf.withLock { $0.kept.users += 1 }
    }

    /// After the last one's end all of it goes back to the system.
    package static func close() {
        shelf.withLock { shelf in
            shelf.kept.users -= 1
            guard shelf.kept.users == 0 else { return }
            for blocks in shelf.kept.blocks.values { for block in blocks { block.deallocate() } }
            shelf.kept.blocks = [:]
            shelf.kept.bytes = 0
        }
    }

    /// A block of this many bytes, with whatever is in it.
    package static func allocate(bytes: Int) -> UnsafeMutableRawPointer {
        if bytes >= least {
            let block = shelf.withLock { shelf -> UnsafeMutableRawPointer? in
                guard let block = shelf.kept.blocks[bytes]?.popLast() else { return nil }
                shelf.kept.bytes -= bytes
                return block
            }
            if let block { return block }
        }
        return .allocate(byteCount: bytes, alignment: 32)
    }

    /// Takes a block back, which has to have come from here.
    package static func deallocate(_ block: UnsafeMutableRawPointer, bytes: Int) {
        let isKept =
            bytes >= least
            && shelf.withLock { shelf in
                guard shelf.kept.users > 0, shelf.kept.bytes + bytes <= most else { return false }
                shelf.kept.blocks[bytes, default: []].append(block)
                shelf.kept.bytes += bytes
                return true
            }
        if !isKept { block.deallocate() }
    }
}
