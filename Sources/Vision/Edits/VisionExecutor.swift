import Dispatch

/// Runs an actor on a thread of its own, so that half a second of pixels keeps no other task waiting.
final class VisionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "retouch.vision", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
