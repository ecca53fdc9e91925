import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// A part that was found and is in doubt travels with the refusal, and is taken where the instruction says so.
struct DoubtTests {
    private func reply(
        _ instruction: String, on photograph: Photograph = .cameraman
    ) async throws -> Reply {
        let picture = try Picture(inspecting: SamplePictures.photograph(photograph.rawValue))
        return try await BuiltInModel.knowing.edit(
            TurnRequest(instruction: instruction, picture: picture), progress: { _ in })
    }

    private func doubt(_ instruction: String, on photograph: Photograph = .cameraman) async throws -> Doubt? {
        do {
            _ = try await reply(instruction, on: photograph)
            return nil
        } catch ModelFailure.declined(.doubted(let doubt)) {
            return doubt
        } catch is ModelFailure {
            return nil
        }
    }

    @Test("What was found and may go on where no edge shows comes with the refusal, in the words of the refusal")
    func offered() async throws {
        let doubt = try #require(try await doubt("make the clothes blue"))
        #expect(doubt.part == "clothes" && doubt.acceptance == "taking the clothes as found")
        #expect(doubt.what == "of the clothes: no edge shows where it ends")
        #expect(doubt.advice?.contains("/region") == true)
        #expect(doubt.declined == .unsure(doubt.what, advice: doubt.advice))
        let box = try #require(doubt.found.bounds)
        #expect(box.height > doubt.found.height / 3 && box.area < doubt.found.width * doubt.found.height / 2)
    }

    @Test("An instruction that takes it as found is carried out on it, and says so", arguments: ["make", "lighten"])
    func taken(verb: String) async throws {
        let edit = verb == "make" ? "make the clothes blue" : "lighten the clothes"
        let doubt = try #require(try await doubt(edit))
        let selection = try #require(try await reply("\(edit), \(doubt.acceptance)").selection)
        #expect(selection.what == "clothes of 1 person")
        #expect(selection.note?.contains("taken as found, though no edge shows where it ends") == true)
    }

    @Test("Another part that is in doubt is not taken with it")
    func eachAlone() async throws {
        await #expect {
            _ = try await reply("make the clothes blue and the hair red, taking the clothes as found")
        } throws: {
            guard case ModelFailure.declined(.doubted(let doubt)) = $0 else { return false }
            return doubt.part == "hair"
        }
    }

    @Test("What passes is the same, whatever is said of what would not")
    func passes() async throws {
        let plain = try await reply("make the suit blue", on: .astronaut)
        let taking = try await reply("make the suit blue, taking the suit as found", on: .astronaut)
        #expect(plain.imageData == taking.imageData && plain.selection == taking.selection)
    }

    @Test("In a picture that an edit before has moved nothing could be shown: it is declined as it is")
    func moved() async throws {
        await #expect {
            _ = try await reply("flip it and make the clothes blue")
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, _)) = $0 else { return false }
            return what == "of the clothes: no edge shows where it ends"
        }
    }

    @Test("Of two parts that are called the same the answer would be said of both: it is declined as it is")
    func twoOfAName() {
        let doubt = Doubt(
            what: "of the hair", advice: nil, part: "hair", acceptance: "taking the hair as found",
            found: PixelMask(width: 1, height: 1, values: [255]))
        let left = LocalEdit.recolour(.hair(of: .left), to: .red)
        #expect([left].asking(.doubted(doubt), at: 0) == .doubted(doubt))
        #expect(
            [left, .tone(.brighter, strength: .normal, on: .hair(of: .left))].asking(.doubted(doubt), at: 0)
                == .doubted(doubt))
        #expect([left, .recolour(.hair(of: .right), to: .green)].asking(.doubted(doubt), at: 0) == doubt.declined)
    }

    @Test("A name for a region is refused with the plain words: nothing could be said after it")
    func region() async throws {
        let picture = try Picture(inspecting: SamplePictures.photograph(Photograph.cameraman.rawValue))
        await #expect {
            _ = try await BuiltInModel.knowing.selection(of: "clothes", in: picture)
        } throws: {
            guard case ModelFailure.declined(.unsure) = $0 else { return false }
            return true
        }
    }

    // MARK: What is offered

    private func inDoubt(_ reason: PartMissing, _ evidence: PartInDoubt.Evidence) -> PartInDoubt {
        PartInDoubt(reason, evidence, found: Bitmap(width: 2, height: 2) { $0 == 0 })
    }

    private let usual = PartInDoubt.Evidence(edgeWithoutStep: 0.15, ofFace: 0.01, ofPeople: 0.4, ofPicture: 0.2)

    @Test(
        "Offered is what was found and is in doubt at its end",
        arguments: [PartMissing.endsUnclear, .joinsClothes])
    func doubtful(reason: PartMissing) { #expect(inDoubt(reason, usual).found != nil) }

    @Test(
        "Never offered is what was not found, or is something else",
        arguments: [
            PartMissing.faceTooSmall, .noHair, .tooLittleHair, .hairLikeSkin, .tooLittleClothing, .notThatColour("red"),
            .cutOtherwise("it opens"), .maybeHat,
        ])
    func absent(reason: PartMissing) { #expect(inDoubt(reason, usual).found == nil) }

    @Test(
        "Never offered is the face, all of somebody, most of the picture, or what ends at no edge anywhere",
        arguments: [
            PartInDoubt.Evidence(edgeWithoutStep: 0.1, ofFace: 0.5, ofPeople: 0.4, ofPicture: 0.2),
            PartInDoubt.Evidence(edgeWithoutStep: 0.1, ofFace: 0, ofPeople: 0.95, ofPicture: 0.4),
            PartInDoubt.Evidence(edgeWithoutStep: 0.1, ofFace: 0, ofPeople: 0.6, ofPicture: 0.75),
            PartInDoubt.Evidence(edgeWithoutStep: 0.8, ofFace: 0, ofPeople: 0.4, ofPicture: 0.2),
        ])
    func nonsense(evidence: PartInDoubt.Evidence) { #expect(inDoubt(.endsUnclear, evidence).found == nil) }

    @Test("What a search by more colours found is offered instead, unless clothes are in it")
    func searchedAgain() {
        let first = inDoubt(.endsUnclear, usual)
        let more = Bitmap(width: 2, height: 2) { $0 < 2 }
        let again = first.searchedAgain(PartInDoubt(.endsUnclear, usual, found: more))
        #expect(again.found?.area == 2 && again.reason == .endsUnclear)
        let clothes = first.searchedAgain(PartInDoubt(.joinsClothes, usual, found: more))
        #expect(clothes.found?.area == 1 && clothes.reason == .joinsClothes)
        let skin = first.searchedAgain(PartInDoubt(.hairLikeSkin, usual, found: more))
        #expect(skin.found?.area == 1 && skin.reason == .endsUnclear)
    }
}
