import Glibc

/// Writes to a terminal and knows its size.
struct Screen: Sendable {
    let output: Int32

    /// Columns and rows of the window.
    var size: (columns: Int, rows: Int) {
        var window = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    /// Writes everything, or gives up when the terminal has gone away.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                var waiting = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, 1000)
            } else if count >= 0 || errno != EINTR {
                return
            }
        }
    }

    /// Writes a text and ends its last line.
    func writeLines(_ text: String) {
        write(text.hasSuffix("\n") ? text : text + "\n")
    }
}
