import Foundation
import Locality
import Pictures
import Simulator
import Testing

@Suite struct LockSettingTests {
    @Test("Tight takes over less than auto, loose more")
    func tightAndLoose() throws {
        let edited = try EditedPhotograph("coffee.png", .recolour, seed: 11)
        let changed = try [LockSetting.Mode.tight, .auto, .loose].map {
            try edited.locked(LockSetting(mode: $0)).report.changed
        }
        #expect(changed[0] < changed[1])
        #expect(changed[1] < changed[2])
    }

    @Test("Growing widens the changed area on all sides")
    func grow() throws {
        let edited = try EditedPhotograph("coffee.png", .spot, seed: 8)
        let plain = try #require(try edited.locked().report.box)
        let grown = try #require(try edited.locked(LockSetting(grow: 10)).report.box)
        let shrunk = try #require(try edited.locked(LockSetting(grow: -3)).report.box)
        #expect(grown.width == plain.width + 20)
        #expect(shrunk.width == plain.width - 6)
    }

    @Test("In a protected box the prior stays")
    func protect() throws {
        let edited = try EditedPhotograph("coffee.png", .recolour, seed: 11)
        let box = try #require(try edited.locked().report.box)
        let half = Rectangle(x: box.x, y: box.y, width: box.width / 2, height: box.height)
        let kept = try edited.locked(LockSetting(protect: [half]))
        for y in half.y..<half.maxY {
            for x in half.x..<half.maxX {
                let i = y * edited.prior.width + x
                #expect(kept.picture.pixel(i) == edited.prior.pixel(i))
            }
        }
        #expect(kept.report.changed > 0)
    }

    @Test("On locks even where more than half changed")
    func on() throws {
        let edited = try EditedPhotograph("coffee.png", .night, seed: 4)
        #expect(try !edited.locked().isLocked)
        let kept = try edited.locked(LockSetting(mode: .on))
        #expect(kept.isLocked || kept.report.aside == .nothingLocal)
    }

    @Test("A selection of the edited object helps to find a subtle recolour")
    func hint() throws {
        var (plain, hinted) = (0.0, 0.0)
        for (name, seed) in [("coffee.png", 31), ("astronaut.png", 32), ("chelsea.png", 33)] as [(String, UInt64)] {
            let edited = try EditedPhotograph(name, .subtle, seed: seed)
            let hint = try EditTruth(edited.prior, edited.ideal).hint(
                width: edited.prior.width, height: edited.prior.height)
            plain += try edited.quality(edited.locked()).recall
            hinted += try edited.quality(edited.locked(hint: hint)).recall
        }
        #expect(hinted >= plain)
        #expect(hinted > 2.7)
    }

    @Test("Settings are written as words")
    func coding() throws {
        let setting = LockSetting(
            mode: .loose, grow: 3, protect: [Rectangle(x: 1, y: 2, width: 3, height: 4)])
        let data = try JSONEncoder().encode(setting)
        #expect(String(decoding: data, as: UTF8.self).contains("\"loose\""))
        #expect(try JSONDecoder().decode(LockSetting.self, from: data) == setting)
    }
}
