import Files
import Foundation
import Glibc
import ImageModels
import Synchronization

/// A file into which a body goes as it comes, whole lines only, keys overwritten before. What it has already is gone on
/// with where the service sends the rest, and replaced where it sends all.
final class LineFile: AnswerSink {
    private struct State {
        var file: Int32
        /// What is in the file, in bytes: as many as were received, since keys are overwritten in place.
        var length: Int
        /// The beginning of a line.
        var rest = Data()
        /// Those that came now.
        var lines = 0
        var hasBegun = false
        var isTooLong = false
        var failure: Int32?
    }

    private let redaction: KeyRedaction
    private let limits: AnswerLimits
    private let state: Mutex<State>

    /// Throws `OrdinaryFile.Failure` where the file can't be opened.
    init(_ place: URL, within limits: AnswerLimits, redaction: KeyRedaction) throws(OrdinaryFile.Failure) {
        (self.limits, self.redaction) = (limits, redaction)
        let file = try OrdinaryFile.open(place.path, O_RDWR | O_CREAT | O_APPEND)
        do throws(OrdinaryFile.Failure) {
            let length = Int(lseek(file, 0, SEEK_END))
            // The file's end may be torn after a power cut.
            let whole = try Self.wholeLines(of: file, length: length)
            if whole < length { ftruncate(file, off_t(whole)) }
            state = Mutex(State(file: file, length: whole))
        } catch {
            close(file)
            throw error
        }
    }

    deinit { state.withLock { _ = close($0.file) } }

    /// The length up to the last line break.
    private static func wholeLines(of file: Int32, length: Int) throws(OrdinaryFile.Failure) -> Int {
        var end = length
        while end > 0 {
            let start = max(0, end - (1 << 20))
            let data = try OrdinaryFile.read(file, from: start, count: end - start)
            if let last = data.lastIndex(of: 0x0A) { return start + (last - data.startIndex) + 1 }
            end = start
        }
        return 0
    }

    /// Bytes of whole lines that are there.
    var length: Int { state.withLock { $0.length } }

    /// Whether more came than may.
    var isTooLong: Bool { state.withLock { $0.isTooLong } }

    func take(_ bytes: UnsafeRawBufferPointer, status: Int) -> Bool {
        state.withLock { state in
            if !state.hasBegun {
                state.hasBegun = true
                if status != 206, state.length > 0 {
                    ftruncate(state.file, 0)
                    state.length = 0
                }
            }
            state.rest.append(contentsOf: bytes)
            if bytes.contains(0x0A), let last = state.rest.lastIndex(of: 0x0A) {
                let rest = Data(state.rest[(last + 1)...])
                write(Data(state.rest[...last]), &state)
                state.rest = rest
                for byte in bytes where byte == 0x0A { state.lines += 1 }
            }
            state.isTooLong =
                state.rest.count > limits.lineBytes || state.lines > limits.lines
                || state.length + state.rest.count > limits.bytes
            return state.failure == nil && !state.isTooLong
        }
    }

    /// Writes the last line, which may have no break, of a body that came whole. Throws `OrdinaryFile.Failure` where the
    /// disk did not take all.
    func end(isWhole: Bool) throws(OrdinaryFile.Failure) {
        let failure = state.withLock { state -> Int32? in
            if isWhole, !state.rest.isEmpty { write(state.rest + Data([0x0A]), &state) }
            state.rest = Data()
            if state.failure == nil, fsync(state.file) != 0 { state.failure = errno }
            return state.failure
        }
        if let failure { throw OrdinaryFile.Failure(code: failure) }
    }

    /// Begins anew at the next answer.
    func forget() {
        state.withLock { state in
            ftruncate(state.file, 0)
            state.length = 0
        }
    }

    private func write(_ lines: Data, _ state: inout State) {
        guard state.failure == nil else { return }
        var lines = lines
        redaction.redact(&lines)
        do throws(OrdinaryFile.Failure) {
            try OrdinaryFile.write(lines, to: state.file)
            state.length += lines.count
        } catch {
            state.failure = error.code
        }
    }
}
