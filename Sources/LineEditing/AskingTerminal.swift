import Glibc

extension TerminalLineEditor {
    /// Asks the terminal itself something and hears what arrives, until that is enough or the time is up. Not while a
    /// line is read.
    ///
    /// Nothing is asked from the background. What was typed meanwhile should be given back.
    ///
    /// - Parameter hear: Takes bytes as they come; whether they were enough.
    public func ask(_ question: String, within limit: Duration, hear: (ArraySlice<UInt8>) -> Bool) {
        guard tcgetpgrp(input) == getpgrp() else { return }
        beginQuiet()
        defer { endQuiet() }
        screen.write(question)
        let deadline = ContinuousClock.now + limit
        while true {
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return }
            var file = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let count = poll(&file, 1, Int32(left.rounded(.up)))
            if count < 0, errno != EINTR { return }
            guard count > 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let length = read(input, &bytes, bytes.count)
            if length < 0, errno == EINTR || errno == EAGAIN { continue }
            guard length > 0 else { return }
            if hear(bytes[..<length]) { return }
        }
    }

    /// Takes bytes as typed before everything that is read from now on.
    ///
    /// - Parameter awaitingMore: Whether an answer may still come, up to the end of the next line. It becomes no text.
    public func giveBack(_ bytes: [UInt8], awaitingMore: Bool) {
        onThread { engine in
            engine.decoder.feed(bytes)
            engine.decoder.awaitsAnswer = awaitingMore
        }
    }

    /// What the terminal is told last if a signal ends or stops the program; nil for nothing.
    public func setFarewell(_ text: StaticString?) {
        LastResort.setFarewell(text)
    }
}
