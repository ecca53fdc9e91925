import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

struct TransparencyTests {
    @Test(
        "Words that ask for a picture without its ground",
        arguments: [
            "turn it into a sticker", "Remove the background", "make a die-cut Sticker of the cat",
            "with a transparent background", "cut out the background", "get rid of the messy background",
            "make the background transparent", "isolate the shoe, no background", "a clean cutout of the person",
            "cut it out", "isolate the subject", "as a PNG with transparency", "sticker", "sticker of the cat",
            "as a sticker", "sticker style", "make this a sticker", "turn the man on the right into a sticker",
            "make it look like a sticker", "turn her into a cute vinyl sticker with a white border",
            "Please remove the background.", "remove background", "erase the whole background",
            "delete the background completely", "remove the background from this photo",
            "remove the background and add a white outline", "remove the background and make it transparent",
            "brighten the cat and remove the background", "put a hat on the cat and turn it into a sticker",
            "could you cut out the subject?", "cut the dog out", "cut out the man on the right",
            "extract the subject from the background", "save it as a transparent PNG", "without a background",
            "the background should be transparent", "remove the background behind her",
            "remove the bg", "take the background out",
            "Entferne den Hintergrund", "Hintergrund entfernen", "mach den Hintergrund transparent",
            "mit transparentem Hintergrund", "stell die Katze frei", "mach einen Sticker daraus",
            "supprime l’arrière-plan", "enlève le fond", "sur fond transparent", "transforme-le en autocollant",
            "elimina el fondo", "quita el fondo por favor", "con fondo transparente", "conviértelo en una pegatina",
            "背景を削除して", "背景を透明にして", "ステッカーにして",
        ])
    func asking(_ words: String) { #expect(TransparencyWish.isIn(words)) }

    @Test(
        "A long text is soon known to ask for none", .timeLimit(.minutes(1)),
        arguments: ["make it red. ", "the background to ", "a sticker on ", "a"])
    func longTexts(piece: String) {
        #expect(!TransparencyWish.isIn(String(repeating: piece, count: 1_000_000 / piece.utf8.count)))
    }

    @Test(
        "Words that don't",
        arguments: [
            "replace the background with a beach", "make the background red", "blur the background",
            "remove the sign from the wall", "make it black and white", "add a cat to the background",
            "remove the background and put a beach there", "remove the sticker from the laptop",
            "add a sticker on the wall", "remove the background noise from the sky",
            "remove the people from the background", "remove the background people", "delete the background objects",
            "remove the man in the background", "remove the background behind her and replace it with a forest",
            "remove the background, add a beach instead", "remove the background and make it white",
            "cut it out and put it on a beach", "turn it into a sticker and put it on the laptop",
            "put it on a white background", "cut it out on a white background", "make the sticker bigger",
            "turn the sticker into a badge", "put a sticker of a cat on the mug", "make the sticker on the laptop red",
            "peel off the sticker", "make a sticker on the wall", "don't remove the background",
            "cut out the noise", "cut out a hole in the door", "isolate the red colour", "crop out the sign",
            "make the glass transparent", "without background noise", "remove the background blur",
            "swap the background for a transparent glass wall", "remove the background and insert a city at night",
            "add stickers to the suitcase", "remove all stickers", "a beach as the background",
            "Ersetze den Hintergrund durch einen Strand", "Entferne den Hintergrund und füge einen Strand ein",
            "entferne den Sticker vom Laptop", "entferne die Leute im Hintergrund",
            "remplace le fond par une plage", "enlève les gens de l'arrière-plan", "floute le fond",
            "cambia el fondo por una playa", "quita a la gente del fondo", "elimina el fondo y pon una playa",
            "背景の人を消して", "背景を海に変えて", "背景を消して海にして",
        ])
    func notAsking(_ words: String) {
        #expect(!TransparencyWish.isIn(words))
    }

    @Test(
        "The same wish where nobody says what the background is, and as people say it otherwise",
        arguments: [
            "get rid of everything behind the cat", "Get rid of everything behind the cat, please",
            "remove everything behind her", "delete everything around the mug", "remove everything except the cat",
            "erase everything but the dog", "remove everything else", "lose the background", "ditch the background",
            "kill the bg", "knock out the background", "cut it out", "isolate the mug", "no background please",
            "no background at all", "just the cat, nothing else", "only the mug please, nothing else",
            "keep only the cat", "just keep the dog", "leave only the man on the left", "nothing but the cat",
            "I want just the cat and nothing else", "I don't want a background", "make the background disappear",
            "background gone", "background removal", "separate the cat from the background", "cut around the mug",
            "clip out the cat", "put it on transparent",
            "could you get rid of everything behind the woman in this photo?", "take everything behind the cat away",
            "clear everything around it", "get rid of what's behind the cat", "remove whatever is behind her",
            "product cutout", "hide the background", "strip out the background", "I need the mug with no background",
            "wipe the background", "remove everything that's not the cat", "pull the subject out of the background",
            "lift the cat off the background", "brighten the cat and get rid of everything behind it",
            "entferne alles hinter der Katze", "alles hinter der Katze weg", "Mach alles hinter der Katze weg",
            "nur die Katze, sonst nichts", "alles außer der Katze entfernen", "kein Hintergrund",
            "keinen Hintergrund bitte", "Hintergrund raus", "schneide die Katze aus", "Katze ausschneiden",
            "isoliere die Tasse", "stell die Tasse frei", "enlève tout ce qu'il y a derrière le chat",
            "supprime tout derrière le chat", "efface tout sauf le chat", "garde seulement le chat",
            "ne garde que le chat", "juste le chat, rien d'autre", "isole la tasse", "découpe le chat",
            "vire le fond", "pas de fond", "sans arrière-plan", "quita todo lo que hay detrás del gato",
            "elimina todo detrás del gato", "borra todo menos el gato", "deja solo el gato", "solo el gato, nada más",
            "aísla la taza", "recorta el gato", "sin fondo", "猫の後ろを全部消して", "猫の後ろのものを全部消して", "猫だけ残して", "猫以外を消して",
            "背景いらない", "背景なしで", "all except the dog should go, remove everything but her", "remove everything but me",
            "get rid of all the stuff behind the cat", "only show the mug",
        ])
    func meaning(_ words: String) { #expect(TransparencyWish.isIn(words)) }

    @Test(
        "One thing behind another, a part of the picture, or another edit is no such wish",
        arguments: [
            "get rid of the person behind the cat", "remove the car behind her", "remove the clutter behind the cat",
            "remove everything on the table", "remove everything from the table", "just make the cat red",
            "only the cat should be red", "keep only the red parts in colour", "make the cat red, nothing else",
            "just the cat, make it red", "change only the shirt",
            "remove everything behind the cat and put a beach there", "blur everything behind the cat",
            "darken everything behind her", "remove all the people behind the cat",
            "remove everything written on the wall", "don't get rid of everything behind the cat",
            "only the cat in focus", "keep everything behind the cat", "keep only the left half",
            "make everything black and white except the cat", "replace everything behind the cat with a beach",
            "make everything behind the cat white", "get rid of everything behind the cat and make it white",
            "make the jacket red, just the jacket, nothing else", "remove everyone behind the cat",
            "remove all signs behind the cat", "remove everything behind the window",
            "remove the dirt around the mug", "crop everything except the face", "cut around the edges",
            "change nothing but the jacket", "nothing but blue sky", "just brighten the cat, nothing else",
            "just the shirt", "hide the logo", "kill the noise", "wipe the window",
            "get rid of the background people", "get rid of the cable behind the monitor",
            "take the cup off the table", "pull the chair away from the table",
            "entferne die Person hinter der Katze", "mach alles hinter der Katze unscharf",
            "entferne alles hinter der Katze und setz einen Strand ein", "nur die Jacke rot, sonst nichts",
            "entferne den Mann hinter der Katze", "enlève la personne derrière le chat", "garde seulement le rouge",
            "quita a la persona detrás del gato", "recorta la imagen", "quita el coche detrás del gato", "猫の後ろの人を消して",
            "猫の後ろの車を消して", "猫だけ赤くして", "alles außer der Katze schwarzweiß", "floute tout sauf le chat",
            "just red, nothing else", "remove the background people but keep the cat", "keep only the face sharp",
            "leave only one light on", "keep just the outline", "make everything but the cat grey",
            "take everything off the table", "separate the colours", "lift the shadows",
            "free the bird from the cage", "pull the curtains", "clip the highlights", "only show the left half",
            "cut the grass", "cut around 10% off", "alles hinter der Katze unscharf machen", "behalte nur die Farben",
            "recorta la parte de arriba",
        ])
    func meaningSomethingElse(_ words: String) { #expect(!TransparencyWish.isIn(words)) }

    @Test("What is set for the background counts before the words")
    func setBackground() {
        #expect(TransparencyWish.isIn("make it red", TurnSettings(background: "transparent")))
        #expect(!TransparencyWish.isIn("turn it into a sticker", TurnSettings(background: "opaque")))
        #expect(TransparencyWish.isIn("turn it into a sticker", TurnSettings()))
    }

    /// A red disc before squares of two greys, with a white ring in the disc; noise as of JPEG.
    private func board(side: Int, greys: (Int, Int), size: Int = 256, seed: UInt64 = 3) -> PixelBuffer {
        var chance = SeededGenerator(seed: seed)
        var bytes = [UInt8](repeating: 0, count: size * size * 3)
        for y in 0..<size {
            for x in 0..<size {
                let (dx, dy) = (x - size / 2, y - size / 2)
                let distance = dx * dx + dy * dy
                let noise = Int(chance.next() % 7) - 3
                let i = (y * size + x) * 3
                if distance < size * size / 12 {
                    let isRing = distance < size * size / 60
                    let colour = isRing ? [252, 252, 252] : [200, 30, 40]
                    for c in 0..<3 { bytes[i + c] = UInt8(min(255, max(0, colour[c] + noise))) }
                } else {
                    let grey = (x / side + y / side) % 2 == 0 ? greys.0 : greys.1
                    for c in 0..<3 { bytes[i + c] = UInt8(min(255, max(0, grey + noise))) }
                }
            }
        }
        return PixelBuffer(width: size, height: size, channels: 3, bytes: bytes)
    }

    @Test(
        "Painted squares are noticed and taken out, whatever their size and greys",
        arguments: [(8, 204, 255), (13, 190, 240), (20, 102, 153), (32, 255, 230)])
    func chequers(_ side: Int, _ first: Int, _ second: Int) throws {
        let painted = board(side: side, greys: (first, second))
        let found = try #require(Chequerboard(in: painted))
        #expect(abs(found.side - side) <= 2)
        let cut = try #require(found.removed(sparing: nil))
        #expect(cut.hasTransparency)
        func alpha(_ x: Int, _ y: Int) -> UInt8 { cut.bytes[(y * cut.width + x) * 4 + 3] }
        #expect(alpha(2, 2) == 0 && alpha(250, 128) == 0 && alpha(128, 250) == 0)
        #expect(alpha(128, 128) == 255, "the white within the disc stays")
        #expect(alpha(128, 175) == 255)
        let kept = stride(from: 3, to: cut.bytes.count, by: 4).count { cut.bytes[$0] > 127 }
        let disc = 256 * 256 / 12 * Double.pi
        #expect(abs(Double(kept) / disc - 1) < 0.05)
    }

    @Test("Squares within a frame of one colour are found, and the frame goes as well", arguments: [UInt8(255), 20])
    func framed(_ colour: UInt8) throws {
        let inside = board(side: 14, greys: (204, 255))
        let (side, margin) = (296, 20)
        var bytes = [UInt8](repeating: colour, count: side * side * 3)
        for y in 0..<256 {
            for i in 0..<(256 * 3) { bytes[((y + margin) * side + margin) * 3 + i] = inside.bytes[y * 256 * 3 + i] }
        }
        let framed = PixelBuffer(width: side, height: side, channels: 3, bytes: bytes)
        let cut = try #require(Chequerboard(in: framed)?.removed(sparing: nil))
        func alpha(_ x: Int, _ y: Int) -> UInt8 { cut.bytes[(y * side + x) * 4 + 3] }
        #expect(cut.width == side && cut.height == side)
        #expect(alpha(3, 3) == 0 && alpha(30, 30) == 0 && alpha(44, 30) == 0 && alpha(290, 148) == 0)
        #expect(alpha(148, 148) == 255 && alpha(148, 84) == 255)
        #expect(cut.bytes[(84 * side + 148) * 4] > 180, "the disc stays where it was")
    }

    @Test("What is no board of squares is none")
    func noChequers() throws {
        let photograph = try Picture(inspecting: SamplePictures.photograph("coffee.png")).pixels()
        #expect(Chequerboard(in: photograph) == nil)
        #expect(Chequerboard(in: PixelBuffer(width: 200, height: 200, filledWith: [255, 255, 255])) == nil)
        #expect(Chequerboard(in: SamplePictures.gradient(width: 300, height: 200)) == nil)
        // Stripes have two greys as well.
        var bytes = [UInt8](repeating: 255, count: 200 * 200 * 3)
        for y in 0..<200 {
            for x in 0..<200 where x / 10 % 2 == 0 { for c in 0..<3 { bytes[(y * 200 + x) * 3 + c] = 204 } }
        }
        #expect(Chequerboard(in: PixelBuffer(width: 200, height: 200, channels: 3, bytes: bytes)) == nil)
    }

    private func bench(_ answer: PixelBuffer, transparency: Bool = false, cutting: Studio.Cutting? = nil) throws
        -> Bench
    {
        let shape = ModelProfile.SizeClass.Shape(ratio: AspectRatio(1, 1), size: PixelSize(width: 256, height: 256))
        let profile = ModelProfile(
            id: "paid", shortName: "paid", framing: .sizes([.init(name: "1K", shapes: [shape])]),
            transparency: transparency, price: Price(perPicture: 0.04, asOf: "", source: ""), service: "cometapi")
        let reply = Reply(imageData: try answer.picture().data, exchange: Exchange(service: "cometapi"))
        return try Bench([.reply(reply)], profile: profile, cutting: cutting)
    }

    @Test("A model that can't is told to paint a plain ground, and its squares become real transparency")
    func paintedSquares() async throws {
        let bench = try bench(board(side: 16, greys: (204, 255)))
        let turn = try await bench.studio.perform(Instruction(text: "turn it into a sticker"))
        #expect(try turn.picture.pixels().hasTransparency)
        #expect(turn.remarks.contains(.cutOut(.chequers)))
        let request = try #require(await bench.model.requests.first)
        #expect(request.instruction == "turn it into a sticker" + TransparencyWish.words)
        #expect(!request.wantsTransparency)
        #expect(try bench.sessions.read(1).asked(1).instruction == "turn it into a sticker", "as it was typed")
    }

    @Test(
        "A plain ground is taken out by what finds the subject; where that finds none, the picture stays and it is said"
    )
    func plainGround() async throws {
        let plain = PixelBuffer(width: 256, height: 256, filledWith: [250, 250, 250])
        let cutting: Studio.Cutting = { picture in
            guard let pixels = try? picture.pixels() else { return nil }
            var bytes = [UInt8](repeating: 0, count: pixels.width * pixels.height * 4)
            for y in 64..<192 { for x in 64..<192 { bytes[(y * pixels.width + x) * 4 + 3] = 255 } }
            return try? PixelBuffer(width: pixels.width, height: pixels.height, channels: 4, bytes: bytes).picture()
        }
        let cut = try bench(plain, cutting: cutting)
        let turn = try await cut.studio.perform(Instruction(text: "remove the background"))
        #expect(try turn.picture.pixels().hasTransparency)
        #expect(turn.remarks.contains(.cutOut(.ground)))
        let none = try bench(plain, cutting: { _ in nil })
        let stays = try await none.studio.perform(Instruction(text: "remove the background"))
        #expect(stays.remarks.contains(.cutOut(.nothing)))
        #expect(try !stays.picture.pixels().hasTransparency)
    }

    @Test("A model that can is asked for it, and its own alpha is kept")
    func ownAlpha() async throws {
        var bytes = [UInt8](repeating: 0, count: 256 * 256 * 4)
        for y in 80..<170 { for x in 80..<170 { for c in [0, 3] { bytes[(y * 256 + x) * 4 + c] = 255 } } }
        let bench = try bench(
            PixelBuffer(width: 256, height: 256, channels: 4, bytes: bytes), transparency: true,
            cutting: { _ in
                Issue.record("nothing is to be cut")
                return nil
            })
        let turn = try await bench.studio.perform(Instruction(text: "turn it into a sticker"))
        #expect(try turn.picture.pixels().hasTransparency)
        #expect(turn.remarks.isEmpty)
        let request = try #require(await bench.model.requests.first)
        #expect(request.wantsTransparency && request.instruction == "turn it into a sticker")
    }

    /// Squares with a flat rectangle of one of their greys, or between them, in the middle.
    private func flat(_ value: UInt8, side: Int = 16, size: Int = 256) -> PixelBuffer {
        var bytes = [UInt8](repeating: 0, count: size * size * 3)
        for y in 0..<size {
            for x in 0..<size {
                let isFlat = (64..<192).contains(x) && (56..<200).contains(y)
                let grey: UInt8 = isFlat ? value : (x / side + y / side) % 2 == 0 ? 204 : 255
                for c in 0..<3 { bytes[(y * size + x) * 3 + c] = grey }
            }
        }
        return PixelBuffer(width: size, height: size, channels: 3, bytes: bytes)
    }

    @Test("What shows one grey over more than the squares is no ground", arguments: [UInt8(255), 204, 230])
    func flatSubject(_ value: UInt8) throws {
        let cut = try #require(Chequerboard(in: flat(value))?.removed(sparing: nil))
        func alpha(_ x: Int, _ y: Int) -> UInt8 { cut.bytes[(y * cut.width + x) * 4 + 3] }
        #expect(alpha(128, 128) == 255 && alpha(70, 128) == 255 && alpha(128, 62) == 255)
        #expect(alpha(2, 2) == 0 && alpha(250, 128) == 0 && alpha(24, 128) == 0)
    }

    @Test("Nothing but squares is kept as it came, and that is said")
    func nothingLeft() async throws {
        var bytes = [UInt8](repeating: 255, count: 256 * 256 * 3)
        for y in 0..<256 {
            for x in 0..<256 where (x / 16 + y / 16) % 2 == 0 {
                for c in 0..<3 { bytes[(y * 256 + x) * 3 + c] = 204 }
            }
        }
        let squares = PixelBuffer(width: 256, height: 256, channels: 3, bytes: bytes)
        #expect(try #require(Chequerboard(in: squares)).removed(sparing: nil) == nil)
        let bench = try bench(squares)
        let turn = try await bench.studio.perform(Instruction(text: "turn it into a sticker"))
        #expect(turn.remarks.contains(.cutOut(.nothingLeft)))
        #expect(try !turn.picture.pixels().hasTransparency)
    }

    @Test("A ground that is not plain is not called plain")
    func scene() async throws {
        let cutting: Studio.Cutting = { picture in
            guard let pixels = try? picture.pixels() else { return nil }
            var bytes = [UInt8](repeating: 0, count: pixels.width * pixels.height * 4)
            for y in 64..<192 { for x in 64..<192 { bytes[(y * pixels.width + x) * 4 + 3] = 255 } }
            return try? PixelBuffer(width: pixels.width, height: pixels.height, channels: 4, bytes: bytes).picture()
        }
        let bench = try bench(SamplePictures.gradient(width: 256, height: 256), cutting: cutting)
        let turn = try await bench.studio.perform(Instruction(text: "remove the background"))
        #expect(turn.remarks.contains(.cutOut(.scene)))
    }

    @Test("Transparency that an edit lost is told; squares painted in its place become transparency again")
    func lostTransparency() async throws {
        var clear = [UInt8](repeating: 255, count: 256 * 256 * 4)
        for i in 0..<(256 * 256) {
            let (x, y) = (i % 256 - 128, i / 256 - 128)
            for c in 0..<3 { clear[i * 4 + c] = [200, 30, 40][c] }
            if x * x + y * y > 256 * 256 / 12 { clear[i * 4 + 3] = 0 }
        }
        let start = PixelBuffer(width: 256, height: 256, channels: 4, bytes: clear)
        func turn(_ answer: PixelBuffer) async throws -> Turn {
            let bench = try bench(start)
            let reply = Reply(imageData: try answer.picture().data, exchange: Exchange(service: "cometapi"))
            // The first answer makes the transparent picture that the second one is an edit of.
            let first = Reply(imageData: try start.picture().data, exchange: Exchange(service: "cometapi"))
            let model = ScriptedModel([.reply(first), .reply(reply)], profile: bench.model.profile)
            _ = try await bench.studio.perform(Instruction(text: "turn it into a sticker"), by: model)
            try await bench.studio.use(model, settings: TurnSettings(), lock: .off)
            return try await bench.studio.perform(Instruction(text: "make it a watercolour painting"))
        }
        let squares = try await turn(board(side: 16, greys: (204, 255)))
        #expect(squares.remarks.contains(.cutOut(.chequers)))
        #expect(try squares.picture.pixels().hasTransparency)
        let opaque = try await turn(SamplePictures.gradient(width: 256, height: 256))
        #expect(opaque.remarks.contains(.cutOut(.lost)))
    }

    @Test("A smaller picture than the size that was named is told, and another shape; what was asked for is not")
    func otherSizes() async throws {
        func remarks(_ size: PixelSize, named: String?) async throws -> [Reply.Remark] {
            let shape = ModelProfile.SizeClass.Shape(ratio: AspectRatio(4, 3), size: PixelSize(width: 256, height: 192))
            let large = ModelProfile.SizeClass.Shape(ratio: AspectRatio(4, 3), size: PixelSize(width: 512, height: 384))
            let profile = ModelProfile(
                id: "paid", shortName: "paid",
                framing: .sizes([.init(name: "1K", shapes: [shape]), .init(name: "2K", shapes: [large])]),
                price: Price(perPicture: 0.04, asOf: "", source: ""), service: "cometapi")
            let answer = SamplePictures.gradient(width: size.width, height: size.height)
            let reply = Reply(imageData: try answer.picture().data, exchange: Exchange(service: "cometapi"))
            let bench = try Bench([.reply(reply)], profile: profile)
            return try await bench.studio.perform(
                Instruction(text: "make it red"), settings: TurnSettings(size: named)
            ).remarks
        }
        let (small, large) = (PixelSize(width: 256, height: 192), PixelSize(width: 512, height: 384))
        #expect(try await remarks(small, named: "2K") == [.smaller(asked: large, width: 256, height: 192)])
        #expect(try await remarks(large, named: "2K").isEmpty)
        #expect(try await remarks(small, named: "1K").isEmpty)
        #expect(try await remarks(PixelSize(width: 480, height: 360), named: "2K").isEmpty)
        let square = try await remarks(PixelSize(width: 256, height: 256), named: "1K")
        #expect(square == [.otherRatio(asked: AspectRatio(4, 3), width: 256, height: 256)])
    }

    @Test("Other words leave the lock to its work")
    func otherWords() async throws {
        let bench = try bench(board(side: 16, greys: (204, 255)), transparency: true)
        let turn = try await bench.studio.perform(Instruction(text: "make it red"))
        #expect(try !turn.picture.pixels().hasTransparency)
        #expect(await bench.model.requests.first?.wantsTransparency == false)
    }
}
