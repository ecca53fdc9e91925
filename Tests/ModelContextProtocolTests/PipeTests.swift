import Foundation
import Glibc
import ModelContextProtocol
import Synchronization
import Testing

@Suite("Lines from a descriptor") struct PipeTests {
    @Test("Where it is one that does not wait, lines are waited for, up to its end")
    func nonBlocking() async throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        #expect(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
        let writer = ends[1]
        let thread = Thread {
            for word in ["{\"a\":1}\n", "{\"b\":", "2}\n"] {
                usleep(20_000)
                _ = write(writer, word, word.utf8.count)
            }
            close(writer)
        }
        thread.start()
        let taken = Mutex<[String]>([])
        await LinePipe(input: ends[0], output: -1).lines { line in
            if case .text(let bytes) = line { taken.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
        }
        close(ends[0])
        #expect(taken.withLock { $0 } == ["{\"a\":1}", "{\"b\":2}"])
    }
}
