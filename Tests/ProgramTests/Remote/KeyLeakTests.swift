import Dispatch
import Foundation
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite struct KeyLeakTests {
        private static let secret = "sk-LEAKCANARY-0123456789abcdefXYZ"

        @Test("A service that echoes the key leaves no twelve characters of it in any file or on the terminal")
        func everyField() async throws {
            var random = SeededGenerator(seed: 31)
            let echoes = [KeyEcho.plain, .unicode, .unseen, .base64]
            for (turn, echo) in echoes.enumerated() {
                let part = echo == .plain ? String(Self.secret.dropFirst(4).prefix(20)) : Self.secret
                let answers = EchoingAnswers.all(echo.written(part, among: &random))
                // Those that are asked again get the same again. Each field is tried here in one way, in all in KeyEchoTests.
                for (index, (name, answer)) in answers.enumerated()
                where answer.status != 500 && index % echoes.count == turn {
                    let server = try await LoopbackServer { _ in answer }
                    let place = try Workplace()
                    let run = try await onAnotherThread {
                        try place.run(
                            [
                                "edit", "photo.png", "-e", "make it red", "--model", "lite", "--with", "history=full",
                                "--json",
                                "--trace", "trace.jsonl",
                            ],
                            environment: ["COMETAPI_KEY": Self.secret, "COMETAPI_BASE_URL": server.base])
                    }
                    await server.stop()
                    try expectNothing(in: place, run, "\(name), \(echo)")
                }
            }
        }

        private func onAnotherThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws
            -> Value
        {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
            }
        }

        private func expectNothing(in place: Workplace, _ run: ProgramRun, _ name: String) throws {
            #expect(!KeyEcho.holds(run.output + run.talk, of: Self.secret), "\(name): \(run.talk)")
            let files = FileManager.default.enumerator(at: place.url, includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init() {
                guard let data = try? Data(contentsOf: file) else { continue }
                let text = String(decoding: data, as: UTF8.self)
                #expect(!KeyEcho.holds(text, of: Self.secret), "\(name): \(file.lastPathComponent)")
            }
        }
    }
}
