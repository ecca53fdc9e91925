import Foundation
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

/// A short version of what `benchmarks lock` measures.
@Suite struct LockQualityTests {
    @Test("Salient edits are found, and what is far from them stays bit for bit")
    func goals() throws {
        var recalls: [Double] = []
        var exact: [Double] = []
        for (index, name) in ["coffee.png", "raccoon.jpg", "astronaut.png"].enumerated() {
            for edit in [KnownEdit.recolour, .insert, .text, .spot] {
                let edited = try EditedPhotograph(name, edit, seed: UInt64(500 + index))
                let kept = try edited.locked()
                #expect(kept.isLocked, "\(name) \(edit)")
                let quality = try edited.quality(kept)
                recalls.append(quality.recall)
                exact.append(quality.farExact)
            }
        }
        #expect(recalls.reduce(0, +) / Double(recalls.count) >= 0.995)
        #expect(try #require(recalls.min()) >= 0.95)
        #expect(exact.reduce(0, +) / Double(exact.count) >= 0.998)
        #expect(try #require(exact.min()) >= 0.985)
    }

    @Test("A subtle recolour of most of what has a colour is found where a hint expects it")
    func hinted() throws {
        let prior = try Picture(inspecting: SamplePictures.photograph("astronaut.png")).pixels()
        var suit = PixelMask(width: 512, height: 512, values: [UInt8](repeating: 0, count: 512 * 512))
        for y in 300..<500 { for x in 40..<280 { suit.values[y * 512 + x] = 255 } }
        for seed in UInt64(1)...3 {
            let ideal = KnownEdit.subtle(prior, within: suit, seed: seed)
            let frame = Frame(
                fitting: PixelSize(width: prior.width, height: prior.height), into: EditedPhotograph.sizes)
            let answer = try Rerendering(level: .typical, seed: seed).applied(to: frame.applied(to: ideal))
            let received = try Picture(inspecting: answer).pixels()
            let edited = EditedPhotograph(prior: prior, ideal: ideal, received: received, frame: frame)
            #expect(try edited.quality(edited.locked(hint: suit)).recall >= 0.98)
        }
    }

    @Test("Six turns on each other's results leave the rest as it was")
    func chain() throws {
        let first = try EditedPhotograph("raccoon.jpg", .spot, seed: 70)
        let original = first.prior
        var current = original
        var never = [Bool](repeating: true, count: original.pixelCount)
        for (turn, edit) in [KnownEdit.spot, .text, .insert, .line, .recolour, .spot].enumerated() {
            let ideal = try edit.applied(to: current, donors: [original], seed: UInt64(80 + turn))
            let sent = try first.frame.applied(to: ideal)
            let answer = try Rerendering(level: .typical, seed: UInt64(turn)).applied(to: sent)
            let far = try EditTruth(current, ideal).far(width: original.width, height: original.height, distance: 16)
            for i in never.indices where !far[i] { never[i] = false }
            let kept = try Lock().keep(
                prior: current, received: Picture(inspecting: answer).pixels(), frame: first.frame)
            #expect(kept.isLocked)
            current = kept.picture
        }
        let places = never.indices.filter { never[$0] }
        let same = places.count { original.pixel($0) == current.pixel($0) }
        // Solid parts cost a little of what is far: see the chains in docs/keeping-edits-local.md.
        #expect(Double(same) / Double(places.count) >= 0.99)
    }
}
