import CLibedit
import Foundation
import Glibc

/// From the terminal's bytes to the characters that libedit sees.
extension LineEngine {
    func nextCharacter() -> wchar_t? {
        while queue.isEmpty {
            guard ending == nil, let key = nextKey() else { return nil }
            translate(key)
        }
        if ending != nil { return nil }
        return wchar_t(bitPattern: queue.removeFirst().value)
    }

    /// Waits for a key; meanwhile prints what other threads have to say and follows the window's size.
    ///
    /// - Returns: nil if the line is to end.
    func nextKey() -> Key? {
        while true {
            if let key = keyAtHand() { return key }
            tellOfCutPaste()
            if decoder.knowsKeyboardProtocol { modes.askForKeyboardProtocol() }
            if let column = decoder.takeCursorColumn() { screen.write(painter.learn(column: column)) }
            if isInBackground {
                waitForTerminal()
                if ending != nil { return nil }
                resume()
            }
            paintUnlessBusy()
            editLine?.makeRoom()
            var files = [
                pollfd(fd: options.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&files, 2, decoder.patience.map { Int32($0) } ?? patienceBeforeLearning ?? -1)
            if count < 0, errno != EINTR {
                ending = .hungUp
                return nil
            }
            if count == 0 {
                if let key = decoder.giveUp() { return key }
                learnForSuggestions()
            }
            if files[1].revents != 0 {
                inbox.wake.drain()
                if let key = attendToInbox() { return key }
                if ending != nil { return nil }
            }
            if files[0].revents != 0, !readInput() {
                ending = .hungUp
                return nil
            }
        }
    }

    /// The next key, if it has come already.
    private func keyAtHand() -> Key? {
        if let key = held.take() { return key }
        if takesGiven, let key = nextGivenKey() {
            keysInPiece = 1
            return key
        }
        guard let key = decoder.nextKey() else { return nil }
        keysInPiece += 1
        return key
    }

    func nextGivenKey() -> Key? { given.isEmpty ? nil : given.removeFirst() }

    /// Feeds the decoder with what has arrived; false if nothing can arrive any more.
    func readInput() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(options.input, &bytes, bytes.count)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
        let now = ContinuousClock.now
        let pause = now - lastRead
        // A terminal that died in the middle of a paste must not take the keyboard with it: one of these by itself is a person's.
        let isKey = count == 1 && [modes.interruptKey, modes.suspendKey, modes.quitKey, 4].contains(bytes[0])
        if isKey, pause > .milliseconds(500) { decoder.abandonPaste() }
        if !isKey { lastRead = now }
        if pause > .milliseconds(60) { decoder.pause() }
        decoder.feed(bytes[..<count])
        keysInPiece = 0
        return true
    }

    private func tellOfCutPaste() {
        if decoder.takeCutPaste(), let words = options.pasteCut?(KeyDecoder.pasteLimit) { printAbove(words) }
    }

    private func attendToInbox() -> Key? {
        let (events, prints) = inbox.take()
        for text in prints { printAbove(text) }
        if events.contains(.cancelled) {
            leaveLine(with: "")
            ending = .cancelled
            return nil
        }
        if events.contains(.continued) { resume() }
        if events.contains(.resized) { paint() }
        return events.contains(.interrupted) ? .control(modes.interruptKey) : nil
    }

    /// Puts what a key means into libedit's queue, or acts on it.
    func translate(_ key: Key) {
        if let insertion = options.insertions[key] {
            insert(insertion() ?? "")
            return
        }
        if takeSuggestion(key) { return }
        switch key {
        case .control(modes.interruptKey):
            let hadText = editLine?.line.isEmpty == false
            leaveLine(with: "^C")
            ending = .interrupted(hadText: hadText)
        case .control(modes.suspendKey):
            suspend()
        case .control(modes.quitKey):
            leaveLine(with: "")
            modes.release()
            kill(0, SIGQUIT)
            // Another thread may get the signal, and a moment later.
            poll(nil, 0, 200)
            resume()
        case .control(4) where editLine?.line.isEmpty == true:
            leaveLine(with: "")
            ending = .endOfInput
        case .enter:
            translateEnter()
        case .control(10) where keysInPiece > 1 || editLine?.line.isEmpty == true:
            // Behind text that came in one piece, it is a program at the keyboard that means Enter.
            translateEnter()
        case .control(let byte):
            if byte != 0 { queue.append(Unicode.Scalar(byte)) }
        case .character(let scalar):
            translate(scalar)
        case .alt(let scalar):
            queue += [editLine?.mode == .vi ? KeyCode.escape.scalar : "\u{1B}", scalar]
        case .sequence(let bytes):
            queue += ["\u{1B}"] + bytes.map { Unicode.Scalar($0) }
        case .escape:
            if editLine?.mode == .vi { queue.append(KeyCode.escape.scalar) }
        case .paste(let text):
            insert(text)
        default:
            if let code = KeyCode(key) { queue.append(code.scalar) }
        }
    }

    /// Enter ends a line, also one that was typed while nobody read: a text of several lines is a paste only between its
    /// brackets. What was typed behind it waits for the next line.
    private func translateEnter() {
        if decoder.unread.first == 10 { _ = decoder.nextKey() }
        queue.append("\r")
    }

    /// A character that is typed, with the scalars behind it that are a part of it.
    private func translate(_ scalar: Unicode.Scalar) {
        if scalar.value < 0x100, clibedit_is_printable(scalar.value) == 0 { return }
        guard let editLine else { return }
        var character = String(scalar)
        while let key = keyAtHand() {
            guard case .character(let more) = key, let joined = Self.joined(character, String(more)) else {
                held = key
                break
            }
            character = joined
        }
        if scalar.value >= 0x300, let joined = Self.joined(editLine.lastCharacter, character) {
            // Its beginning had come before.
            insertion = joined
            queue.append(KeyCode.joining.scalar)
        } else {
            queue += editLine.cells(of: character)
        }
    }

    /// The two texts as one character, if they are one together; a letter and its mark become one scalar where there is such a one.
    private static func joined(_ character: String, _ more: String) -> String? {
        guard !character.isEmpty, more.unicodeScalars.first.map({ $0.value >= 0x300 }) == true else { return nil }
        let both = character + more
        guard both.count == 1 else { return nil }
        let composed = both.precomposedStringWithCanonicalMapping
        return composed.unicodeScalars.count == 1 ? composed : both
    }

    /// Puts text into the line as if it were pasted.
    func insert(_ text: String) {
        guard !text.isEmpty else { return }
        insertion = text
        queue.append(KeyCode.insertion.scalar)
    }

    /// Shows what has changed, but not each step of a long paste.
    private func paintUnlessBusy() {
        var file = pollfd(fd: options.input, events: Int16(POLLIN), revents: 0)
        let now = ContinuousClock.now
        guard poll(&file, 1, 0) <= 0 || now - lastPainted > .milliseconds(100) else { return }
        lastPainted = now
        paint()
    }
}
