import Foundation
import ImageModels
import RemoteModels
import TestSupport
import Testing

struct KeyEchoTests {
    /// All that a turn may keep or show of an outcome.
    private func texts(of outcome: Result<Reply, any Error>, _ news: News) -> [String] {
        var texts = [String(describing: outcome), String(describing: news.list)]
        if case .success(let reply) = outcome {
            texts += [reply.imageData, reply.transcript ?? Data()].map { String(decoding: $0, as: UTF8.self) }
        }
        for case .answered(let data) in news.list { texts.append(String(decoding: data, as: UTF8.self)) }
        return texts
    }

    @Test("A service that echoes the key in any field, whole, cut or escaped, finds twelve characters of it nowhere")
    func everyField() async throws {
        var random = SeededGenerator(seed: 21)
        let secret = Asking.secret
        var missing: [String] = []
        for echo in KeyEcho.allCases {
            // Whole, and the shortest part from anywhere.
            for length in [secret.count, 12] {
                let part = String(
                    secret.dropFirst(Int.random(in: 0...(secret.count - length), using: &random)).prefix(length))
                let answers = EchoingAnswers.all(echo.written(part, among: &random))
                let folder = try TemporaryFolder()
                let trace = folder.url.appending(path: "trace.jsonl")
                let asking = try await Asking(
                    answers.map(\.answer), trace: try RequestTrace(appendingTo: trace.path))
                for (name, _) in answers {
                    let news = News()
                    let outcome = await asking.outcome(
                        of: Asking.edit(TurnSettings(fullHistory: true)), news: news)
                    for text in texts(of: outcome, news) where KeyEcho.holds(text, of: secret) {
                        missing.append("\(name), \(echo), \(length): \(text.prefix(300))")
                    }
                }
                await asking.stop()
                let log = try String(contentsOf: trace, encoding: .utf8)
                #expect(!KeyEcho.holds(log, of: secret), "\(echo)")
            }
        }
        #expect(missing.isEmpty, "\(missing.prefix(5))")
    }

    @Test("Another service's key goes as well, wherever it comes from")
    func otherKeys() async throws {
        let other = "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"
        let asking = try await Asking(
            EchoingAnswers.all(other).map(\.answer), hiddenKeys: [try #require(APIKey(other))])
        for _ in EchoingAnswers.all(other) {
            let news = News()
            for text in texts(of: await asking.outcome(of: Asking.edit(), news: news), news) {
                #expect(!KeyEcho.holds(text, of: other), "\(text.prefix(300))")
            }
        }
        await asking.stop()
    }

    @Test("A key in pieces, too short to be seen in any event, is not put together")
    func pieces() async throws {
        let secret = Asking.secret
        let halves = [secret.prefix(11), secret.dropFirst(11).prefix(11), secret.dropFirst(22)].map { part(String($0)) }
        let events = halves.map { "data: \(answer([$0], finish: nil))\n\n" }.joined()
        for body in [answer(halves + [part(Small.png)]), events, answer(halves)] {
            let news = News()
            let asking = try await Asking([.answer(200, body)])
            let outcome = await asking.outcome(of: Asking.edit(), news: news)
            await asking.stop()
            #expect(!KeyEcho.holds(String(describing: outcome), of: secret))
        }
    }
}
