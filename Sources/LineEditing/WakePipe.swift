import Glibc

/// A pipe that makes a waiting `poll` return.
struct WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init() {
        (readEnd, writeEnd) = privatePipe() ?? (-1, -1)
        _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    }

    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }

    func close() {
        _ = Glibc.close(readEnd)
        _ = Glibc.close(writeEnd)
    }
}

/// A pipe that child processes do not inherit; writing to it never waits.
func privatePipe() -> (readEnd: Int32, writeEnd: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
}
