import Testing
import Vision

/// What a network's view of a head makes of a mask of its hair.
struct HairVerdictTests {
    /// Hair as it is seen when a mask of it is right.
    private let right = HairVerdict(
        hair: 0.8, covered: 0.8, left: 0.05, leak: 0.01, hat: 0.02, cloth: 0.05, skin: 0.08, other: 0.05, unsure: 0.4)

    private func changed(_ change: (inout HairVerdict) -> Void) -> HairVerdict {
        var verdict = right
        change(&verdict)
        return verdict
    }

    @Test("A mask that agrees with what is seen may go, whatever the colours leave in doubt")
    func agrees() {
        for doubt in [PartMissing.endsUnclear, .hairLikeSkin, .maybeHat] { #expect(right.isFor(doubt)) }
        #expect(!right.isFor(.joinsClothes))
        #expect(!right.isAgainst)
    }

    @Test("A crown without its long hair, a dress, a cap or a forehead in the mask don't agree")
    func disagrees() {
        let faults = [
            changed {
                $0.left = 0.12
                $0.hair = 0.75
            }, changed { $0.leak = 0.06 }, changed { $0.covered = 0.4 }, changed { $0.cloth = 0.28 },
            changed { $0.hat = 0.28 },
            changed { $0.skin = 0.14 }, changed { $0.hair = 0.4 },
        ]
        for fault in faults {
            #expect(!fault.isFor(.endsUnclear))
            #expect(!fault.isAgainst)
        }
    }

    @Test("What may be a hat has to be seen as hair more surely")
    func hats() {
        let beanie = changed { ($0.hair, $0.covered, $0.skin, $0.hat) = (0.6, 0.47, 0.1, 0.06) }
        #expect(beanie.isFor(.endsUnclear))
        #expect(!beanie.isFor(.maybeHat))
    }

    @Test(
        "Hardly any hair, a hat, clothes, background, or much hair outside speak against a mask that the colours let go"
    )
    func contradicts() {
        let faults = [
            changed { $0.hair = 0.2 }, changed { $0.hat = 0.8 }, changed { $0.cloth = 0.45 },
            changed { $0.other = 0.25 },
            changed { $0.left = 0.6 }, changed { ($0.left, $0.leak) = (0.12, 0.053) },
        ]
        for fault in faults { #expect(fault.isAgainst) }
    }

    @Test("Of a mask that is of its own sight alone the network has to be sure")
    func sure() {
        #expect(right.isSure(of: .endsUnclear))
        #expect(right.isSure(of: .maybeHat))
        let faults = [
            changed { $0.hair = 0.66 }, changed { $0.unsure = 0.82 }, changed { $0.covered = 0.45 },
            changed { $0.hat = 0.16 },
            changed { $0.left = 0.07 }, changed { $0.leak = 0.04 }, changed { $0.cloth = 0.2 },
            changed { $0.skin = 0.25 },
        ]
        for fault in faults { #expect(!fault.isSure(of: .endsUnclear)) }
        let cap = changed { ($0.hair, $0.hat) = (0.72, 0.12) }
        #expect(cap.isSure(of: .endsUnclear))
        #expect(!cap.isSure(of: .maybeHat))
    }

    @Test("What covers a head is told from short hair by what is seen, whatever its edge looks like")
    func hatOrNot() {
        for hat: Float in [0.54, 0.57, 0.85] { #expect(changed { $0.hat = hat }.mayBeHat) }
        for hat: Float in [0, 0.035] { #expect(!changed { $0.hat = hat }.mayBeHat) }
    }
}
