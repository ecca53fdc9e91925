import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    /// photo.png is 64x48.
    @Suite("All but a place") struct AllButTests {
        /// A place with a mask whose right half is white.
        private func place() throws -> Workplace {
            let place = try Workplace()
            try place.add("wide.png", SamplePictures.gradient(width: 400, height: 100))
            let white = (0..<48).flatMap { _ in
                (0..<64).flatMap { Array(repeating: UInt8($0 < 32 ? 0 : 255), count: 3) }
            }
            try place.add("mask.png", PixelBuffer(width: 64, height: 48, channels: 3, bytes: white))
            return place
        }

        /// Whether nothing changed within a box, and something on all sides of it.
        private func expectChange(
            outside box: Rectangle, from before: String, to after: String, at place: Workplace,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let (old, new) = (try place.picture(before).pixels(), try place.picture(after).pixels())
            try #require(old.width == new.width && old.height == new.height, sourceLocation: sourceLocation)
            var inside = 0
            var outside = 0
            for i in new.changedPixels(from: old) {
                let (x, y) = (i % old.width, i / old.width)
                if box.intersection(Rectangle(x: x, y: y, width: 1, height: 1)).isEmpty {
                    outside += 1
                } else {
                    inside += 1
                }
            }
            #expect(inside == 0 && outside * 10 > (old.pixelCount - box.area) * 9, sourceLocation: sourceLocation)
        }

        @Test(
            "A box is said by its place, however it was inverted, and a script has it by numbers that fit another picture"
        )
        func box() throws {
            let place = try place()
            let edit = "make it much darker\n"
            let forms = [
                "/region not 25%,25%,50%,50%\n", "/region NOT  16,12,32,24\n", "/region 16,12,32,24\n/region invert\n",
                "/region all but 16,12,32,24\n",
            ]
            for (index, form) in forms.enumerated() {
                let run = try place.run(["photo.png"], input: form + edit)
                #expect(
                    run.status == 0
                        && run.talk.contains("region 64x48 at 0,0, all but 32x24 at 16,12, 75 % of the picture"),
                    "\(form): \(run.talk)")
                let script = try place.run(["script", "\(index + 1)"]).output
                #expect(script.hasSuffix("\n/region not 25%,25%,50%,50%\n" + edit), "\(form): \(script)")
            }
            let inside = Rectangle(x: 16, y: 12, width: 32, height: 24)
            try expectChange(outside: inside, from: "photo.png", to: "sessions/0003/001.png", at: place)
            let said = try place.run(
                ["edit", "photo.png", "--region", "not 16,12,32,24", "-e", "make it much darker", "-o", "out.png"])
            #expect(said.status == 0, "\(said.talk)")
            for session in 1...4 {
                #expect(try place.data("sessions/000\(session)/001.png") == place.data("sessions/0005/001.png"))
            }
            // On another picture neither a script nor a replay needs the session's files.
            let script = try place.run(["script", "3"]).output
            try FileManager.default.removeItem(at: place.url.appendingPathComponent("sessions/0003/references"))
            let scripted = try place.run(["edit", "wide.png", "--script", "-", "-o", "scripted.png"], input: script)
            #expect(scripted.status == 0, "\(scripted.talk)")
            try expectChange(
                outside: Rectangle(x: 100, y: 25, width: 200, height: 50), from: "wide.png", to: "scripted.png",
                at: place)
            let replayed = try place.run(["replay", "1", "--on", "wide.png", "-o", "replayed.png"])
            #expect(replayed.status == 0, "\(replayed.talk)")
            #expect(try place.picture("replayed.png").pixels() == place.picture("scripted.png").pixels())
        }

        @Test("Inverted again, a box is the box, and its script has its numbers")
        func twice() throws {
            let place = try place()
            let forms = [
                "/region 16,12,32,24\n/region invert\n/region invert\n",
                "/region not 25%,25%,50%,50%\n/region invert\n",
            ]
            for form in forms {
                let run = try place.run(["photo.png"], input: form + "make it much darker\n/region show\n")
                #expect(run.status == 0, "\(run.talk)")
                #expect(run.talk.contains("region 32x24 at 16,12, 25 % of the picture"), "\(run.talk)")
            }
            for session in 1...2 {
                #expect(try place.sessions.read(session).asked(1).region?.mask == nil)
                #expect(try place.run(["script", "\(session)"]).output.contains("\n/region 25%,25%,50%,50%\n"))
            }
        }

        @Test("Of a picture of odd size the numbers give the same pixels again")
        func odd() throws {
            let place = try place()
            try place.add("odd.png", SamplePictures.gradient(width: 7919, height: 61))
            let run = try place.run(["odd.png"], input: "/region 1237,7,4411,31\n/region invert\nmake it much darker\n")
            #expect(run.status == 0, "\(run.talk)")
            let script = try place.run(["script", "1"]).output
            let again = try place.run(["edit", "odd.png", "--script", "-"], input: script)
            #expect(again.status == 0, "\(again.talk)")
            #expect(
                try place.picture("sessions/0001/001.png").pixels() == place.picture("sessions/0002/001.png").pixels())
        }

        @Test("A mask's path and a polygon may follow, and a script has the mask where the session keeps it")
        func mask() throws {
            let place = try place()
            try FileManager.default.copyItem(
                at: place.url.appendingPathComponent("mask.png"), to: place.url.appendingPathComponent("my mask.png"))
            let forms = [
                "not mask.png", "not ./mask.png", "not 'my mask.png'", "not my mask.png",
            ]
            for (index, form) in forms.enumerated() {
                let run = try place.run(["photo.png"], input: "/region \(form)\nmake it much darker\n")
                let name = form.contains("my") ? "my mask.png" : "mask.png"
                #expect(
                    run.status == 0 && run.talk.contains("region 32x48 at 0,0, all but \(name), 50 % of the picture"),
                    "\(form): \(run.talk)")
                try expectChange(
                    outside: Rectangle(x: 32, y: 0, width: 32, height: 48), from: "photo.png",
                    to: "sessions/000\(index + 1)/001.png", at: place)
                let said = try place.run(
                    [
                        "edit", "photo.png", "--region", form, "-e", "make it much darker", "-o", "out.png", "--force",
                        "--sessions", "others",
                    ])
                #expect(said.status == 0, "\(form): \(said.talk)")
                #expect(try place.picture("out.png").pixels() == place.picture("sessions/0001/001.png").pixels())
            }
            let polygon = try place.run(["photo.png"], input: "/region not 32,0 64,0 64,48 32,48\n")
            #expect(
                polygon.status == 0 && polygon.talk.contains(", all but a polygon, 50 % of the picture"),
                "\(polygon.talk)")
            let script = try place.run(["script", "1"]).output
            #expect(script.contains("\n/region sessions/0001/references/"), "\(script)")
            let again = try place.run(["edit", "photo.png", "--script", "-", "--sessions", "others"], input: script)
            #expect(again.status == 0, "\(again.talk)")
            let typed = "/region not mask.png\nmake it much darker\n"
            let scripted = try place.run(["edit", "photo.png", "--script", "-", "-o", "s.png"], input: typed)
            #expect(scripted.status == 0, "\(scripted.talk)")
            #expect(try place.picture("s.png").pixels() == place.picture("out.png").pixels())
        }

        @Test("What is said of a coloured mask is said of what it leaves out, where it is inverted")
        func coloured() throws {
            let place = try place()
            let red = (0..<48).flatMap { _ in (0..<64).flatMap { $0 < 32 ? [128, 128, 128] : [255, 0, 0] as [UInt8] } }
            try place.add("red.png", PixelBuffer(width: 64, height: 48, channels: 3, bytes: red))
            let plain = try place.run(["photo.png"], input: "/region red.png\n")
            #expect(plain.talk.contains("What is coloured in it is the region. /region invert"), "\(plain.talk)")
            let run = try place.run(["photo.png"], input: "/region not red.png\n")
            #expect(run.status == 0 && run.talk.contains("What is coloured in it is left out."), "\(run.talk)")
            #expect(run.talk.contains("region 32x48 at 0,0, all but red.png"), "\(run.talk)")
        }

        @Test("What leaves nothing, lies nowhere or is not there is refused with what to type")
        func refused() throws {
            let place = try place()
            for (form, words) in [
                ("not 0,0,100%,100%", "Nothing lies outside the region."),
                ("not 10,10", "10,10 is no place in the picture"), ("not 90,90,10,10", "does not lie in the picture"),
                ("not none.png", "There is no file none.png."), ("none.png", "There is no file none.png."),
                ("not", "make sense of \u{201C}not\u{201D}"), ("not ", "make sense of \u{201C}not\u{201D}"),
            ] {
                let run = try place.run(["photo.png"], input: "/region \(form)\n")
                #expect(run.status != 0 && run.talk.contains(words), "\(form): \(run.talk)")
                let said = try place.run(["edit", "photo.png", "--region", form, "-e", "sepia"])
                #expect(said.status != 0 && said.talk.contains(words), "\(form): \(said.talk)")
            }
        }
    }
}
