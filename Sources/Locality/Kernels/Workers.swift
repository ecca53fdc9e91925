import Dispatch
import Synchronization

/// Splits the rows of a picture among threads.
///
/// Rows are dealt out in blocks that do not depend on the number of threads, and sums are kept for each block and added in
/// the blocks' order: the outcome is the same to the last bit on one thread and on many.
package struct Workers: Sendable {
    package let threads: Int

    package init(threads: Int) {
        self.threads = max(1, threads)
    }

    package func rows(_ height: Int, block: Int = 32, _ body: (Range<Int>) -> Void) {
        let blocks = (height + block - 1) / block
        guard threads > 1, blocks > 1 else {
            for index in 0..<blocks { body(index * block..<min(height, (index + 1) * block)) }
            return
        }
        let lanes = min(threads, blocks)
        withoutActuallyEscaping(body) { body in
            // The blocks have nothing in common that is written.
            let work = Shared(body)
            // Whoever is free takes the next block: on a shared machine a core may be away for a while.
            let next = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: lanes) { _ in
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < blocks else { return }
                    work.value(index * block..<min(height, (index + 1) * block))
                }
            }
        }
    }

    /// Adds up what each block of rows yields, in the blocks' order.
    package func sum(
        _ height: Int, block: Int = 16, count: Int, _ body: (Range<Int>, UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        let blocks = max(1, (height + block - 1) / block)
        var parts = [Double](repeating: 0, count: blocks * count)
        parts.withUnsafeMutableBufferPointer { parts in
            let base = Shared(parts.baseAddress!)
            rows(height, block: block) { rows in body(rows, base.value + rows.lowerBound / block * count) }
        }
        var total = [Double](repeating: 0, count: count)
        for block in 0..<blocks {
            for index in 0..<count { total[index] += parts[block * count + index] }
        }
        return total
    }
}
