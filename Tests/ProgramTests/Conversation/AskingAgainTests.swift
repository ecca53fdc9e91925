import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Turns that are asked again") struct AskingAgainTests {
        private func changes(_ place: Workplace, _ turn: String) throws -> (left: Bool, right: Bool) {
            let before = try place.picture("sessions/0001/000.png").pixels()
            let after = try place.picture("sessions/0001/\(turn).png").pixels()
            func differs(_ x: Int) -> Bool {
                let i = (before.height / 2 * before.width + x) * 3
                return before.bytes[i..<(i + 3)] != after.bytes[i..<(i + 3)]
            }
            return (differs(before.width / 8), differs(before.width * 7 / 8))
        }

        @Test("/retry asks in the region as it is now, and says so where the turn had another")
        func region() throws {
            let place = try Workplace()
            let lines = [
                "/region 0,0,50%,100%", "make it much darker", "/region off", "/retry 1", "/region 50%,0,50%,100%",
                "/retry 1",
                "/region 0,0,50%,100%", "/retry 1",
            ]
            let run = try place.run(["photo.png"], input: lines.joined(separator: "\n") + "\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(try changes(place, "001") == (true, false))
            #expect(try changes(place, "002") == (true, true))
            #expect(try changes(place, "003") == (false, true))
            #expect(try changes(place, "004") == (true, false))
            #expect(run.talk.contains("without turn 1's region: /region is off"), "\(run.talk)")
            #expect(run.talk.components(separatedBy: "within the region that is set now").count == 2, "\(run.talk)")
        }

        @Test("Where nothing was said of a region since the session was opened, the turn's own counts, and is told")
        func resumed() throws {
            let place = try Workplace()
            #expect(try place.run(["photo.png"], input: "/region 0,0,50%,100%\nmake it much darker\n").status == 0)
            let run = try place.run(["resume", "1"], input: "/retry\n/region off\n/retry 1\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("within turn 1's region"), "\(run.talk)")
            #expect(try changes(place, "002") == (true, false))
            #expect(try changes(place, "003") == (true, true))
        }

        @Test("/squash of turns on different branches says which turns led there")
        func squash() throws {
            let place = try Workplace()
            let lines = "make it warmer\nmake it darker\n/goto 0\nsepia\n"
            #expect(try place.run(["photo.png"], input: lines).status == 0)
            let run = try place.run(["resume", "1"], input: "/squash 1-3\n")
            #expect(run.status == 64, "\(run.talk)")
            #expect(run.talk.contains("Turn 1 did not lead to turn 3: they are on different branches"), "\(run.talk)")
            let none = try place.run(["resume", "1"], input: "/squash 2-9\n")
            #expect(none.talk.contains("There is no turn 9"), "\(none.talk)")
        }

        @Test("What the built-in model has no use for is told, and makes no turn")
        func builtIn() throws {
            let place = try Workplace()
            #expect(try place.run(["photo.png"], input: "make it warmer\nmake it darker\n").status == 0)
            for (line, words) in [
                ("/squash 1-2", "there is nothing to squash"), ("/sharpen", "it has nothing to sharpen"),
                ("/lock 2 loose", "there is nothing to lock"), ("/drop", "/less selects less"),
                ("/only A", "/less selects less"),
            ] {
                let run = try place.run(["resume", "1"], input: line + "\n")
                #expect(run.status == 64 && run.talk.contains(words), "\(line): \(run.talk)")
            }
            #expect(try place.sessions.read(1).state.turns.count == 2)
        }

        @Test("Several alternatives in one instruction keep the words and blanks between them")
        func alternatives() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png"], input: "/vary make it {warmer|cooler} and {darker|brighter}\n")
            #expect(run.status == 0, "\(run.talk)")
            let session = try place.sessions.read(1)
            let asked = try session.state.turns.map { try session.asked($0.number).instruction }.sorted()
            #expect(
                asked == [
                    "make it cooler and brighter", "make it cooler and darker", "make it warmer and brighter",
                    "make it warmer and darker",
                ])
        }

        @Test("What several variations fail at alike is said once, and the current turn stays")
        func failAlike() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png"], input: "make it warmer\n/vary {asdf|asdf|asdf}\nmake it darker\n")
            #expect(run.status == 1, "\(run.talk)")
            #expect(run.talk.components(separatedBy: "does not understand").count == 2, "\(run.talk)")
            #expect(try place.sessions.read(1).state.current == 1)
        }

        @Test("/set with a name alone tells that setting")
        func setting() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png"], input: "/set seed 7\n/set seed\n")
            #expect(run.status == 0 && run.output.contains("seed         7"), "\(run.output)")
            let unknown = try place.run(["photo.png"], input: "/set sead\n")
            #expect(unknown.status == 64 && unknown.talk.contains("Did you mean seed?"), "\(unknown.talk)")
        }

        @Test("A ratio that the model can't make is said when it is set")
        func ratio() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png"], input: "/ratio 99:1\n/ratio 3:1\n")
            #expect(!run.talk.contains("crop to 99:1"), "\(run.talk)")
            #expect(run.talk.contains("99:1 is narrower than it crops to"), "\(run.talk)")
            #expect(run.talk.contains("\u{201C}crop to 3:1\u{201D}"), "\(run.talk)")
        }
    }
}
