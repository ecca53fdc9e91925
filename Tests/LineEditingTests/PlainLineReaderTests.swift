import Foundation
import Glibc
import LineEditing
import Testing

@Suite("Lines from a pipe")
struct PlainLineReaderTests {
    private let reader: PlainLineReader
    private let writer: FileHandle
    private let pipe = Pipe()

    init() {
        reader = PlainLineReader(input: pipe.fileHandleForReading.fileDescriptor)
        writer = pipe.fileHandleForWriting
    }

    /// All lines of an input.
    private func lines(_ bytes: [UInt8]) async throws -> [LineEvent] {
        let writing = Task.detached { [writer] in
            writer.write(Data(bytes))
            try writer.close()
        }
        var events: [LineEvent] = []
        repeat { events.append(try await reader.readLine(Prompt("ignored"))) } while events.last != .endOfInput
        try await writing.value
        return events
    }

    @Test("LF, CRLF and CR end a line; the last one needs no end")
    func lineEnds() async throws {
        #expect(
            try await lines(Array("a\nb\r\nc\rd\n\n\r\ne".utf8))
                == [.line("a"), .line("b"), .line("c"), .line("d"), .line(""), .line(""), .line("e"), .endOfInput])
    }

    @Test("NULs and a byte order mark go, bytes that are not UTF-8 become U+FFFD, the rest stays")
    func bytes() async throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0x61, 0, 0x62, 0xFF, 10, 0xEF, 0xBB, 0xBF, 0x09, 10]
        #expect(try await lines(bytes) == [.line("ab\u{FFFD}"), .line("\u{FEFF}\t"), .endOfInput])
    }

    @Test("A trailing backslash joins a line with the next")
    func continuation() async throws {
        let events = try await lines(Array("one\\\ntwo\\\\\nthree\\".utf8))
        #expect(events == [.line("one\ntwo\\\\"), .line("three"), .endOfInput])
    }

    @Test("A line that is too long is an error, and the line after it is not")
    func tooLong() async throws {
        let writing = Task.detached { [writer] in
            writer.write(Data(repeating: 0x61, count: 3 << 20))
            writer.write(Data("\nnext\n".utf8))
            try writer.close()
        }
        await #expect(throws: LineReadingFailure.lineTooLong(limit: 1 << 20)) {
            try await reader.readLine(Prompt(""))
        }
        #expect(try await reader.readLine(Prompt("")) == .line("next"))
        #expect(try await reader.readLine(Prompt("")) == .endOfInput)
        try await writing.value
    }

    @Test("A line that comes in pieces is one line, and cancelling does not wait for it")
    func pieces() async throws {
        let reading = Task { try await reader.readLine(Prompt("")) }
        writer.write(Data("ha".utf8))
        try await Task.sleep(for: .milliseconds(50))
        writer.write(Data("lf\r".utf8))
        #expect(try await reading.value == .line("half"))
        let waiting = Task { try await reader.readLine(Prompt("")) }
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        writer.write(Data("\nwhole\n".utf8))
        #expect(try await reader.readLine(Prompt("")) == .line("whole"))
    }

    @Test("Something that cannot be read is an error")
    func unreadable() async {
        let folder = open("/", O_RDONLY)
        defer { close(folder) }
        await #expect(throws: LineReadingFailure.unreadable(errorNumber: EISDIR)) {
            try await PlainLineReader(input: folder).readLine(Prompt(""))
        }
    }
}
