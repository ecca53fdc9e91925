import Files
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("What comes on a descriptor of which nothing is known") struct IncomingTests {
    @Test("A pipe that does not wait is waited for, up to its end")
    func pipe() throws {
        var ends: [Int32] = [0, 0]
        #expect(Glibc.pipe(&ends) == 0)
        #expect(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
        let writer = ends[1]
        let thread = Thread {
            for word in ["one ", "two"] {
                usleep(20_000)
                _ = write(writer, word, word.utf8.count)
            }
            close(writer)
        }
        thread.start()
        #expect(try Incoming.read(ends[0], limit: 100) == Data("one two".utf8))
        close(ends[0])
    }

    @Test("What can't be read is told by its reason, and what is too long is not taken")
    func refused() throws {
        let folder = try TemporaryFolder()
        let directory = open(folder.url.path, O_RDONLY)
        #expect(throws: OrdinaryFile.Failure(code: EISDIR)) { try Incoming.read(directory, limit: 100) }
        close(directory)
        #expect(throws: OrdinaryFile.Failure(code: EBADF)) { try Incoming.read(-1, limit: 100) }
        try Data(count: 101).write(to: folder.url.appendingPathComponent("long"))
        let long = open(folder.path("long"), O_RDONLY)
        #expect(throws: OrdinaryFile.Failure(code: EFBIG)) { try Incoming.read(long, limit: 100) }
        close(long)
    }

    @Test(
        "There is room for a little, and none for what no disk has or where nothing can be made; nothing of the trial is left"
    )
    func room() throws {
        let folder = try TemporaryFolder()
        for place in [folder.url, folder.url.appendingPathComponent("a/b")] {
            #expect(Room.isThere(for: 1, in: place))
            #expect(!Room.isThere(for: .max, in: place))
        }
        #expect(!Room.isThere(for: 1, in: URL(fileURLWithPath: "/proc/self/nowhere")))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a"])
    }
}
