import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

/// Lite's price, as the catalogue has it.
private let lite = Price(
    inputText: 0.25, inputImage: 0.25, outputText: 1.5, outputImage: 30, outputTokens: ["1K": 1120],
    inputTokensPerPicture: 1120, asOf: "2026-11-22", source: "test")

private let recorded = Usage(inputTokens: 1125, outputTokens: 1518, inputImageTokens: 1120, outputImageTokens: 1120)

private func paid(_ answers: [ScriptedModel.Answer], budget: Double? = nil) throws -> Bench {
    let shape = ModelProfile.SizeClass.Shape(ratio: AspectRatio(4, 3), size: PixelSize(width: 64, height: 48))
    return try Bench(
        answers,
        profile: ModelProfile(
            id: "paid", shortName: "paid", framing: .sizes([.init(name: "1K", shapes: [shape])]), price: lite,
            service: "cometapi"), settings: TurnSettings(budget: budget))
}

private func paidReply(_ usage: Usage = recorded) throws -> ScriptedModel.Answer {
    .reply(
        Reply(
            imageData: try SamplePictures.gradient(width: 64, height: 48).picture().data, usage: usage,
            exchange: Exchange(service: "cometapi")))
}

@Suite struct MoneyTests {
    @Test("A price of noughts alone is free, however it is written; one that counts pictures sent is not")
    func free() {
        let tokens = Price(inputText: 0, outputImage: 0, asOf: "2026-11-29", source: "test")
        #expect(tokens.estimate(Price.Work())?.dollars == 0)
        let sent = Price(perPicture: 0, perPictureSent: 0.01, asOf: "2026-11-29", source: "test")
        var work = Price.Work()
        work.pictures = 1
        #expect(sent.estimate(work)?.dollars == 0.01)
        #expect(lite.estimate(Price.Work()).map { $0.dollars > 0 } == true)
    }

    @Test("A recorded bill is met to the last digit")
    func recordedBill() throws {
        // OpenRouter's bill for Lite: 1,127 tokens in, 1,350 out of which 1,120 are the picture.
        let usage = Usage(inputTokens: 1127, outputTokens: 1350, inputImageTokens: 1120, outputImageTokens: 1120)
        let cost = try #require(lite.cost(of: usage))
        #expect(cost.basis == .tokens)
        #expect(String(format: "%.8f", cost.dollars) == "0.03422675")
    }

    @Test(
        "Counts that can't stand for the picture that came are not believed: a budget ends where it should",
        arguments: [
            Usage(inputTokens: 1125, outputTokens: 1518, inputImageTokens: 1120, outputImageTokens: 0),
            Usage(inputTokens: 1125, outputTokens: 1518, outputImageTokens: 1),
            Usage(inputTokens: 1125, outputTokens: 1518), Usage(inputTokens: 20, outputTokens: 20),
            Usage(inputTokens: 1, outputTokens: 1, outputImageTokens: 1), Usage(inputTokens: 0, outputTokens: 0),
        ])
    func countsTooSmall(_ usage: Usage) async throws {
        let bench = try paid(try (0..<4).map { _ in try paidReply(usage) }, budget: 0.10)
        var sent = 0
        while sent < 4, (try? await bench.studio.perform(Instruction(text: "one"))) != nil { sent += 1 }
        #expect(sent == 2)
        #expect(await bench.studio.spent > 0.06)
    }

    @Test("Of GPT Image 2 counts that no picture has are not believed, those of its smallest are")
    func countsByQuality() throws {
        let price = try #require(ModelCatalogue.standard["gpt2"]?.prices?["cometapi"])
        #expect(price.cost(of: Usage(inputTokens: 1, outputTokens: 1), withPicture: true) == nil)
        #expect(price.cost(of: Usage(inputTokens: 900, outputTokens: 160), withPicture: true) != nil)
        #expect(price.cost(of: Usage(inputTokens: 900, outputTokens: 10)) != nil, "a refusal")
    }

    @Test("Each turn's cost is in the journal, adds up in the session and goes into the month's log")
    func costsAddUp() async throws {
        let bench = try paid([paidReply(), paidReply()])
        let one = try #require(lite.cost(of: recorded)).dollars
        for text in ["one", "two"] {
            #expect(try await bench.studio.perform(Instruction(text: text)).cost?.dollars == one)
        }
        let spent = await bench.studio.spent
        #expect(abs(spent - 2 * one) < 1e-12, "\(spent)")
        #expect(abs(try bench.sessions.read(1).spent - 2 * one) < 1e-12, "as another program reads it")
        #expect(abs(bench.spendingLog.total(ofMonthWith: Date()) - 2 * one) < 1e-12)
        #expect(bench.spendingLog.total(ofMonthWith: Date().addingTimeInterval(-40 * 86400)) == 0)
    }

    @Test("An answer without a picture that was counted is paid for, too")
    func refusalsCost() async throws {
        let bench = try paid([
            .failure(ModelFailure.noPicture(.init(.outputBlocked, usage: Usage(inputTokens: 1000, outputTokens: 1120))))
        ])
        _ = try? await bench.studio.perform(Instruction(text: "one"))
        #expect(await bench.studio.spent > 0.03)
    }

    @Test("Whatever may have been charged is booked, and what surely was not is not")
    func perhapsCharged() async throws {
        func failure(_ charged: ServiceFailure.Charged) -> ScriptedModel.Answer {
            .failure(ModelFailure.service(ServiceFailure(.internalError, service: "cometapi", charged: charged)))
        }
        let bench = try paid([failure(.no), failure(.perhaps), failure(.yes)])
        var booked: [Bool] = []
        for turn in 1...3 {
            let before = await bench.studio.spent
            _ = try? await bench.studio.perform(Instruction(text: "turn \(turn)"))
            booked.append(await bench.studio.spent > before + 0.03)
        }
        #expect(booked == [false, true, true])
        #expect(abs(bench.spendingLog.total(ofMonthWith: Date()) - (try bench.sessions.read(1).spent)) < 1e-12)
    }

    @Test("A cancelled turn is booked if its request was out, and not while it waited to ask again")
    func cancelledCosts() async throws {
        let waiting = ModelProgress.waiting(seconds: 1, attempt: 2)
        for (news, costs) in [([.requested], true), ([.requested, waiting], false), ([], false)]
            as [([ModelProgress], Bool)]
        {
            let bench = try paid([.news(news, then: .never)])
            let studio = bench.studio
            let (working, continuation) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await studio.perform(Instruction(text: "one")) { event in
                    if case .progress(.step) = event { continuation.yield() }
                }
            }
            for await _ in working { break }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            await #expect {
                try await task.value
            } throws: { error in
                guard case TurnFailure.cancelled(turn: 1, let mayCost) = error else { return false }
                return (mayCost != nil) == costs
            }
            #expect((await studio.spent > 0.03) == costs)
            #expect((try bench.sessions.read(1).spent > 0.03) == costs)
        }
    }

    @Test("A turn that was under way when the program was killed is booked when its session is opened")
    func interruptedCosts() async throws {
        var bench: Bench? = try paid([.news([.requested], then: .never)])
        let sessions = try #require(bench?.sessions)
        let folder = sessions.folder(1)
        let studio = try #require(bench?.studio)
        let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await studio.perform(Instruction(text: "one")) { event in
                if case .asked = event { continuation.yield() }
            }
        }
        for await _ in asked { break }
        // As a kill leaves it: copied before the end is written.
        let copy = sessions.folder(2)
        try FileManager.default.copyItem(at: folder, to: copy)
        task.cancel()
        _ = await task.result
        let log = SpendingLog(file: folder.appendingPathComponent("log.jsonl"))
        let again = Studio(
            writer: try sessions.open(2, at: Date()), model: ScriptedModel([]), rescueFolder: folder, spendingLog: log)
        _ = await again.finishInterrupted()
        #expect(await again.spent > 0.03)
        #expect(log.total(ofMonthWith: Date()) > 0.03)
        bench = nil
    }

    @Test("The request that would pass the budget is not sent")
    func budgetStops() async throws {
        let bench = try paid([paidReply(), paidReply()], budget: 0.05)
        _ = try await bench.studio.perform(Instruction(text: "one"))
        await #expect {
            try await bench.studio.perform(Instruction(text: "two"))
        } throws: { error in
            guard case TurnFailure.overBudget(budget: 0.05, let spent, let next) = error else { return false }
            return spent > 0.03 && next > 0.03
        }
        #expect(await bench.model.requests.count == 1)
        #expect(await bench.studio.session.state.turns.count == 1, "nothing was written down")
    }

    @Test("Several at once pass the budget together or not at all")
    func budgetOfSeveral() async throws {
        let bench = try paid([paidReply(), paidReply(), paidReply()], budget: 0.08)
        let ask = Ask(
            instruction: Instruction(text: "one"), model: bench.model, settings: await bench.studio.settings)
        let results = await bench.studio.performTogether([ask, ask, ask])
        #expect(results.allSatisfy { if case .failure(.overBudget) = $0 { true } else { false } })
        #expect(await bench.model.requests.isEmpty)
        let two = await bench.studio.performTogether([ask, ask])
        #expect(two.allSatisfy { (try? $0.get()) != nil })
    }
}
