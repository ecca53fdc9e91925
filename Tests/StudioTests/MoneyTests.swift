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

private func paidReply() throws -> ScriptedModel.Answer {
    .reply(
        Reply(
            imageData: try SamplePictures.gradient(width: 64, height: 48).picture().data, usage: recorded,
            exchange: Exchange(service: "cometapi")))
}

@Suite struct MoneyTests {
    @Test("A recorded bill is met to the last digit")
    func recordedBill() throws {
        // OpenRouter's bill for Lite: 1,127 tokens in, 1,350 out of which 1,120 are the picture.
        let usage = Usage(inputTokens: 1127, outputTokens: 1350, inputImageTokens: 1120, outputImageTokens: 1120)
        let cost = try #require(lite.cost(of: usage))
        #expect(cost.basis == .tokens)
        #expect(String(format: "%.8f", cost.dollars) == "0.03422675")
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
