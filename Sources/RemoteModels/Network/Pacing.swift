/// The clock, the patience and the chance that repeated requests go by.
package struct Pacing: Sendable {
    /// Seconds on a clock that never goes back.
    package var now: @Sendable () -> Double
    package var sleep: @Sendable (Double) async throws -> Void
    /// 0..<1.
    package var chance: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async throws -> Void,
        chance: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.chance = chance
    }

    package static let real: Pacing = {
        let start = ContinuousClock.now
        return Pacing(
            now: { (ContinuousClock.now - start) / .seconds(1) },
            sleep: { try await Task.sleep(for: .seconds($0)) },
            chance: { Double.random(in: 0..<1) })
    }()
}
