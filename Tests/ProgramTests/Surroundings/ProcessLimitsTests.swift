import Foundation
import TestSupport
import Testing

extension TheProgram {
    @Suite("What the shell allows") struct ProcessLimitsTests {
        /// Runs the program behind a shell's own command.
        private func run(_ place: Workplace, behind command: String, _ arguments: [String]) throws -> (Int32, String) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", "\(command); exec \"$0\" \"$@\"", ProgramRun.program.path] + arguments
            process.environment = ProgramRun.environment(home: place.url)
            process.currentDirectoryURL = place.url
            let talk = Pipe()
            process.standardError = talk
            process.standardOutput = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let said = try talk.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: said, as: UTF8.self))
        }

        @Test("Too few open files are told before anything is done; those that may be had are taken")
        func openFiles() throws {
            let place = try Workplace()
            let edit = ["edit", "photo.png", "-e", "make it warmer", "-o", "out.png"]
            let (status, talk) = try run(place, behind: "ulimit -n 14", edit)
            #expect(status == 69 && talk.contains("Only 14 files may be open at a time here"), "\(talk)")
            #expect(talk.contains("ulimit -n 1024") && !place.has("sessions"), "\(talk)")
            #expect(try run(place, behind: "ulimit -S -n 14", edit).0 == 0)
        }

        @Test("Standard input that can't be read is told, by scripts, by lists and by the conversation")
        func unreadableInput() throws {
            let place = try Workplace()
            try place.edit("make it warmer")
            let commands = [
                ["edit", "photo.png", "--script", "-"], ["replay", "1", "--on", "-", "--yes"], ["photo.png"],
            ]
            for arguments in commands {
                let (status, talk) = try run(place, behind: "exec </", arguments)
                #expect(status == 66 && talk.contains("Standard input can't be read"), "\(status) \(talk)")
            }
        }

        @Test("Streams that were closed at the start are as empty ones: no file takes their place")
        func closedStreams() throws {
            let place = try Workplace()
            let edit = ["edit", "photo.png", "-e", "make it warmer", "--json"]
            for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
                let (status, talk) = try run(place, behind: "exec \(closed)", edit)
                #expect(status == 0, "\(closed) \(status) \(talk)")
            }
            #expect(try run(place, behind: "exec <&-", ["photo.png"]).0 == 0)
            try place.expectWhole()
        }

        @Test("Data that standard output has no room for is told, and is no success")
        func fullOutput() throws {
            let place = try Workplace()
            try place.edit("make it warmer")
            for arguments in [
                ["script", "1"], ["list", "--json"], ["show", "1"], ["models"], ["help", "local"], ["--help"],
                ["--version"], ["edit", "--help"], ["page", "1", "-o", "-"], ["export", "1", "--zip", "-"],
            ] {
                let (status, talk) = try run(place, behind: "exec >/dev/full", arguments)
                #expect(status == 73 && talk.contains("standard output is not there in full"), "\(status) \(talk)")
            }
        }

        @Test("Answers of retouch mcp that standard output has no room for are told, and are no success")
        func fullProtocol() throws {
            let place = try Workplace()
            let (status, talk) = try run(
                place, behind: #"exec >/dev/full < <(echo '{"jsonrpc":"2.0","id":1,"method":"ping"}')"#, ["mcp"])
            #expect(status == 73 && talk.contains("standard output is not there in full"), "\(status) \(talk)")
        }

        @Test("A page and an archive go to standard output where - is said")
        func pageAndArchiveOnOutput() throws {
            let place = try Workplace()
            try place.edit("make it warmer")
            let (page, archive) = (["page", "1", "-o", "-"], ["export", "1", "--zip", "-"])
            #expect(try run(place, behind: "exec >page.html", page).0 == 0)
            #expect(try run(place, behind: "exec >session.zip", archive).0 == 0)
            #expect(!place.has("-"))
            let written = try Data(contentsOf: place.url.appendingPathComponent("page.html"))
            #expect(written.starts(with: Data("<!doctype html>".utf8)))
            #expect(try run(place, behind: "true", ["import", "session.zip", "--sessions", "other"]).0 == 0)
        }

        @Test("A working folder that was removed is told, and the user's own sessions are had")
        func removedFolder() throws {
            let place = try Workplace()
            let gone = "mkdir gone && cd gone && rmdir ../gone"
            #expect(try run(place, behind: gone, ["list"]).0 == 0)
            let (status, talk) = try run(place, behind: gone, ["edit", "photo.png", "-e", "make it warmer"])
            #expect(status == 66 && talk.contains("has been removed"), "\(status) \(talk)")
            let whole = place.url.appendingPathComponent("photo.png").path
            #expect(try run(place, behind: gone, ["edit", whole, "-e", "make it warmer"]).0 == 0)
            let (other, words) = try run(place, behind: gone, ["export", "1", "-o", "out.png"])
            #expect(other == 73 && words.contains("has been removed"), "\(other) \(words)")
        }

        @Test("A locale of whatever name ends no list")
        func oddLocale() throws {
            let place = try Workplace()
            try place.edit("make it warmer")
            let run = try place.run(["list"], environment: ["LC_ALL": "/usr/lib/locale/foo.utf8"])
            #expect(run.status == 0, "\(run.talk)")
            let line = /0001  20[0-9]{2}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]  1 turn  .*/
            #expect(run.output.split(separator: "\n").contains { $0.wholeMatch(of: line) != nil }, "\(run.output)")
        }

        @Test("Whatever the umask, what is saved can be read by its owner", arguments: ["0777", "0277", "0000"])
        func umask(mask: String) throws {
            let place = try Workplace()
            let edit = ["edit", "photo.png", "-e", "make it warmer", "-o", "out.png"]
            let (status, talk) = try run(place, behind: "umask \(mask)", edit)
            #expect(status == 0, "\(talk)")
            for (path, least) in [
                ("sessions", 0o700), ("sessions/0001", 0o700), ("sessions/0001/001.png", 0o600), ("out.png", 0o600),
            ] {
                let attributes = try FileManager.default.attributesOfItem(atPath: place.folder.path(path))
                let mode = try #require(attributes[.posixPermissions] as? Int)
                #expect(mode & 0o700 == least, "\(path) \(String(mode, radix: 8))")
            }
            try place.expectWhole()
        }
    }
}
