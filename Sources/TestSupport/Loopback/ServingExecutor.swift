import Dispatch

/// Threads of a loopback server's own: tests may block Swift's few shared ones while they wait for a program that waits
/// for the server.
final class ServingExecutor: TaskExecutor {
    static let shared = ServingExecutor()

    private let queue = DispatchQueue(label: "loopback", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
