import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

/// The real binary, run as a person or a script runs it. One test at a time: they share the machine's terminals.
@Suite("The program", .serialized) struct TheProgram {}

/// A folder of a test's own: the program's home, its working folder and the place of its sessions.
struct Workplace {
    let folder: TemporaryFolder

    var url: URL { folder.url }
    var sessions: SessionsFolder { SessionsFolder(url: url.appendingPathComponent("sessions")) }

    /// A folder with a small picture by the name of photo.png.
    init() throws {
        folder = try TemporaryFolder()
        try add("photo.png", SamplePictures.gradient())
    }

    func add(_ name: String, _ data: Data) throws {
        try data.write(to: url.appendingPathComponent(name))
    }

    func add(_ name: String, _ pixels: PixelBuffer) throws {
        try add(name, pixels.encoded(as: .png))
    }

    /// Adds the photograph of a person by the name of astronaut.png.
    func addPerson() throws {
        try add("astronaut.png", SamplePictures.photograph("astronaut.png"))
    }

    /// Adds a picture by the name of large.png whose turns take long enough to be interrupted.
    func addLarge() throws {
        try add("large.png", LargePicture.data.get())
    }

    /// A file of one's own models in which a model's pictures are small.
    func addMiniature(of model: String, services: [ModelCatalogue.Service] = []) throws {
        let folder = url.appendingPathComponent(".config/retouch")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let entry = try #require(ModelCatalogue.standard[model]).inMiniature
        try entry.catalogue(services: services).write(to: folder.appendingPathComponent("models.json"))
    }

    func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.path(name))
    }

    func data(_ name: String) throws -> Data {
        try Data(contentsOf: url.appendingPathComponent(name))
    }

    func picture(_ name: String) throws -> Picture {
        try Picture(inspecting: data(name))
    }

    func text(_ name: String) -> String {
        (try? data(name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func run(
        _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) throws -> ProgramRun {
        try ProgramRun(arguments, in: url, input: input, environment: environment)
    }

    /// Carries instructions out on photo.png, which makes a session.
    func edit(_ instructions: String...) throws {
        let run = try run(["edit", "photo.png"] + instructions.flatMap { ["-e", $0] })
        try #require(run.status == 0, "\(run.talk)")
    }

    /// The program at a terminal of its own, without previews unless the arguments ask for them. An empty value takes
    /// a variable away.
    func conversation(
        _ arguments: [String] = ["photo.png"], environment: [String: String] = [:], previews: Bool = false,
        columns: Int = 80, rows: Int = 24
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            BuiltPrograms.path(of: "retouch"), arguments + (previews ? [] : ["--images", "off"]),
            environment: self.environment(environment), folder: url.path, columns: columns, rows: rows)
    }

    /// What the program is told of its surroundings at a terminal.
    func environment(_ changes: [String: String] = [:]) -> [String: String] {
        ProgramRun.environment(home: url)
            .merging(["TERM": "xterm-256color", "SHELL": "/bin/sh"]) { $1 }
            .merging(changes) { $1 }
            .filter { !$0.value.isEmpty }
    }

    /// Every file of a session is as its journal says.
    func expectWhole(_ number: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let session = try sessions.read(number)
        #expect(session.verified().findings.isEmpty, sourceLocation: sourceLocation)
    }
}

/// A picture on which a turn takes a second or more.
enum LargePicture {
    static let data = Result { try SamplePictures.gradient(width: 3600, height: 2700).encoded(as: .png) }
    /// An instruction that is slow on it.
    static let slowInstruction = "add some film grain"
}

extension ProgramRun {
    /// The objects on standard output, one a line.
    func objects() throws -> [[String: Any]] {
        try output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    var paths: [String] { output.split(separator: "\n").map(String.init) }
}

extension PseudoTerminal {
    /// Types a line and sends it, then waits for a text on the screen.
    func say(_ line: String, until text: String, timeout: Duration = .seconds(30)) throws {
        type(line + "\r")
        try wait(for: text, timeout: timeout)
    }

    /// Types a line and sends it, then waits for a prompt, which tells the session and turn.
    func say(_ line: String, untilPrompt prompt: String, timeout: Duration = .seconds(60)) throws {
        type(line + "\r")
        try wait(forPrompt: prompt, timeout: timeout)
    }

    /// Waits for an empty prompt such as "0001/2", whether a region is in force or not.
    func wait(forPrompt place: String, timeout: Duration = .seconds(60)) throws {
        if place == "retouch" { return try wait(forLine: "retouch>", timeout: timeout) }
        let prompts = ["\(place) local>", "\(place) local region>"]
        try wait(until: "the prompt \(place)", timeout: timeout) { prompts.contains($0.cursorLine) }
    }

    /// Leaves by /quit.
    func quit() throws {
        type("/quit\r")
        #expect(try waitForEnd() == .exited(0))
    }

    /// Everything that was written, as text.
    var written: String { String(decoding: output, as: UTF8.self) }
}
