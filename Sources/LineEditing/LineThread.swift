import Dispatch
import Foundation
import Synchronization

/// One thread for work that waits, done in the order it was given. Ends with its owner.
final class LineThread: Sendable {
    private final class Work: Sendable {
        private let jobs = Mutex<[(@Sendable () -> Void)?]>([])
        private let available = DispatchSemaphore(value: 0)

        func add(_ job: (@Sendable () -> Void)?) {
            jobs.withLock { $0.append(job) }
            available.signal()
        }

        func run() {
            while true {
                available.wait()
                guard let job = jobs.withLock({ $0.removeFirst() }) else { return }
                job()
            }
        }
    }

    private let work = Work()

    init(name: String) {
        let thread = Thread { [work] in work.run() }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit {
        work.add(nil)
    }

    func perform(_ job: @escaping @Sendable () -> Void) {
        work.add(job)
    }
}
