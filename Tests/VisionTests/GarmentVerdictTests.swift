import Testing
import Vision

/// What a network's view of a person makes of a mask of a garment.
struct GarmentVerdictTests {
    /// A sweater as it is seen when a mask of it is right.
    private let right = GarmentVerdict(cloth: 0.88, left: 0.05, leak: 0.01, skin: 0.04, hair: 0.03, other: 0.05)

    private func changed(_ change: (inout GarmentVerdict) -> Void) -> GarmentVerdict {
        var verdict = right
        change(&verdict)
        return verdict
    }

    @Test("A mask that agrees with what is seen may go, and is all of the garment")
    func agrees() {
        #expect(!right.isAgainst)
        #expect(right.isAll)
        #expect(right.isOfAll)
    }

    @Test(
        "A lectern, a table or a seat in the mask, or hardly any cloth, speak against it",
        arguments: [
            (Float(0.73), Float(0.078)), (0.69, 0.142), (0.64, 0.071), (0.32, 0.0),
        ])
    func contradicts(cloth: Float, leak: Float) {
        #expect(changed { ($0.cloth, $0.leak) = (cloth, leak) }.isAgainst)
    }

    @Test(
        "A mask of a dark coat that goes on in a beanie of its colour is wrong, however it was found",
        arguments: [(Float(0), false), (0.01, false), (0.035, true)])
    func hat(share: Float, isWrong: Bool) {
        let mask = changed { $0.hat = share }
        #expect(mask.isOnHat == isWrong)
        #expect(mask.isAgainst == isWrong)
        #expect(mask.isOfAll == !isWrong)
    }

    @Test(
        "Where it sees cloth neither in the mask nor beside it, it says nothing; where that is beside, the mask is wrong"
    )
    func blind() {
        let blind = changed { ($0.cloth, $0.left, $0.leak) = (0.1, 0, 0.87) }
        #expect(!blind.isAgainst)
        #expect(changed { ($0.cloth, $0.left, $0.leak) = (0.1, 0.6, 0.8) }.isAgainst)
    }

    @Test("A shoulder or a collar in other light that was left out is looked for, and does not speak against the rest")
    func leftOut() {
        let faults = [changed { $0.left = 0.18 }, changed { $0.left = 0.29 }]
        for fault in faults {
            #expect(!fault.isAll)
            #expect(!fault.isAgainst)
        }
    }

    @Test("What was cut out by what is seen has to be cloth, all of it, without neck, hands and hair")
    func cut() {
        let faults = [
            changed { $0.cloth = 0.55 }, changed { $0.left = 0.29 }, changed { $0.leak = 0.04 },
            changed { $0.skin = 0.32 },
            changed { $0.bare = 0.06 }, changed { $0.doubtful = 0.5 }, changed { $0.hair = 0.25 },
        ]
        for fault in faults { #expect(!fault.isOfAll) }
    }

    @Test("Of little cloth at a picture's foot much is skin a little, along the neckline, and no place is skin")
    func neckline() {
        #expect(changed { ($0.cloth, $0.skin, $0.bare) = (0.67, 0.26, 0.02) }.isOfAll)
    }

    @Test(
        "What colours find is taken where what is seen gives nearly the same, not where a sleeve or a lapel more is in one",
        arguments: [
            (9, true), (12, false), (7, false),
        ])
    func agreement(rows: Int, isSame: Bool) {
        let found = Bitmap(width: 10, height: 14) { $0 < 90 && $0 % 10 != 9 }
        let seen = Bitmap(width: 10, height: 14) { $0 < 10 * rows && $0 % 10 != 9 }
        #expect(GarmentVerdict.isSame(found, seen) == isSame)
    }

    /// White, black, blue, and which of them one would call the same.
    private let families = [[0], [1], [2]]

    @Test("A jacket beside a shirt and a tie on one are two garments; stripes and a print all over are one")
    func garments() {
        let (shirt, jacket) = ([Float](arrayLiteral: 300, 10, 0), [Float](arrayLiteral: 5, 400, 0))
        #expect(!GarmentColours.areAlike([shirt, jacket, jacket], families: families))
        #expect(!GarmentColours.areAlike([shirt, jacket, shirt], families: families))
        #expect(!GarmentColours.areAlike([[40, 0, 260], shirt, shirt], families: families))
        let stripes = [Float](arrayLiteral: 200, 0, 180)
        #expect(GarmentColours.areAlike([stripes, [150, 0, 230], stripes], families: families))
    }

    @Test("One side in the shade of an arm, or with a print of its own, is of one garment; two are an open jacket's")
    func oneSide() {
        let (plain, shaded) = ([Float](arrayLiteral: 300, 10, 0), [Float](arrayLiteral: 140, 160, 0))
        #expect(GarmentColours.areAlike([plain, shaded, plain], families: families))
        #expect(!GarmentColours.areAlike([plain, shaded, shaded], families: families))
    }

    @Test(
        "A jersey with a panel on one side that the middle shares is one garment; so is one with a narrow collar of its own"
    )
    func jersey() {
        let (plain, panel) = ([Float](arrayLiteral: 300, 10, 0), [Float](arrayLiteral: 170, 160, 0))
        #expect(GarmentColours.areAlike([panel, plain, panel], families: families))
        #expect(!GarmentColours.areAlike([panel, plain, plain], families: families))
        #expect(GarmentColours.areAlike([plain, plain, plain, [92, 0, 58]], families: families))
    }

    @Test("A collar of another colour under both sides is worn beneath")
    func collar() {
        let jacket = [Float](arrayLiteral: 400, 10, 0)
        #expect(GarmentColours.showsCollarBeneath([jacket, jacket, jacket, [60, 0, 90]], families: families))
        #expect(!GarmentColours.showsCollarBeneath([jacket, jacket, jacket, [110, 0, 40]], families: families))
        #expect(!GarmentColours.showsCollarBeneath([jacket, jacket, jacket], families: families))
    }

    @Test(
        "What shows at the neck in a colour that neither side has is worn beneath, though the rest of the chest is in the jacket's"
    )
    func beneath() {
        let jacket = [Float](arrayLiteral: 400, 10, 0)
        #expect(!GarmentColours.areAlike([jacket, jacket, jacket, [60, 0, 90]], families: families))
        #expect(GarmentColours.areAlike([jacket, jacket, jacket, [110, 0, 40]], families: families))
        #expect(GarmentColours.areAlike([jacket, jacket, [300, 0, 100], [60, 0, 90]], families: families))
    }

    @Test("Of a side that is hardly in the picture nothing is concluded")
    func unseen() {
        let shirt = [Float](arrayLiteral: 300, 10, 0)
        #expect(GarmentColours.areAlike([shirt, [0, 12, 0], shirt], families: families))
    }
}
