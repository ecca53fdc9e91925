import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

/// The program is killed (SIGKILL) at random moments of its turns, and the session must bear it.
///
/// `RETOUCH_KILLS` sets how many times; `scripts/kills` runs 300.
@Suite struct KillTests {
    @Test("A session opens after a kill at any moment, with every finished turn and the one in flight")
    func sessionsBearKills() async throws {
        let kills = ProcessInfo.processInfo.environment["RETOUCH_KILLS"].flatMap(Int.init) ?? 24
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("retouch-kill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try SamplePictures.gradient(width: 1200, height: 900).encoded(as: .png)
            .write(to: folder.appendingPathComponent("photo.png"))
        let sessions = SessionsFolder(url: folder.appendingPathComponent("sessions"))
        let instructions = ["make it warmer", "rotate it right", "black and white", "more contrast", "add a vignette"]

        var random = SystemRandomNumberGenerator()
        var inFlight = 0
        var finishedAfterwards = 0
        for round in 1...kills {
            // From the first turn to the last; one kill in ten comes while the session is being made.
            let delay = round % 10 == 0 ? nil : Double.random(in: 0...0.8, using: &random)
            let killed = try KilledRun(
                ["photo.png"], in: folder, input: instructions.joined(separator: "\n") + "\n", after: delay)
            guard let number = sessions.numbers().last, number == round || sessions.numbers().count == round else {
                continue  // killed before there was a session
            }
            guard (try? sessions.read(number)) != nil else { continue }  // … or before it was whole

            let resumed = try ProgramRun(["resume", "\(number)"], in: folder)
            #expect(resumed.status == 0, "\(resumed.talk)")
            let session = try sessions.read(number)
            #expect(session.verified().findings.isEmpty)
            // Nothing that was finished is missing: the program prints a turn's path when it is saved.
            let printed = killed.output.split(separator: "\n").map(String.init).filter { $0.hasSuffix(".png") }
            let answered = session.state.turns.filter { $0.outcome == .answered }
            #expect(answered.count >= printed.count)
            for (index, turn) in answered.enumerated() {
                #expect(try session.asked(turn.number).instruction == instructions[index])
            }
            // The one in flight is there, as interrupted or, if its picture had come, finished.
            let announced = killed.talk.split(separator: "\n").filter { $0.hasSuffix("local: editing") }.count
            #expect(session.state.turns.count >= announced)
            #expect(session.state.turns.allSatisfy { $0.outcome == .answered || $0.outcome == .interrupted })
            #expect(session.state.turns.dropLast().allSatisfy { $0.outcome == .answered })
            if let last = session.state.turns.last, last.outcome == .interrupted {
                inFlight += 1
                #expect(try session.asked(last.number).instruction == instructions[last.number - 1])
            }
            if answered.count > printed.count { finishedAfterwards += 1 }
            let names = try FileManager.default.contentsOfDirectory(atPath: session.folder.path)
            #expect(!names.contains { $0.hasPrefix(".unfinished") || $0.contains(".received.") })
        }
        print(
            "killed \(kills) times: \(inFlight) turns interrupted, \(finishedAfterwards) finished from what was received"
        )
    }
}

/// A run of the program that was killed.
private struct KilledRun {
    let output: String
    let talk: String

    /// Kills the program this long after it has opened the picture, or (`nil`) in the first tenth of a second.
    init(_ arguments: [String], in folder: URL, input: String, after seconds: Double?) throws {
        let process = Process()
        process.executableURL = ProgramRun.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProgramRun.environment(home: folder)
        let files = try ["in", "out", "err"].map { name in
            let url = folder.appendingPathComponent(".killed-\(name)")
            try Data((name == "in" ? input : "").utf8).write(to: url)
            return url
        }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        if let seconds {
            while process.isRunning, (try? String(contentsOf: files[2], encoding: .utf8))?.contains("session") != true {
                usleep(500)
            }
            usleep(UInt32(seconds * 1_000_000))
        } else {
            usleep(UInt32.random(in: 0...100_000))
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        talk = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    }
}
