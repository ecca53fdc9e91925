import Glibc

/// The signals that end or stop the program, or tell of a fault.
extension LastResort {
    static func installHandlers() {
        for signal in Self.ending { install(endWithSignal, for: signal, onlyIfDefault: true) }
        // Swift's runtime takes ^\ for a crash.
        install(endWithSignal, for: SIGQUIT, onlyIfDefault: false)
        install(stop, for: SIGTSTP, onlyIfDefault: true)
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { install(crash, forFault: signal) }
    }

    /// The signals that end a program by default, faults apart; those from 34 on are real-time ones.
    private static let ending: [Int32] =
        [
            SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGUSR1, SIGUSR2, SIGPIPE, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR,
            SIGSTKFLT, SIGSYS, SIGXCPU, SIGXFSZ,
        ] + Array(34...64)

    private static func install(_ handler: @escaping SignalHandler, for signal: Int32, onlyIfDefault: Bool) {
        guard let state = lastResort else { return }
        var previous = sigaction()
        sigaction(signal, nil, &previous)
        let isDefault = previous.__sigaction_handler.sa_handler == nil
        guard isDefault || !onlyIfDefault else { return }
        state.pointee.previous[Int(signal)] = previous
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART
        sigaction(signal, &action, nil)
    }

    private static func install(_ handler: @escaping FaultHandler, forFault signal: Int32) {
        guard let state = lastResort else { return }
        var action = sigaction()
        action.__sigaction_handler.sa_sigaction = handler
        action.sa_flags = SA_SIGINFO
        sigaction(signal, &action, state.pointee.previous + Int(signal))
    }

    /// Safe in a signal handler. Swift's runtime may have somebody asked at the terminal about a crash, and wait: the shell has it.
    fileprivate static func leaveInput() {
        guard let state = lastResort else { return }
        let nothing = open("/dev/null", O_RDONLY)
        if nothing >= 0 { dup2(nothing, state.pointee.input) }
    }
}

typealias SignalHandler = @convention(c) (Int32) -> Void
private typealias FaultHandler =
    @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void

/// Restores the terminal and lets the signal have its default effect.
let endWithSignal: SignalHandler = { signal in
    LastResort.sayFarewell()
    LastResort.giveBack()
    raiseByDefault(signal)
}

/// Restores the terminal and stops; comes back after SIGCONT.
private let stop: SignalHandler = { signal in
    let errorNumber = errno
    LastResort.sayFarewell()
    LastResort.giveBack()
    var mine = sigaction()
    sigaction(signal, nil, &mine)
    raiseByDefault(signal)
    sigaction(signal, &mine, nil)
    LastResort.takeAgain()
    errno = errorNumber
}

/// Restores the terminal; a fault happens again and meets whoever looked after crashes before. What somebody sent would not:
/// it ends the program.
private let crash: FaultHandler = { signal, information, _ in
    LastResort.sayFarewell()
    LastResort.giveBack()
    guard let state = lastResort else { return }
    let isSent = (information?.pointee.si_code ?? 0) <= 0
    // abort() sends it, too.
    let isOurs = information?.pointee._sifields._kill.si_pid == getpid()
    guard !isSent || isOurs else { return raiseByDefault(signal) }
    LastResort.leaveInput()
    sigaction(signal, state.pointee.previous + Int(signal), nil)
    // Neither is met again by itself.
    if isSent || signal == SIGTRAP { raise(signal) }
}

private func raiseByDefault(_ signal: Int32) {
    var action = sigaction()
    sigaction(signal, &action, nil)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, signal)
    raise(signal)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
}
