import Dispatch
import Foundation
import Glibc
import Synchronization

/// Hears of signals while it lives, on a thread of its own instead of in a signal handler.
///
/// Of several sources for a signal the newest one is asked first; it may leave the signal to the one before it. A
/// program makes one for SIGINT when a turn starts and lets go of it when the turn ends: while a line is being
/// edited, the editor's own source comes first.
public final class SignalSource: Sendable {
    private let number: Int

    /// - Parameter handler: Whether the signal is dealt with; if not, the source before this one hears of it.
    public init(_ signals: Set<Int32>, handler: @escaping @Sendable (Int32) -> Bool) {
        number = SignalDispatcher.shared.add(signals, handler)
    }

    /// Hears of nothing any more. When the last source for a signal is gone, the signal does what it did before.
    public func cancel() {
        SignalDispatcher.shared.remove(number)
    }

    deinit {
        cancel()
    }

    /// A ^C that comes sooner than this after another one was not pressed again: both were in one text that was pasted, and nobody read.
    public static let shortestRepetition = Duration.milliseconds(100)

    /// Comes back once all signals that have come so far were told: for a source that is let go of right after one may have come,
    /// which would be told to another one else.
    public static func tellAll() {
        SignalDispatcher.shared.tellAll()
    }

    /// Sends a signal to the program and its children, as a terminal does with a key, and comes back once those who hear of signals
    /// have heard of it.
    static func send(_ signal: Int32) {
        guard SignalDispatcher.shared.hears(signal) else {
            kill(0, signal)
            return
        }
        SignalDispatcher.shared.awaitTelling(of: signal, within: .milliseconds(100)) { kill(0, signal) }
    }
}

/// Where the handler writes to; set before a handler is installed.
nonisolated(unsafe) private var forwardingEnd: Int32 = -1

private let forward: @convention(c) (Int32) -> Void = { signal in
    let errorNumber = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(forwardingEnd, &byte, 1)
    errno = errorNumber
}

private final class SignalDispatcher: Sendable {
    static let shared = SignalDispatcher()

    private struct Source {
        var number: Int
        var signals: Set<Int32>
        var handler: @Sendable (Int32) -> Bool
    }

    private struct State {
        var lastNumber = 0
        var sources: [Source] = []
        var previousActions: [Int32: sigaction] = [:]
        /// Who waits until a signal was told.
        var waiting: [Int32: [DispatchSemaphore]] = [:]
    }

    private let state = Mutex(State())
    /// Goes the way of the signals and is none.
    private static let mark: Int32 = 0

    private init() {
        guard let (readEnd, writeEnd) = privatePipe() else { return }
        forwardingEnd = writeEnd
        let thread = Thread { [unowned self] in
            var byte: UInt8 = 0
            while true {
                let count = read(readEnd, &byte, 1)
                if count == 1 { deliver(Int32(byte)) } else if count == 0 || errno != EINTR { return }
            }
        }
        thread.name = "signals"
        thread.stackSize = 1 << 19
        thread.start()
    }

    func add(_ signals: Set<Int32>, _ handler: @escaping @Sendable (Int32) -> Bool) -> Int {
        state.withLock { state in
            state.lastNumber += 1
            state.sources.append(Source(number: state.lastNumber, signals: signals, handler: handler))
            for signal in signals where state.previousActions[signal] == nil {
                var action = sigaction()
                action.__sigaction_handler.sa_handler = forward
                action.sa_flags = SA_RESTART
                var previous = sigaction()
                sigaction(signal, &action, &previous)
                state.previousActions[signal] = previous
            }
            return state.lastNumber
        }
    }

    func remove(_ number: Int) {
        // What the handler holds is let go of outside the lock: its end may come back here.
        let removed: Source? = state.withLock { state in
            guard let index = state.sources.firstIndex(where: { $0.number == number }) else { return nil }
            let source = state.sources.remove(at: index)
            for signal in source.signals where !state.sources.contains(where: { $0.signals.contains(signal) }) {
                if var previous = state.previousActions.removeValue(forKey: signal) {
                    sigaction(signal, &previous, nil)
                }
            }
            return source
        }
        withExtendedLifetime(removed) {}
    }

    func tellAll() {
        awaitTelling(of: Self.mark, within: .seconds(1)) { forward(Self.mark) }
    }

    /// Comes back once a signal was told that `sending` sends, or the time is up.
    func awaitTelling(of signal: Int32, within limit: DispatchTimeInterval, _ sending: () -> Void) {
        let told = DispatchSemaphore(value: 0)
        state.withLock { $0.waiting[signal, default: []].append(told) }
        sending()
        _ = told.wait(timeout: .now() + limit)
    }

    func hears(_ signal: Int32) -> Bool {
        state.withLock { $0.previousActions[signal] != nil }
    }

    private func deliver(_ signal: Int32) {
        defer { state.withLock { $0.waiting.removeValue(forKey: signal) }?.forEach { $0.signal() } }
        let handlers = state.withLock { state in
            state.sources.reversed().filter { $0.signals.contains(signal) }.map(\.handler)
        }
        for handler in handlers where handler(signal) { return }
        // Nobody wanted it: a source may have been let go of while the signal was on its way.
    }
}
