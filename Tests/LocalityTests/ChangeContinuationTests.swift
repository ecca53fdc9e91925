import Foundation
import Locality
import Pictures
import Simulator
import Testing

/// Edits of which only the clearest parts stand out from a dark, busy ground.
@Suite struct ChangeContinuationTests {
    private func moss(_ edit: KnownEdit, seed: UInt64) throws -> EditedPhotograph {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Benchmarks/Photographs")
        let prior = try Picture(inspecting: Data(contentsOf: folder.appendingPathComponent("moss.jpg"))).pixels()
        let ideal = try edit.applied(to: prior, donors: [], seed: seed)
        let frame = Frame(fitting: PixelSize(width: prior.width, height: prior.height), into: EditedPhotograph.sizes)
        let answer = try Rerendering(level: .typical, seed: seed &* 977 &+ 13).applied(to: frame.applied(to: ideal))
        return EditedPhotograph(
            prior: prior, ideal: ideal, received: try Picture(inspecting: answer).pixels(), frame: frame)
    }

    @Test(
        "The faint rest of a darkened ground is taken with what was found of it, and no more",
        arguments: [(KnownEdit.darken, 8005), (.darken, 108_005), (.shadow, 108_007)] as [(KnownEdit, UInt64)])
    func rest(edit: KnownEdit, seed: UInt64) throws {
        let edited = try moss(edit, seed: seed)
        let kept = try edited.locked()
        let quality = try edited.quality(kept)
        #expect(quality.recall >= 0.93)
        #expect(quality.farExact >= 0.998)
    }

    @Test("One thread and several continue an edit to the same bytes")
    func deterministic() throws {
        let edited = try moss(.darken, seed: 8005)
        let first = try edited.locked(lock: Lock(threads: 1))
        for threads in [2, 3] {
            let next = try edited.locked(lock: Lock(threads: threads))
            #expect(next.picture == first.picture)
            #expect(next.mask == first.mask)
            #expect(next.report == first.report)
        }
    }

    @Test("A tight lock continues an edit less far than a loose one")
    func settings() throws {
        let edited = try moss(.darken, seed: 8005)
        let tight = try edited.locked(LockSetting(mode: .tight)).report.changed
        let loose = try edited.locked(LockSetting(mode: .loose)).report.changed
        #expect(tight < loose)
    }
}
