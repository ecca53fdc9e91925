import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite(
        "Full disks and disks that can't be written to",
        .enabled(if: SmallDisk.canBeMounted, "a small file system can't be mounted here"))
    struct DiskTests {
        @Test("A received picture that the disk has no room for is kept elsewhere, and the message says where")
        func fullDuringATurn() throws {
            let place = try Workplace()
            let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
            #expect(try place.run(["photo.png"], input: "").status == 0)
            try disk.fill()
            let run = try place.run(["resume", "1", "--json"], input: "make it warmer\nsepia\n")
            #expect(run.status == 73)
            #expect(run.talk.contains("can't be written: the disk is full"), "\(run.talk)")
            let object = try #require(try run.objects().first)
            #expect(object["exit"] as? Int == 73)
            let kept = try #require((object["kept"] as? String)?.firstMatch(of: /is in (\S+\.png)\./)?.output.1)
            #expect(kept.hasPrefix(".local/state/retouch/rescued/"))
            let rescued = try place.picture(String(kept))
            #expect(rescued.size == PixelSize(width: 64, height: 48))

            try disk.makeRoom()
            try place.expectWhole()
            let more = try place.run(["resume", "1"], input: "make it warmer\n")
            #expect(more.status == 0, "\(more.talk)")
            #expect(try place.sessions.read(1).picture(2).sha256 == rescued.sha256)
            try place.expectWhole()
        }

        @Test("What was kept elsewhere is found by verify and taken in by /lock, in the same conversation and later")
        func takenIn() throws {
            for isLater in [false, true] {
                let place = try Workplace()
                let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
                let terminal = try place.conversation(rows: 40)
                try terminal.wait(forPrompt: "0001/0")
                try disk.fill()
                try terminal.say("make it warmer", until: "/lock 1 makes a turn of it")
                if isLater { try terminal.quit() }
                let verified = try place.run(["verify", "1"])
                #expect(verified.status == 0, "\(verified.talk)")
                #expect(
                    verified.talk.contains("turn 1: what was received is in .local/state/retouch/rescued/session-1-"))
                try disk.makeRoom()
                if isLater {
                    let run = try place.run(["resume", "1"], input: "/lock 1\n")
                    #expect(run.status == 0, "\(run.talk)")
                } else {
                    try terminal.say("/lock 1", untilPrompt: "0001/2")
                    try terminal.quit()
                }
                let picture = try place.sessions.read(1).picture(2)
                #expect(picture.size == PixelSize(width: 64, height: 48))
                #expect(try place.sessions.read(1).asked(2).instruction == "make it warmer")
                #expect(try !place.run(["verify", "1"]).talk.contains("what was received"))
                #expect(try place.run(["resume", "1"], input: "/lock 1\n").status != 0)
                try place.expectWhole()
            }
        }

        @Test("XDG_STATE_HOME says where pictures are kept that a session can't take")
        func rescueFolder() throws {
            let place = try Workplace()
            let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
            #expect(try place.run(["photo.png"], input: "").status == 0)
            try disk.fill()
            let state = place.folder.path("state")
            let run = try place.run(["resume", "1"], input: "make it warmer\n", environment: ["XDG_STATE_HOME": state])
            #expect(run.status == 73 && run.talk.contains("state/retouch/rescued/session-1-turn-1-"), "\(run.talk)")
        }

        @Test("Where no place has room for an answer nothing is asked for")
        func roomNowhere() async throws {
            let remote = try await RemotePlace()
            let names = ["sessions", ".local/state/retouch/rescued", "tmp"]
            let disks = try names.map { try SmallDisk(at: remote.place.url.appendingPathComponent($0)) }
            for name in names {
                try Data(count: 200_000).write(to: remote.place.url.appendingPathComponent(name + "/something"))
            }
            let environment = ["TMPDIR": remote.place.url.appendingPathComponent("tmp").path]
            let edit = ["edit", "photo.png", "-e", "make it red"]
            #expect(try await remote.run(edit, environment: environment).status == 73)
            #expect(remote.server.requests.isEmpty)
            withExtendedLifetime(disks) {}
            let run = try await remote.run(edit + ["--sessions", "elsewhere"], environment: environment)
            #expect(run.status == 0, "\(run.talk)")
        }

        @Test("An instruction that can't be written down is not sent")
        func journalFull() throws {
            let place = try Workplace()
            let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
            #expect(try place.run(["photo.png"], input: "sepia\n").status == 0)
            let before = try place.data("sessions/0001/journal.jsonl")
            try disk.fill()
            let long = "make it warmer" + String(repeating: " and warmer", count: 600)
            let run = try place.run(["resume", "1"], input: long + "\n")
            #expect(run.status == 73)
            #expect(run.talk.contains("the disk is full") && run.talk.contains("Nothing was sent to the model"))
            #expect(try place.data("sessions/0001/journal.jsonl") == before)
            try place.expectWhole()
        }

        @Test("A conversation goes on when there is room again")
        func conversation() throws {
            let place = try Workplace()
            let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try disk.fill()
            try terminal.say("make it warmer", until: "The picture that was received")
            try terminal.wait(forPrompt: "0001/0")
            try disk.makeRoom()
            try terminal.say("/retry", untilPrompt: "0001/2")
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("A session that can't be begun leaves nothing behind")
        func fullAtTheStart() throws {
            let place = try Workplace()
            let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
            try disk.fill()
            let run = try place.run(["edit", "photo.png", "-e", "sepia"])
            #expect(run.status == 73 && run.talk.contains("the disk is full") && run.talk.contains("--sessions"))
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("An export that the disk has no room for leaves no part of a file")
        func export() throws {
            let place = try Workplace()
            try place.edit("sepia")
            let disk = try SmallDisk(at: place.url.appendingPathComponent("out"))
            try disk.fill()
            let run = try place.run(["export", "1", "-o", "out/a.png"])
            #expect(run.status == 73 && run.talk.contains("out/a.png can't be written"), "\(run.talk)")
            #expect(try disk.names() == [SmallDisk.filler])
        }

        @Test("A read-only folder of sessions can be read, checked and exported from; new sessions go elsewhere")
        func readOnly() throws {
            let place = try Workplace()
            let disk = try SmallDisk(at: place.url.appendingPathComponent("sessions"))
            try place.edit("sepia")
            try disk.makeReadOnly()
            #expect(try place.run(["list"]).paths.count == 1)
            #expect(try place.run(["show", "1"]).status == 0)
            #expect(try place.run(["verify", "1"]).status == 0)
            #expect(try place.run(["export", "1", "-o", "out.png"]).status == 0)
            let resumed = try place.run(["resume", "1", "--sessions", "sessions"], input: "mirror it\n")
            #expect(resumed.status == 73 && resumed.talk.contains("the file system is read-only"), "\(resumed.talk)")
            let begun = try place.run(["edit", "photo.png", "-e", "sepia", "--sessions", "sessions"])
            #expect(begun.status == 73 && begun.talk.contains("the file system is read-only"), "\(begun.talk)")
            let elsewhere = try place.run(["edit", "photo.png", "-e", "sepia"])
            #expect(elsewhere.status == 0, "\(elsewhere.talk)")
            #expect(place.has(".local/share/retouch/sessions/0001/001.png"))
            try place.expectWhole()
        }
    }
}

/// A file system of a megabyte, in memory, unmounted with this value.
private final class SmallDisk {
    static let filler = "filler"

    /// Mounting takes rights that a container or an ordinary user does not have.
    static let canBeMounted: Bool = {
        guard let folder = try? TemporaryFolder(), (try? SmallDisk(at: folder.url)) != nil else { return false }
        return true
    }()

    private let url: URL

    init(at url: URL) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        guard mount("tmpfs", url.path, "tmpfs", 0, "size=1m") == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
        }
        self.url = url
    }

    deinit { umount2(url.path, Int32(MNT_DETACH)) }

    /// Leaves not one page free.
    func fill() throws {
        let file = open(url.appendingPathComponent(Self.filler).path, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw POSIXError(.EIO) }
        defer { close(file) }
        let page = [UInt8](repeating: 1, count: 4096)
        while write(file, page, page.count) == page.count {}
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(at: url.appendingPathComponent(Self.filler))
    }

    func makeReadOnly() throws {
        guard mount("tmpfs", url.path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
        }
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path)
    }
}
