import Archives
import Foundation
import Glibc
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

@Suite struct StudioTests {
    @Test("Each instruction starts from the picture of the one before")
    func turnsFollowEachOther() async throws {
        let bench = try Bench([reply(1), reply(2)])
        let first = try await bench.studio.perform(Instruction(text: "one"))
        let second = try await bench.studio.perform(Instruction(text: "two"))
        #expect((first.number, first.parent, second.number, second.parent) == (1, 0, 2, 1))
        let requests = await bench.model.requests
        #expect(requests.map(\.picture) == [try picture(0), try picture(1)])
        #expect(try Data(contentsOf: second.file) == picture(2).data, "the received bytes are kept verbatim")
        #expect(await bench.studio.session.verified().findings.isEmpty)
    }

    @Test(
        "An instruction of which nothing shows is sent to no model, and is no turn",
        arguments: [
            "", " ", "  \n\t ", "\u{A0}\u{3000}\u{2028}", "\u{200B}\u{FEFF}\u{2060}", "\u{1B}\u{7}", "\u{3164}",
        ])
    func blank(text: String) async throws {
        let bench = try Bench([reply(1)])
        await #expect {
            try await bench.studio.perform(Instruction(text: text))
        } throws: {
            if case TurnFailure.model(.declined(.notUnderstood(words: [], _)), turn: nil) = $0 { true } else { false }
        }
        #expect(await bench.model.requests.isEmpty)
        #expect(await bench.studio.session.state.turns.isEmpty)
    }

    @Test("The instruction is in the journal before the model is asked")
    func askedComesFirst() async throws {
        let bench = try Bench([])
        let sessions = bench.sessions
        let model = ScriptedModel([
            .edit { request in
                // Read as another program would, in the middle of the turn.
                let session = try sessions.read(2)
                #expect(session.state.turns.map(\.outcome) == [.underWay])
                #expect(try session.asked(1).instruction == "one")
                return Reply(imageData: request.picture!.data)
            }
        ])
        let writer = try sessions.create(about: picture(0), source: "a", program: "test", at: Date())
        let studio = Studio(writer: writer, model: model, rescueFolder: bench.url)
        _ = try await studio.perform(Instruction(text: "one"))
    }

    @Test("Undo, then another instruction, makes a branch")
    func undoBranches() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3)])
        for text in ["one", "two"] { _ = try await bench.studio.perform(Instruction(text: text)) }
        #expect(try await bench.studio.undo() == 1)
        let third = try await bench.studio.perform(Instruction(text: "three"))
        #expect((third.number, third.parent) == (3, 1))
        #expect(await bench.model.requests.last?.picture == (try picture(1)))
        #expect(try await bench.studio.undo() == 1)
        #expect(try await bench.studio.redo() == 3)
        #expect(try await bench.studio.redo() == nil)
        try await bench.studio.goto(0)
        #expect(try await bench.studio.undo() == nil)
        await #expect(throws: SessionFailure.noSuchTurn(9)) { try await bench.studio.goto(9) }
    }

    @Test("Nobody goes back to a picture that can't be read; two steps pass over it")
    func undoOverDamage() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3)])
        for text in ["one", "two", "three"] { _ = try await bench.studio.perform(Instruction(text: text)) }
        let session = await bench.studio.session
        let path = try session.pictureFile(2).path
        #expect(FileManager.default.createFile(atPath: path, contents: Data("damaged".utf8)))
        await #expect(throws: SessionFailure.self) { try await bench.studio.undo() }
        #expect(await bench.studio.session.state.current == 3)
        #expect(try await bench.studio.undo(2) == 1)
        await #expect(throws: SessionFailure.self) { try await bench.studio.redo() }
        #expect(await bench.studio.session.state.current == 1)
        #expect(try await bench.studio.redo(2) == 3)
    }

    @Test("A local model is told what led to the picture, of the branch alone, and whether it was elsewhere")
    func earlierInstructions() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3), reply(4)])
        _ = try await bench.studio.perform(Instruction(text: "make the shirt red"))
        _ = try await bench.studio.perform(Instruction(text: "crop it"))
        _ = try await bench.studio.undo()
        let region = Region(box: Rectangle(x: 2, y: 2, width: 20, height: 20))
        _ = try await bench.studio.perform(Instruction(text: "make it darker", region: region))
        _ = try await bench.studio.perform(Instruction(text: "make it lighter"))
        #expect(
            await bench.model.requests.map(\.earlier) == [
                [], [.init("make the shirt red")], [.init("make the shirt red", isElsewhere: true)],
                [
                    .init("make the shirt red"),
                    .init("make it darker", isMarked: true, isElsewhere: true, hasMoved: true),
                ],
            ])
    }

    @Test("A declined instruction uses no number up and moves nothing")
    func declinedLeavesNoTurn() async throws {
        let bench = try Bench([.failure(ModelFailure.declined(.beyondMeans("adding things"))), reply(1)])
        await #expect {
            try await bench.studio.perform(Instruction(text: "add a hat"))
        } throws: { error in
            guard case TurnFailure.model(.declined(.beyondMeans), turn: nil) = error else { return false }
            return true
        }
        #expect(await bench.studio.session.state.turns.isEmpty)
        #expect(try await bench.studio.perform(Instruction(text: "one")).number == 1)
    }

    @Test("A refusal keeps its turn without a picture, and the current turn stays")
    func refusalKeepsItsTurn() async throws {
        let refusal = ModelFailure.noPicture(
            .init(.outputBlocked, finishReason: FinishReason(rawValue: "IMAGE_SAFETY"), text: "no"))
        let bench = try Bench([reply(1), .failure(refusal), reply(3)])
        _ = try await bench.studio.perform(Instruction(text: "one"))
        await #expect {
            try await bench.studio.perform(Instruction(text: "two"))
        } throws: { error in
            guard case TurnFailure.model(refusal, turn: 2) = error else { return false }
            return true
        }
        #expect(await bench.studio.session.state.current == 1)
        let third = try await bench.studio.perform(Instruction(text: "three"))
        #expect((third.number, third.parent) == (3, 1))
    }

    @Test("Cancelling ends the turn as cancelled")
    func cancelling() async throws {
        let bench = try Bench([.never, reply(2)])
        let studio = bench.studio
        let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await studio.perform(Instruction(text: "one")) { event in
                if case .asked = event { continuation.yield() }
            }
        }
        for await _ in asked { break }
        task.cancel()
        await #expect {
            try await task.value
        } throws: { error in
            guard case TurnFailure.cancelled(turn: 1, mayCost: nil) = error else { return false }
            return true
        }
        let session = await studio.session
        #expect(session.state.turns.map(\.outcome) == [.cancelled])
        #expect(try await studio.perform(Instruction(text: "two")).number == 2)
    }

    @Test("An answer that is no picture is kept and told")
    func notAPictureIsKept() async throws {
        let bench = try Bench([.reply(Reply(imageData: Data("{\"error\":1}".utf8)))])
        await #expect {
            try await bench.studio.perform(Instruction(text: "one"))
        } throws: { error in
            guard case TurnFailure.notAPicture(.notAPicture(.json), turn: 1, let kept, _) = error else { return false }
            return (try? Data(contentsOf: kept)) == Data("{\"error\":1}".utf8)
        }
        #expect(await bench.studio.session.state.turns.map(\.outcome) == [.failed])
    }

    @Test("A picture that no session folder can take is saved elsewhere, and the message says where")
    func receivedIsRescued() async throws {
        let bench = try Bench([])
        let folder = bench.sessions.url
        let model = ScriptedModel([
            .edit { _ in
                // The folder of sessions goes away while the model works, and none can be made in its place.
                try FileManager.default.moveItem(at: folder, to: folder.appendingPathExtension("gone"))
                try Data().write(to: folder)
                return Reply(imageData: try picture(1).data)
            }
        ])
        let writer = try bench.sessions.create(about: picture(0), source: "a", program: "test", at: Date())
        let studio = Studio(writer: writer, model: model, rescueFolder: bench.url.appendingPathComponent("rescued"))
        await #expect {
            try await studio.perform(Instruction(text: "one"))
        } throws: { error in
            guard case TurnFailure.notSaved(.cannotWrite, turn: 1, let kept?) = error else { return false }
            return (try? Data(contentsOf: kept)) == (try? picture(1).data) && kept.path.contains("/rescued/")
        }
    }

    @Test("A model of fixed sizes gets a framed picture, and the padding is cut off its answer")
    func framing() async throws {
        let shapes = [(1, 1, 64), (3, 2, 96)].map {
            ModelProfile.SizeClass.Shape(ratio: AspectRatio($0.0, $0.1), size: PixelSize(width: $0.2, height: 64))
        }
        let bench = try Bench(
            [.edit { Reply(imageData: $0.picture!.data) }], framing: .sizes([.init(name: "1K", shapes: shapes)]))
        let turn = try await bench.studio.perform(Instruction(text: "one"))
        let sent = try #require(await bench.model.requests.first)
        #expect(
            (sent.picture?.width, sent.picture?.height) == (96, 64)
                || (sent.picture?.width, sent.picture?.height) == (64, 64))
        let ratio = Double(turn.picture.width) / Double(turn.picture.height)
        #expect(abs(ratio - 40.0 / 30.0) < 0.03)
        let session = await bench.studio.session
        guard case .answered(let answered)? = try session.ending(of: 1) else { throw CancellationError() }
        #expect(answered.received?.file == "001.received.png")
        #expect(try session.receivedPicture(1) == sent.picture)
        #expect(session.verified().findings.isEmpty)
    }

    @Test("A received picture is finished after a crash, without asking again")
    func finishesAfterCrash() async throws {
        let bench = try Bench([])
        do {
            let writer = try bench.sessions.create(about: picture(0), source: "a", program: "test", at: Date())
            try writer.append(
                .asked(
                    .init(
                        at: Date(), turn: 1, parent: 0, pictureSHA256: picture(0).sha256, instruction: "one",
                        references: [], model: "scripted", settings: TurnSettings(), frame: nil)))
            _ = try writer.keepReceived(picture(1).data, of: 1)
        }
        let writer = try bench.sessions.open(2, at: Date())
        let model = ScriptedModel([])
        let studio = Studio(writer: writer, model: model, rescueFolder: bench.url)
        let turns = await studio.finishInterrupted()
        #expect(turns.map(\.number) == [1])
        #expect(await model.requests.isEmpty)
        let session = await studio.session
        #expect(session.state.turns.map(\.outcome) == [.answered])
        #expect(session.verified().findings.isEmpty)
        #expect(try session.pictureFile(1).lastPathComponent == "001.png")
    }

    @Test("Attached pictures are kept, and the model is told their numbers")
    func references() async throws {
        let bench = try Bench([reply(1)])
        let instruction = Instruction(
            text: "put it in front of @wall.png", references: [.init(name: "wall.png", picture: try picture(5))])
        _ = try await bench.studio.perform(instruction)
        let request = try #require(await bench.model.requests.first)
        #expect(request.instruction == "put it in front of [image 1]")
        #expect(request.references == [try picture(5)])
        let session = await bench.studio.session
        #expect(try session.asked(1).instruction == "put it in front of @wall.png")
        let replay = try Replay(of: session)
        #expect(replay.steps.map(\.instruction) == [instruction])
    }

    @Test("Replay takes the branch to the current turn, with one step changed if wanted")
    func replay() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3)])
        for text in ["one", "two"] { _ = try await bench.studio.perform(Instruction(text: text)) }
        _ = try await bench.studio.undo()
        _ = try await bench.studio.perform(Instruction(text: "three"))
        let replay = try Replay(of: await bench.studio.session)
        #expect(replay.steps.map(\.number) == [1, 3])
        #expect(replay.changing(turn: 3, to: "four")?.steps.map(\.instruction.text) == ["one", "four"])
        #expect(replay.changing(turn: 2, to: "four") == nil)
    }

    @Test("An export tells the story, and replaces nothing unasked")
    func export() async throws {
        let bench = try Bench([reply(1)])
        _ = try await bench.studio.perform(Instruction(text: "make <it> \"red\" & blue"))
        let session = await bench.studio.session
        let story = try Story(of: session, to: 1)
        #expect(story.xmp.contains("make &lt;it&gt; &quot;red&quot; &amp; blue"))
        let path = bench.url.appendingPathComponent("out.jpg").path
        let export = Export(format: try Export.format(for: path), longestSide: 20, story: story)
        let picture = try export.encode(session.picture(1)).picture
        #expect((picture.format, max(picture.width, picture.height)) == (.jpeg, 20))
        try Export.write(picture.data, to: path, replacing: false)
        #expect(throws: Export.Failure.exists(path: path)) {
            try Export.write(Data([1]), to: path, replacing: false)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == picture.data)
        try Export.write(Data([1]), to: path, replacing: true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1]))
        #expect(throws: Export.Failure.unwritableFormat(ending: "gif")) { try Export.format(for: "a.gif") }
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.url.path)
        #expect(!left.contains { $0.hasSuffix(".part") })
    }

    @Test(
        "What ended programs left beside a file goes with the next one; what another one is writing, and other names, stay"
    )
    func whatWasLeft() throws {
        let folder = try TemporaryFolder()
        let gone = [".retouch-12.part", ".retouch-12.part.zip", ".retouch-12.part.zip.aB3dE6"]
        let others = [
            ".retouch-013.part", ".retouch-x.part", ".retouch-12.part.zipx", ".retouch-99.part.zip", "notes.part",
            ".retouch-77.part",
        ]
        for name in gone + others { try Data([1]).write(to: URL(fileURLWithPath: folder.path(name))) }
        #expect(symlink("notes.part", folder.path(".retouch-5.part")) == 0)
        let writing = open(folder.path(".retouch-77.part"), O_RDWR)
        #expect(flock(writing, LOCK_EX) == 0)
        try Export.write(Data([2]), to: folder.path("a.png"), replacing: false)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("."))
        #expect(Set(left) == Set(others + ["a.png", ".retouch-5.part"]))
        close(writing)
        let entries = [ZipWriter.Entry(name: "a", content: .data(Data([3])))]
        try ZipWriter.write(entries, to: folder.path("a.zip"), replacing: false)
        let now = try FileManager.default.contentsOfDirectory(atPath: folder.path("."))
        #expect(Set(now) == Set(others + ["a.png", "a.zip", ".retouch-5.part"]).subtracting([".retouch-77.part"]))
    }

    @Test("An archive may have a name as long as names can be, and takes the place of files only")
    func archiveNames() throws {
        let folder = try TemporaryFolder()
        let entries = [ZipWriter.Entry(name: "a", content: .data(Data([3])))]
        for length in [246, 251] {
            let path = folder.path(String(repeating: "a", count: length) + ".zip")
            try ZipWriter.write(entries, to: path, replacing: false)
            #expect(throws: ZipFailure.exists(path: path)) {
                try ZipWriter.write(entries, to: path, replacing: false)
            }
            try ZipWriter.write(entries, to: path, replacing: true)
            #expect(try ZipReader(path: path).entries.count == 1)
        }
        let pipe = folder.path("pipe.zip")
        #expect(mkfifo(pipe, 0o600) == 0)
        for replacing in [false, true] {
            #expect(throws: ZipFailure.isNoFile(path: pipe)) {
                try ZipWriter.write(entries, to: pipe, replacing: replacing)
            }
            #expect(throws: ZipFailure.cannotPut(path: folder.path("."), code: EISDIR)) {
                try ZipWriter.write(entries, to: folder.path("."), replacing: replacing)
            }
        }
    }

    @Test("What is no file is never replaced, and a name may be as long as names can be")
    func exportToOtherThings() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path("pipe.png")
        #expect(mkfifo(pipe, 0o600) == 0)
        let link = folder.path("link.png")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: pipe)
        for path in [pipe, link] {
            for replacing in [false, true] {
                #expect(throws: Export.Failure.self) { try Export.write(Data([1]), to: path, replacing: replacing) }
            }
        }
        try FileManager.default.removeItem(atPath: link)
        var status = stat()
        #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        let long = folder.path(String(repeating: "n", count: 251) + ".png")
        try Export.write(Data([1]), to: long, replacing: false)
        #expect(try Data(contentsOf: URL(fileURLWithPath: long)) == Data([1]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }
}
