import Foundation
import Locality
import Pictures
import Simulator

/// How long the lock takes at a megapixel, and how soon it ends when it is cancelled.
enum LockTimes {
    static func run(_ photograph: Photograph) async throws {
        let prior = try photograph.pixels.scaled(to: PixelSize(width: 1264, height: 848))
        print(Times.heading)
        for (edit, threads) in [(KnownEdit.insert, 1), (.insert, 2), (.shadow, 1), (.shadow, 2)] {
            let ideal = try edit.applied(to: prior, donors: [prior], seed: 5)
            let data = try Rerendering(level: .typical, seed: 5).applied(to: ideal)
            let received = try Picture(inspecting: data).pixels()
            let lock = Lock(threads: threads)
            var (values, processor): ([Double], [Double]) = ([], [])
            for round in 0..<16 {
                let (start, used) = (ContinuousClock.now, clock())
                _ = try lock.keep(prior: prior, received: received, frame: nil)
                guard round > 0 else { continue }
                values.append((ContinuousClock.now - start).milliseconds)
                processor.append(Double(clock() - used) * 1000 / Double(CLOCKS_PER_SEC))
            }
            print(Times(values: values).line("lock at 1264x848, \(edit), \(threads) thread\(threads == 1 ? "" : "s")"))
            // What counts where the machine is shared.
            print(Times(values: processor).line("  … processor time"))
        }
        try await cancel(prior)
    }

    /// From ^C to the end, at moments all along the way.
    private static func cancel(_ prior: PixelBuffer) async throws {
        let ideal = try KnownEdit.shadow.applied(to: prior, donors: [prior], seed: 5)
        let received = try Picture(inspecting: Rerendering(level: .typical, seed: 5).applied(to: ideal)).pixels()
        var values: [Double] = []
        for moment in stride(from: 5, to: 160, by: 5) {
            let task = Task.detached { try Lock(threads: 1).keep(prior: prior, received: received, frame: nil) }
            try await Task.sleep(for: .milliseconds(moment))
            let start = ContinuousClock.now
            task.cancel()
            if case .failure(is CancellationError) = await task.result {
                values.append((ContinuousClock.now - start).milliseconds)
            }
        }
        print(Times(values: values).line("cancelled, 1 thread: until it ends"))
    }
}
