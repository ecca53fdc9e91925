import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

@Suite struct TogetherTests {
    private func ask(_ text: String, _ model: any ImageModel) -> Ask {
        Ask(instruction: Instruction(text: text), model: model, settings: TurnSettings())
    }

    @Test("What was asked for together are siblings; the current turn stays until one is picked")
    func siblings() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3), reply(4)])
        _ = try await bench.studio.perform(Instruction(text: "first"))
        let asks = ["a", "b", "c"].map { ask($0, bench.model) }
        let turns = try await bench.studio.performTogether(asks).map { try $0.get() }
        #expect(turns.map(\.instruction) == ["a", "b", "c"], "in the order of asking")
        #expect(turns.map(\.parent) == [1, 1, 1])
        #expect(await bench.studio.session.state.current == 1)
        #expect(await bench.studio.choices() == turns.map(\.number).sorted())
        try await bench.studio.pick(turns[1].number)
        #expect(await bench.studio.session.state.current == turns[1].number)
        #expect(await bench.studio.session.verified().findings.isEmpty)
        let again = try bench.sessions.read(1)
        #expect(again.state.current == turns[1].number, "as it is read from the disk")
    }

    @Test("One that fails leaves the others alone")
    func oneFails() async throws {
        let bench = try Bench([])
        let good = ScriptedModel([try reply(1)])
        let bad = ScriptedModel([.failure(ModelFailure.service(.init(.overloaded, service: "cometapi", status: 503)))])
        let results = await bench.studio.performTogether([ask("a", good), ask("b", bad)])
        #expect((try? results[0].get())?.instruction == "a")
        guard case .failure(.model(.service(let failure), turn: _?)) = results[1] else {
            Issue.record("\(results[1])")
            return
        }
        #expect(failure.kind == .overloaded)
        #expect(Set(await bench.studio.session.state.turns.map(\.outcome)) == [.answered, .failed])
        #expect(await bench.studio.session.state.current == 0)
    }

    @Test("Where all fail the current turn stays, also where they started from another one")
    func allFail() async throws {
        let bench = try Bench([reply(1), reply(2)])
        for text in ["first", "second"] { _ = try await bench.studio.perform(Instruction(text: text)) }
        let refused = ModelFailure.service(.init(.overloaded, service: "cometapi", status: 503))
        let bad = ScriptedModel([.failure(refused), .failure(refused)])
        let results = await bench.studio.performTogether([ask("second", bad), ask("second", bad)], from: 1)
        #expect(results.allSatisfy { (try? $0.get()) == nil })
        #expect(await bench.studio.session.state.current == 2)
        #expect(try bench.sessions.read(1).state.current == 2, "as it is read from the disk")
    }

    @Test("Cancelling ends those that are under way and keeps those that had come")
    func cancelling() async throws {
        let bench = try Bench([])
        let quick = ScriptedModel([try reply(1)])
        let slow = ScriptedModel([.never])
        let asks = [ask("quick", quick), ask("slow", slow)]
        let (events, continuation) = AsyncStream.makeStream(of: Int.self)
        let studio = bench.studio
        let task = Task {
            await studio.performTogether(asks) { index, event in
                if case .received = event { continuation.yield(index) }
            }
        }
        for await index in events where index == 0 { break }
        while await slow.requests.isEmpty { await Task.yield() }
        task.cancel()
        let results = await task.value
        #expect((try? results[0].get())?.instruction == "quick")
        guard case .failure(.cancelled) = results[1] else {
            Issue.record("\(results[1])")
            return
        }
    }

    @Test("A squash asks for several turns' edits in one, of the picture before them")
    func squash() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3), reply(4)])
        let first = Instruction.Reference(name: "wall.png", picture: try picture(7))
        let other = Instruction.Reference(name: "wall.png", picture: try picture(8))
        _ = try await bench.studio.perform(Instruction(text: "one"))
        _ = try await bench.studio.perform(Instruction(text: "use @wall.png", references: [first]))
        _ = try await bench.studio.perform(Instruction(text: "now @wall.png", references: [other]))
        let session = await bench.studio.session
        let squash = try Squash(from: 2, to: 3, of: session)
        #expect(squash.parent == 1)
        let turn = try await bench.studio.perform(squash.instruction, from: squash.parent)
        #expect(turn.parent == 1)
        let request = try #require(await bench.model.requests.last)
        #expect(request.picture == (try picture(1)))
        #expect(request.references == [first.picture, other.picture], "one name that stood for two pictures")
        #expect(
            request.instruction
                == "Make all of these edits together: (1) use [image 1]; (2) now [image 2]")
        #expect(throws: Squash.Failure.otherBranch(first: 3, last: 2, way: [1, 2])) {
            try Squash(from: 3, to: 2, of: session)
        }
        #expect(throws: SessionFailure.noSuchTurn(9)) { try Squash(from: 2, to: 9, of: session) }
    }

    @Test("A squash of turns in one region stays in it, and one of turns in several says that it leaves them")
    func squashWithinRegions() async throws {
        let bench = try Bench([reply(1), reply(2), reply(3)])
        let left = Region(box: Rectangle(x: 0, y: 0, width: 8, height: 8))
        let right = Region(box: Rectangle(x: 8, y: 0, width: 8, height: 8))
        for (text, region) in [("one", left), ("two", left), ("three", right)] {
            _ = try await bench.studio.perform(Instruction(text: text, region: region))
        }
        let session = await bench.studio.session
        let within = try Squash(from: 1, to: 2, of: session)
        #expect(within.instruction.region == left && !within.leavesRegions)
        let across = try Squash(from: 1, to: 3, of: session)
        #expect(across.instruction.region == nil && across.leavesRegions)
    }

    @Test("The whole conversation is sent where that is set, as far as the same model has it")
    func transcripts() async throws {
        func answer(_ seed: Int, _ transcript: String) throws -> ScriptedModel.Answer {
            .reply(Reply(imageData: try picture(seed).data, transcript: Data(transcript.utf8)))
        }
        let bench = try Bench(
            [try answer(1, "a"), try answer(2, "b"), try answer(3, "c")],
            profile: ModelProfile(id: "scripted", shortName: "scripted", framing: .asTheyAre),
            settings: TurnSettings(fullHistory: true))
        for text in ["one", "two"] { _ = try await bench.studio.perform(Instruction(text: text)) }
        _ = try await bench.studio.perform(Instruction(text: "three"), from: 1)
        #expect(await bench.model.requests.map(\.transcripts) == [[], [Data("a".utf8)], [Data("a".utf8)]])
        let other = ScriptedModel([try reply(4)], profile: .init(id: "x", shortName: "x", framing: .asTheyAre))
        _ = try await bench.studio.perform(Instruction(text: "four"), from: 2, by: other)
        #expect(await other.requests.first?.transcripts == [], "another model's memory is of no use to it")
        #expect(await bench.studio.session.verified().findings.isEmpty)
    }
}
