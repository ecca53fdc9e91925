import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Simulator
import Studio
import TestSupport
import Testing
import Vision

/// A session about the astronaut, with a model that drifts as remote ones do.
private final class DriftingBench {
    let folder: TemporaryFolder
    let sessions: SessionsFolder
    let start: PixelBuffer
    /// One for all tests: what it has found in the photograph it knows, and its answers are the same as another one's.
    static let painter = RerenderModel()
    static let builtIn = BuiltInModel()

    init() throws {
        folder = try TemporaryFolder()
        sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        start = try SamplePictures.photograph("astronaut.png").pixels()
    }

    func studio(
        _ model: any ImageModel = painter, lock: LockSetting.Mode? = nil, selecting: Studio.Selecting? = nil
    ) throws -> Studio {
        let writer = try sessions.create(
            about: SamplePictures.photograph("astronaut.png").inspected(), source: "a", program: "test", at: Date())
        return Studio(
            writer: writer, model: model, rescueFolder: folder.url, lock: lock, selecting: selecting)
    }
}

extension Data {
    fileprivate func inspected() throws -> Picture { try Picture(inspecting: self) }
    fileprivate func pixels() throws -> PixelBuffer { try inspected().pixels() }
}

/// Pixels that are the same in both.
private func identical(_ a: PixelBuffer, _ b: PixelBuffer) -> Int {
    (0..<a.pixelCount).count { i in (0..<3).allSatisfy { a.bytes[i * a.channels + $0] == b.bytes[i * b.channels + $0] }
    }
}

@Suite("Edits stay local in turns") struct LocalityInTurnsTests {
    @Test("A picture that came back painted anew and unedited leaves the one that was there")
    func paintedAnew() async throws {
        let bench = try DriftingBench()
        let same = ScriptedModel(
            [
                .edit { request in
                    let sent = try #require(request.picture).pixels()
                    return Reply(imageData: try sent.encoded(as: PictureEncoding(format: .jpeg, quality: 92)))
                }
            ], profile: DriftingBench.painter.profile)
        let studio = try bench.studio(same)
        let turn = try await studio.perform(Instruction(text: "make the jacket blue"))
        #expect(try turn.picture.pixels() == bench.start)
        #expect(turn.remarks.contains(.unchanged))
    }

    @Test(
        "Within a region a model that keeps the rest by itself is laid back as it came: nothing it left alone changes")
    func exactWithinRegion() async throws {
        let bench = try DriftingBench()
        let instruction = Instruction(text: "make the jacket red")
        let whole = try await bench.studio(DriftingBench.builtIn).perform(instruction).picture.pixels()
        var confined = instruction
        let box = Rectangle(x: 40, y: 150, width: 400, height: 362)
        confined.region = Region(box: box)
        let turn = try await bench.studio(DriftingBench.builtIn).perform(confined)
        let part = try turn.picture.pixels()
        func differs(_ picture: PixelBuffer, _ i: Int) -> Bool {
            (0..<3).contains { picture.bytes[i * 3 + $0] != bench.start.bytes[i * 3 + $0] }
        }
        let changed = (0..<part.pixelCount).filter { differs(part, $0) }
        #expect(changed.count > 30_000)
        #expect(changed.allSatisfy { differs(whole, $0) }, "only what the edit itself touches")
        let inner = changed.filter { i in
            (box.x + 8..<box.maxX - 8).contains(i % part.width) && i / part.width > box.y + 8
        }
        #expect(inner.allSatisfy { i in (0..<3).allSatisfy { part.bytes[i * 3 + $0] == whole.bytes[i * 3 + $0] } })
        #expect(turn.change?.identicalOutside == 1 && turn.change?.aside == nil)
    }

    @Test("An answer of a few pixels is told and kept as it came; within a region the picture stays")
    func tiny() async throws {
        let bench = try DriftingBench()
        let dot = Reply(imageData: try SamplePictures.gradient(width: 1, height: 1).picture().data)
        let model = ScriptedModel([.reply(dot), .reply(dot)], profile: DriftingBench.painter.profile)
        let studio = try bench.studio(model)
        var confined = Instruction(text: "make the jacket blue")
        confined.region = Region(box: Rectangle(x: 40, y: 150, width: 400, height: 362))
        let inRegion = try await studio.perform(confined)
        #expect(inRegion.remarks.contains(.tiny(width: 1, height: 1)))
        #expect(try inRegion.picture.pixels() == bench.start)
        let turn = try await studio.perform(Instruction(text: "make the jacket blue"))
        #expect(turn.remarks == [.tiny(width: 1, height: 1)])
        #expect(turn.picture.data == dot.imageData)
    }

    @Test("A local edit keeps the rest to the bit, the received picture is kept as it came, and the journal tells all")
    func locked() async throws {
        let bench = try DriftingBench()
        let studio = try bench.studio()
        let turn = try await studio.perform(Instruction(text: "make the jacket blue"))
        let change = try #require(turn.change)
        #expect(change.aside == nil && change.changed > 0.1 && change.changed < 0.5)
        let kept = try turn.picture.pixels()
        #expect((kept.width, kept.height) == (bench.start.width, bench.start.height))
        #expect(Double(identical(kept, bench.start)) / Double(kept.pixelCount) > 0.5)
        let session = try bench.sessions.read(1)
        #expect(session.verified().findings.isEmpty)
        guard case .answered(let answered)? = try session.ending(of: 1) else { throw CancellationError() }
        #expect(answered.change == change)
        #expect(answered.received?.file == "001.received.jpg")
        #expect(answered.picture.format == .png, "what was locked is saved losslessly")
    }

    @Test("Where the whole picture changes the model's own picture is kept")
    func standsAside() async throws {
        let bench = try DriftingBench()
        let turn = try await bench.studio().perform(Instruction(text: "turn it into a sticker"))
        #expect(turn.change?.aside != nil)
        #expect(turn.picture.format == .jpeg, "to the byte")
    }

    @Test(
        "A change of tone is asked of all of the picture: it is kept, and not taken for the model's own drift",
        arguments: ["make it warmer", "more contrast", "make it a bit brighter"])
    func tone(text: String) async throws {
        let bench = try DriftingBench()
        let builtIn = DriftingBench.builtIn
        let studio = try bench.studio(selecting: { await builtIn.selection(namedIn: $0, in: $1) })
        let turn = try await studio.perform(Instruction(text: text))
        #expect(turn.change?.aside == .asked)
        #expect(turn.picture.format == .jpeg, "the model's own, to the byte")
        // From the starting picture: the built-in model, which paints here, may not be sure of a jacket that has drifted.
        let jacket = try await studio.perform(Instruction(text: "make the jacket blue"), from: 0)
        #expect(jacket.change?.aside == nil, "what is named is not everything")
    }

    @Test("A past turn is locked again without asking the model; its new sibling shares the received picture")
    func relock() async throws {
        let bench = try DriftingBench()
        let studio = try bench.studio(lock: .off)
        let first = try await studio.perform(Instruction(text: "make the jacket blue"))
        #expect(first.change?.aside == .off)
        let second = try await studio.relock(1, as: LockSetting(mode: .auto))
        #expect((second.number, second.parent) == (2, 0))
        #expect(second.change?.aside == nil)
        let protected = try await studio.relock(
            2, as: LockSetting(mode: .auto, protect: [Rectangle(x: 0, y: 0, width: 512, height: 400)]))
        let top = bench.start.cropped(x: 0, y: 0, width: 512, height: 380)
        #expect(try protected.picture.pixels().cropped(x: 0, y: 0, width: 512, height: 380) == top)
        let session = try bench.sessions.read(1)
        #expect(session.verified().findings.isEmpty)
        #expect(try session.asked(3).relocked == 1, "the turn that was received")
        #expect(try session.receivedRecord(2) == session.receivedRecord(1))
        await #expect(throws: TurnFailure.self) { try await studio.relock(9, as: LockSetting()) }
    }

    @Test("Outside a region every pixel stays, and only the region with its surroundings is sent")
    func region() async throws {
        let bench = try DriftingBench()
        let model = ScriptedModel(
            [.edit { Reply(imageData: try $0.picture!.pixels().inverted().encoded(as: .png)) }],
            profile: DriftingBench.painter.profile)
        let studio = try bench.studio(model)
        let box = Rectangle(x: 40, y: 300, width: 120, height: 90)
        let turn = try await studio.perform(Instruction(text: "x", region: Region(box: box)))
        let kept = try turn.picture.pixels()
        for y in 0..<kept.height {
            for x in 0..<kept.width where !(40..<160).contains(x) || !(300..<390).contains(y) {
                let i = (y * kept.width + x) * kept.channels
                guard kept.bytes[i..<(i + 3)] == bench.start.bytes[i..<(i + 3)] else {
                    Issue.record("\(x),\(y) changed")
                    return
                }
            }
        }
        #expect(identical(kept, bench.start) < kept.pixelCount - 5000, "the region itself changed")
        let session = try bench.sessions.read(1)
        #expect(try session.region(of: 1)?.box == box)
        #expect(session.verified().findings.isEmpty)
        await #expect(throws: TurnFailure.self) {
            try await studio.perform(
                Instruction(text: "x", region: Region(box: Rectangle(x: 500, y: 500, width: 50, height: 50))))
        }
    }

    @Test("A change of tone is confined to its region, and is not taken for the model's own drift")
    func toneInRegion() async throws {
        let bench = try DriftingBench()
        let box = Rectangle(x: 155, y: 22, width: 141, height: 175)
        let turn = try await bench.studio().perform(
            Instruction(text: "make it much brighter", region: Region(box: box)))
        let change = try #require(turn.change)
        #expect(change.changed > 0.05, "\(change)")
        #expect(change.identicalOutside == 1)
        func brightness(_ pixels: PixelBuffer) -> Double {
            let face = pixels.cropped(x: 200, y: 80, width: 60, height: 60)
            let sum = (0..<face.pixelCount).reduce(0) { $0 + Int(face.bytes[$1 * face.channels + 1]) }
            return Double(sum) / Double(face.pixelCount)
        }
        #expect(try brightness(turn.picture.pixels()) > brightness(bench.start) + 10)
    }

    @Test("A region that a mask selects is kept with the session, and sent to models that take masks")
    func masked() async throws {
        let bench = try DriftingBench()
        let (mask, _) = try await DriftingBench.builtIn.selection(
            of: "jacket", in: SamplePictures.photograph("astronaut.png").inspected())
        let region = try #require(Region(selecting: mask, in: PixelSize(width: 512, height: 512), name: "jacket"))
        let profile = try #require(ModelCatalogue.standard["gpt2"]).profile(through: "openai")
        let model = ScriptedModel([.edit { Reply(imageData: $0.picture!.data) }], profile: profile)
        let studio = try bench.studio(model)
        let turn = try await studio.perform(Instruction(text: "x", region: region))
        let request = try #require(await model.requests.first)
        let sent = try #require(request.mask)
        #expect(sent.size == request.picture?.size && sent.format == .png)
        let alpha = try sent.pixels()
        let open = (0..<alpha.pixelCount).count { alpha.bytes[$0 * 4 + 3] == 0 }
        #expect(open > alpha.pixelCount / 10 && open < alpha.pixelCount * 2 / 3)
        #expect(try turn.picture.pixels().width == 512)
        let kept = try #require(try bench.sessions.read(1).region(of: 1))
        #expect(kept == region)
    }

    @Test("A region is drawn over the picture instead, where that is set and the model takes it")
    func drawn() async throws {
        let corners = [(90, 80), (300, 90), (200, 340)].map { (x: Double($0.0), y: Double($0.1)) }
        let size = PixelSize(width: 512, height: 512)
        let values = (0..<(512 * 512)).map { place -> UInt8 in
            let (x, y) = (Double(place % 512), Double(place / 512))
            let sides = (0..<3).map { index in
                let (a, b) = (corners[index], corners[(index + 1) % 3])
                return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
            }
            return sides.allSatisfy { $0 > 0 } ? 255 : 0
        }
        let mask = PixelMask(width: 512, height: 512, values: values)
        let region = try #require(Region(selecting: mask, in: size, name: "triangle"))
        for (name, takes) in [("gpt2.6-flare", true), ("gpt2", false)] {
            let bench = try DriftingBench()
            let profile = try #require(ModelCatalogue.standard[name]).profile(through: "openai")
            let model = ScriptedModel([.edit { Reply(imageData: $0.picture!.data) }], profile: profile)
            let studio = try bench.studio(model)
            try await studio.use(model, settings: TurnSettings(markup: true))
            _ = try await studio.perform(Instruction(text: "x", region: region))
            let request = try #require(await model.requests.first)
            #expect((request.markup != nil) == takes && (request.mask != nil) != takes)
            #expect(try await studio.session.asked(1).instruction == "x")
            guard takes else { continue }
            #expect(request.instruction == "x" + Markup.words)
            let drawing = try #require(request.markup)
            #expect(drawing.size == request.picture?.size && drawing.format == .png)
            let pixels = try drawing.pixels()
            #expect(pixels.channels == 4)
            let drawn = (0..<pixels.pixelCount).filter { pixels.bytes[$0 * 4 + 3] != 0 }
            #expect(drawn.allSatisfy { pixels.bytes[$0 * 4] == 255 && pixels.bytes[$0 * 4 + 1] == 0 })
            // An outline: some of the region, and nothing of its middle.
            let covered = (0..<pixels.pixelCount).count { request.picture != nil && pixels.bytes[$0 * 4 + 3] != 0 }
            #expect(covered > pixels.pixelCount / 200 && covered < pixels.pixelCount / 5)
        }
    }

    @Test("Cancelled while the answer is being laid in, the paid picture is kept and can be locked later")
    func cancelledInTheLock() async throws {
        let bench = try DriftingBench()
        let studio = try bench.studio()
        // From within the turn itself, so that the lock has not begun yet.
        let task = Task {
            try await studio.perform(Instruction(text: "make the jacket blue")) { event in
                if case .received = event { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect {
            try await task.value
        } throws: { error in
            guard case TurnFailure.cancelledWithPicture(turn: 1, cost: nil, let kept) = error else { return false }
            return FileManager.default.fileExists(atPath: kept.path)
        }
        #expect(await studio.session.state.current == 0)
        let turn = try await studio.relock(1, as: LockSetting())
        #expect(turn.number == 2 && turn.change?.aside == nil)
        #expect(await studio.session.verified().findings.isEmpty)
    }

    @Test("A turn that had been received when the program was ended is locked when it is finished")
    func finishedLater() async throws {
        let bench = try DriftingBench()
        do {
            let studio = try bench.studio()
            _ = try await studio.perform(Instruction(text: "make the jacket blue"))
        }
        // As it was on the disk when the picture had come, and no more.
        let folder = bench.sessions.folder(1)
        let journal = folder.appendingPathComponent("journal.jsonl")
        let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
        try (lines.dropLast().joined(separator: "\n") + "\n").write(to: journal, atomically: false, encoding: .utf8)
        let before = try Data(contentsOf: folder.appendingPathComponent("001.png"))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("001.png"))
        let studio = Studio(
            writer: try bench.sessions.open(1, at: Date()), model: RerenderModel(), rescueFolder: bench.folder.url)
        #expect(await studio.finishInterrupted().map(\.number) == [1])
        let after = try Data(contentsOf: folder.appendingPathComponent("001.png"))
        #expect(try after.pixels() == before.pixels(), "the same bytes in give the same picture")
        #expect(await studio.session.verified().findings.isEmpty)
    }

    @Test("Where a turn changed something is shown in a picture of its own")
    func comparison() async throws {
        let bench = try DriftingBench()
        let studio = try bench.studio()
        _ = try await studio.perform(Instruction(text: "make the jacket blue"))
        let comparison = try await studio.comparison(of: 1)
        let (file, overlay) = (try #require(comparison.file), try #require(comparison.overlay))
        #expect(file.lastPathComponent == "001.change.png")
        #expect(try Data(contentsOf: file).pixels() == overlay)
        #expect(comparison.before == bench.start)
        #expect(try await comparison.after == studio.picture(1).pixels())
        // The face is dimmed, the jacket is not.
        let face = (y: 120, x: 235)
        let i = (face.y * 512 + face.x) * overlay.channels
        #expect(overlay.bytes[i] < bench.start.bytes[(face.y * 512 + face.x) * bench.start.channels] / 2)
    }

    @Test("Any two turns' pictures are compared, without keeping anything")
    func comparisonOfTwo() async throws {
        let bench = try DriftingBench()
        let studio = try bench.studio()
        let first = try await studio.perform(Instruction(text: "make the jacket blue"))
        let comparison = try await studio.comparison(of: 1, with: 0)
        #expect(comparison.file == nil)
        #expect(try comparison.before == first.picture.pixels() && comparison.after == bench.start)
        #expect(comparison.overlay.map { $0.width } == bench.start.width)
        _ = try await studio.perform(Instruction(text: "turn it into a sticker"))
        let sticker = try await studio.comparison(of: 1, with: 2).overlay
        #expect(sticker == nil, "they differ in size")
    }
}

extension PixelBuffer {
    fileprivate func inverted() -> PixelBuffer {
        var copy = self
        for i in 0..<pixelCount { for c in 0..<3 { copy.bytes[i * channels + c] = 255 - copy.bytes[i * channels + c] } }
        return copy
    }
}
