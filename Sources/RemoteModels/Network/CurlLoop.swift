import CCurl
import Glibc
import Synchronization

/// libcurl at work: one thread that carries all transfers of a transport, begun with the first of them.
///
/// A multi handle and its easy handles belong to that thread alone; all that others do is to put something into `state`
/// and to wake it, which libcurl allows from anywhere. That is why this is sendable.
final class CurlLoop: @unchecked Sendable {
    private let state = Mutex(State())

    private struct State {
        /// libcurl's handle for all transfers, from the first one on.
        var multi: UnsafeMutableRawPointer?
        var added: [CurlTransfer] = []
        var isRunning = false
        var isStopping = false
        var whenStopped: [CheckedContinuation<Void, Never>] = []
    }

    /// Why libcurl can't be used, if it can't. Opened once in a program.
    private static let libraryFailure = retouch_curl_load().map { String(cString: $0) }

    deinit {
        if let multi = state.withLock({ $0.multi }) { retouch_curl_multi_free(multi) }
    }

    /// Carries one request out. Throws `TransportFailure`, or `CancellationError` at once when the task is cancelled.
    func run(_ transfer: CurlTransfer) async throws -> WireAnswer {
        if let failure = Self.libraryFailure { throw TransportFailure.unreachable(detail: failure) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                transfer.await(continuation)
                let isRefused = state.withLock { state in
                    guard !state.isStopping else { return true }
                    state.added.append(transfer)
                    startThread(&state)
                    return false
                }
                if isRefused {
                    transfer.fail(CancellationError())
                } else {
                    wake()
                }
            }
        } onCancel: {
            transfer.cancel()
            wake()
        }
    }

    /// Ends every transfer and closes every connection.
    func stop() async {
        await withCheckedContinuation { continuation in
            let isRunning = state.withLock { state in
                state.isStopping = true
                if state.isRunning { state.whenStopped.append(continuation) }
                return state.isRunning
            }
            if isRunning { wake() } else { continuation.resume() }
        }
    }

    private func wake() {
        if let multi = state.withLock({ $0.multi }) { retouch_curl_multi_wake(multi) }
    }

    private func startThread(_ state: inout State) {
        guard !state.isRunning else { return }
        if state.multi == nil {
            guard let multi = retouch_curl_multi_new() else { preconditionFailure("no memory for libcurl") }
            // A connection for each transfer: one that is given up or breaks takes no other one along.
            retouch_curl_set_multi(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
            state.multi = multi
        }
        state.isRunning = true
        var thread = pthread_t()
        // Signals are for the program's own threads, and a connection that is gone is an error here, no signal.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        let context = Unmanaged.passRetained(self).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().work() }
                return nil
            }, context)
        pthread_sigmask(SIG_SETMASK, &before, nil)
        precondition(code == 0, "no thread for the network")
        pthread_detach(thread)
    }

    private func work() {
        guard let multi = state.withLock({ $0.multi }) else { return }
        var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
        while true {
            let (added, isStopping) = state.withLock { state in
                defer { state.added = [] }
                return (state.added, state.isStopping)
            }
            for transfer in added {
                let handle = transfer.prepare()
                active[handle] = transfer
                retouch_curl_multi_add(multi, handle)
            }
            for (handle, transfer) in active where isStopping || transfer.isCancelled {
                // Said first, since libcurl may take its time to let go.
                transfer.fail(CancellationError())
                retouch_curl_multi_remove(multi, handle)
                transfer.close()
                active[handle] = nil
            }
            if isStopping { break }
            retouch_curl_multi_perform(multi)
            var code = CURLE_OK
            while let handle = retouch_curl_ended(multi, &code) {
                let transfer = active.removeValue(forKey: handle)
                transfer?.end(code)
                retouch_curl_multi_remove(multi, handle)
                transfer?.close()
            }
            // libcurl cuts this short when a socket or one of its clocks wants something.
            retouch_curl_multi_wait(multi, active.isEmpty ? 60_000 : 1000)
        }
        let waiting = state.withLock { state in
            state.isRunning = false
            return state.whenStopped
        }
        for continuation in waiting { continuation.resume() }
    }
}
