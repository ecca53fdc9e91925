import Dispatch
import Foundation
import Locality
import Pictures
import Simulator

/// What the lock finds and what it leaves alone, on re-rendered edits whose truth is known.
enum LockBenchmark {
    static func run(_ arguments: [String]) async throws {
        let photographs = try Photograph.all()
        let levels = DriftLevel.allCases.filter { arguments.contains($0.rawValue) }
        let dump = arguments.firstIndex(of: "dump").flatMap {
            arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil
        }
        let shift =
            arguments.firstIndex(of: "seeds").flatMap {
                arguments.indices.contains($0 + 1) ? UInt64(arguments[$0 + 1]) : nil
            } ?? 0
        let only = photographs.map(\.name).filter { arguments.contains($0) }
        if arguments.contains("time") { return try await LockTimes.run(photographs[0]) }
        if arguments.contains("chains") { return try LockChains.run(photographs, shift: shift, folder: dump) }
        if arguments.contains("whole") { return try whole(photographs, shift: shift) }
        if arguments.contains("named") { return try await LockHints.run() }
        if arguments.contains("region") { return try RegionBenchmark.run(photographs) }
        for level in levels.isEmpty ? [.typical] : levels {
            try local(
                photographs, level, shift: shift, hinted: arguments.contains("hint"), dump: dump, only: only,
                kinds: ([.bold] + KnownEdit.local).filter { arguments.contains($0.rawValue) },
                padded: !arguments.contains("unpadded"))
        }
    }

    /// Runs pieces of work on two threads and keeps their order.
    static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ body: @escaping @Sendable (Input) throws -> Output
    ) throws -> [Output] {
        let results = Results<Output>(count: inputs.count)
        DispatchQueue.concurrentPerform(iterations: min(2, inputs.count)) { lane in
            for index in stride(from: lane, to: inputs.count, by: 2) {
                results.set(index, Result { try body(inputs[index]) })
            }
        }
        return try results.all()
    }

    private static func local(
        _ photographs: [Photograph], _ level: DriftLevel, shift: UInt64, hinted: Bool, dump: String?, only: [String],
        kinds: [KnownEdit], padded: Bool
    ) throws {
        struct Plan: Sendable {
            var photograph: Int
            var edit: KnownEdit
            var seed: UInt64
        }
        let plans = photographs.indices.filter { only.isEmpty || only.contains(photographs[$0].name) }.flatMap { p in
            (KnownEdit.local + [.bold]).enumerated().filter {
                kinds.isEmpty ? $0.element != .bold : kinds.contains($0.element)
            }.map {
                Plan(photograph: p, edit: $1, seed: 100_000 * shift + UInt64(1000 * (p + 1) + $0))
            }
        }
        let cases = try map(plans) { plan -> LockCase in
            let others = photographs.indices.filter { $0 != plan.photograph }.map { photographs[$0].pixels }
            let photograph = photographs[plan.photograph]
            let (result, outcome) = try LockCase.run(
                photograph, plan.edit, level, seed: plan.seed, donors: others, hinted: hinted, padded: padded)
            if let dump {
                let folder = URL(fileURLWithPath: dump)
                let name = "\(photograph.name)-\(plan.edit.rawValue)"
                for (kind, pixels) in [
                    ("prior", photograph.pixels), ("ideal", outcome.ideal), ("received", outcome.received),
                    ("kept", outcome.kept.picture),
                ] {
                    try pixels.encoded(as: .png).write(to: folder.appendingPathComponent("\(name)-\(kind).png"))
                }
            }
            return result
        }
        // An edit that nobody sees can't be found.
        let seen = cases.filter { $0.visible >= 0.0002 }
        print(
            "\n\(level.rawValue)\(hinted ? ", with a hint" : "")\(padded ? "" : ", without padding"): \(seen.count) edits of \(photographs.count) photographs"
        )
        print("edit          n   recall mean     worst   far exact mean     worst   exact   aside  ms")
        for edit in KnownEdit.local + [.bold] { row(edit.rawValue, seen.filter { $0.edit == edit }) }
        row("salient", seen.filter { $0.edit != .subtle })
        let salient = seen.filter { $0.edit != .subtle }
        let good = salient.count { $0.recall >= 0.99 }
        print(
            "recall of at least 99 % in \(percent(Double(good) / Double(max(1, salient.count)))) of the salient cases")
        print("the worst:")
        for one in salient.sorted(by: { $0.recall < $1.recall }).prefix(8) { print("  " + describe(one)) }
        for one in salient.filter({ $0.aside == nil }).sorted(by: { $0.farExact < $1.farExact }).prefix(6) {
            print("  " + describe(one))
        }
        for one in seen.filter({ $0.edit == .subtle }) { print("  " + describe(one)) }
    }

    /// Changes of the whole picture, and a model that changed nothing.
    private static func whole(_ photographs: [Photograph], shift: UInt64) throws {
        let plans = KnownEdit.whole.flatMap { edit in [0, 3, 8, 9].map { (edit, $0) } }
        let cases = try map(plans) { plan -> LockCase in
            let others = photographs.indices.filter { $0 != plan.1 }.map { photographs[$0].pixels }
            return try LockCase.run(
                photographs[plan.1], plan.0, .typical, seed: 100_000 * shift + UInt64(40 + plan.1), donors: others
            ).0
        }
        print("\nwhole-picture changes: \(cases.count { $0.aside != nil }) of \(cases.count) stood aside")
        for one in cases {
            print("  \(one.photograph)/\(one.edit.rawValue): \(one.aside?.rawValue ?? "locked, \(one.report.changed)")")
        }
        let still = try map(Array(photographs.indices)) { index -> ChangeReport in
            let prior = photographs[index].pixels
            let frame = Frame(fitting: PixelSize(width: prior.width, height: prior.height), into: Photograph.sizes)
            let data = try Rerendering(level: .typical, seed: 100_000 * shift + UInt64(90 + index)).applied(
                to: frame.applied(to: prior))
            return try Lock(threads: 1).keep(
                prior: prior, received: Picture(inspecting: data).pixels(), frame: frame
            ).report
        }
        print("nothing edited: \(still.count { $0.aside == .nothingLocal }) of \(still.count) found nothing;")
        print(
            "  else taken: "
                + still.filter { $0.aside == nil }.map { "\(percent($0.changed)) on rung \($0.rung ?? -1)" }.joined(
                    separator: ", "))
    }

    private static func describe(_ one: LockCase) -> String {
        let drift = one.report.drift
        return String(
            format: "%@/%@: recall %.4f, far exact %.4f, visible %.2f %%, rung %@, aside %@, residual %.4f flow %.2f",
            one.photograph, one.edit.rawValue, one.recall, one.farExact, one.visible * 100,
            one.report.rung.map(String.init) ?? "-", one.aside?.rawValue ?? "-", drift?.colourResidual ?? 0,
            drift?.flow ?? 0)
    }

    private static func row(_ name: String, _ cases: [LockCase]) {
        guard !cases.isEmpty else { return }
        let locked = cases.filter { $0.aside == nil }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        let recall = cases.map(\.recall)
        let far = locked.map(\.farExact)
        print(
            String(
                format: "%-12@ %3d   %9.4f %11.4f   %11.5f %12.5f  %.4f   %3d  %4.0f",
                name.padding(toLength: 12, withPad: " ", startingAt: 0) as NSString, cases.count, mean(recall),
                recall.min() ?? 0, mean(far), far.min() ?? 0, mean(locked.map(\.exact)), cases.count - locked.count,
                mean(cases.map(\.milliseconds))))
    }

    static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}

/// Results of several threads, each in its own place.
private final class Results<Output: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Result<Output, any Error>?]

    init(count: Int) {
        values = Array(repeating: nil, count: count)
    }

    func set(_ index: Int, _ value: Result<Output, any Error>) {
        lock.withLock { values[index] = value }
    }

    func all() throws -> [Output] {
        try lock.withLock { try values.compactMap { try $0?.get() } }
    }
}
