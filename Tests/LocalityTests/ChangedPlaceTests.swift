import Foundation
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

@Suite struct ChangedPlaceTests {
    /// A large disc and a small one far from it.
    private func twoPlaces() throws -> EditedPhotograph {
        let prior = try Picture(inspecting: SamplePictures.photograph("raccoon.jpg")).pixels()
        var ideal = prior
        let (width, height) = (prior.width, prior.height)
        for (cx, cy, radius) in [(width / 4, height / 3, height / 6), (width * 7 / 8, height * 5 / 6, height / 40)] {
            for y in 0..<height {
                for x in 0..<width where (x - cx) * (x - cx) + (y - cy) * (y - cy) < radius * radius {
                    for c in 0..<3 { ideal.bytes[(y * width + x) * ideal.channels + c] = c == 0 ? 230 : 30 }
                }
            }
        }
        let frame = Frame(fitting: PixelSize(width: width, height: height), into: EditedPhotograph.sizes)
        let answer = try Rerendering(level: .chat, seed: 2).applied(to: frame.applied(to: ideal))
        return EditedPhotograph(
            prior: prior, ideal: ideal, received: try Picture(inspecting: answer).pixels(), frame: frame)
    }

    @Test("Places are told apart, the largest first, and a small one far away is pointed out")
    func places() throws {
        let edited = try twoPlaces()
        let report = try edited.locked().report
        let places = try #require(report.places)
        #expect(places.count == 2)
        #expect(report.components == 2)
        #expect(places[0].share > places[1].share)
        #expect(!places[0].isFar && places[1].isFar)
        #expect(places[1].box.x > edited.prior.width / 2)
        #expect(abs(places[0].share + places[1].share - report.changed) < 0.002)
    }

    @Test("A strip along the border, far from the edit, is none: a picture that came back smaller shows more there")
    func strip() throws {
        var edited = try twoPlaces()
        var received = edited.received
        for y in (received.height * 3 / 5)..<(received.height * 4 / 5) {
            for x in (received.width * 99 / 100)..<received.width {
                for c in 0..<3 { received.bytes[(y * received.width + x) * received.channels + c] = 20 }
            }
        }
        edited = EditedPhotograph(
            prior: edited.prior, ideal: edited.ideal, received: received, frame: edited.frame)
        let auto = try edited.locked()
        let loose = try edited.locked(LockSetting(mode: .loose))
        let right = edited.prior.width - 1
        #expect(auto.report.places?.contains { $0.box.maxX > right && $0.box.width < 40 } == false)
        #expect(loose.report.places?.contains { $0.box.maxX > right && $0.box.width < 40 } == true)
    }

    @Test("A dropped place becomes bit for bit as it was, and the other stays as it is")
    func dropped() throws {
        let edited = try twoPlaces()
        let all = try edited.locked()
        let places = try #require(all.report.places)
        for (index, other) in [(0, 1), (1, 0)] {
            let kept = try edited.locked(LockSetting(dropped: [places[index].box]))
            #expect(kept.isLocked)
            #expect(kept.report.places?.count == 1)
            for (box, expected) in [(places[index].box, edited.prior), (places[other].box, all.picture)] {
                for y in box.y..<box.maxY {
                    let row = (y * edited.prior.width + box.x) * edited.prior.channels
                    let range = row..<(row + box.width * edited.prior.channels)
                    if kept.picture.bytes[range] != expected.bytes[range] {
                        // The membrane's ring is the same; the grain of the other place is, too.
                        let off = zip(kept.picture.bytes[range], expected.bytes[range]).map { abs(Int($0) - Int($1)) }
                        #expect(expected == all.picture && off.max()! <= 2)
                    }
                }
            }
        }
        #expect(try edited.locked(LockSetting(dropsSmall: true)).report.places?.count == 1)
    }

    @Test("Letters go on after Z, and lead back")
    func letters() {
        for (index, letter) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")] {
            #expect(ChangedPlace.letter(index) == letter)
            #expect(ChangedPlace.index(of: letter.lowercased()) == index)
        }
        for text in ["", "1", "A1", "ABC", "ä"] { #expect(ChangedPlace.index(of: text) == nil) }
    }

    @Test("A setting of an older version reads as it did")
    func older() throws {
        let text = #"{"mode":"loose","grow":4,"protect":[]}"#
        #expect(
            try JSONDecoder().decode(LockSetting.self, from: Data(text.utf8)) == LockSetting(mode: .loose, grow: 4))
    }
}
