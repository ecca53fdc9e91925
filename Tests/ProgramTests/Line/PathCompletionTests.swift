import Foundation
import Glibc
import TestSupport
import Testing

extension TheProgram {
    @Suite("Tab behind the beginning of a path") struct PathCompletionTests {
        /// What is on the disk, what is typed, and what Tab makes of it.
        static let cases: [(name: String, typed: String, line: String)] = [
            ("wall.png", "~/wa", "~/wall.png"), ("wall.png", "~", "~/"),
            ("my wall.png", "./my", "\"./my wall.png\""), ("my wall.png", "~/my\\ w", "~/my\\ wall.png"),
            ("my wall.png", "'my w", "'my wall.png'"), ("my wall.png", "\"my", "\"my wall.png\""),
            ("my wall.png", "~/my w", "\"~/my wall.png\""), ("my wall.png", "/open my w", "/open \"my wall.png\""),
            ("my wall.png", "/open ~/my\\ ", "/open ~/my\\ wall.png"),
            ("my wall.png", "put @'my", "put @'my wall.png'"), ("my wall.png", "put @my\\", "put @my\\ wall.png"),
            ("it's.png", "'it", "'it'\\''s.png'"), ("it's.png", "./it's", "\"./it's.png\""),
            ("a \"b\".png", "./a", "\"./a \\\"b\\\".png\""),
            ("my photos/a b.png", "./my", "\"./my photos/"),
            ("my photos/a b.png", "my\\ photos/", "my\\ photos/a\\ b.png"),
            ("e\u{301}te\u{301}.png", "./\u{E9}t", "./e\u{301}te\u{301}.png"),
            ("\u{E9}t\u{E9}.png", "./e\u{301}t", "./\u{E9}t\u{E9}.png"),
            ("Shot 3.04\u{202F}PM.png", "'Shot 3.04 P", "'Shot 3.04\u{202F}PM.png'"),
            ("Wall.png", "./wa", "./Wall.png"), ("wall.png", "$HOME/wa", "$HOME/wall.png"),
            ("my wall.png", "\"${HOME}/my", "\"${HOME}/my wall.png\""),
            ("my wall.png", "my w", "\"my wall.png\""), ("my wall.png", "my\\ w", "my\\ wall.png"),
            ("my photo.png", "/open my pho", "/open \"my photo.png\""),
            ("my wall.png", "put @my w", "put @\"my wall.png\""),
            ("my own wall.png", "/open my own ", "/open \"my own wall.png\""),
        ]

        @Test("It goes on as it was begun, and opens the file", arguments: cases)
        func completes(name: String, typed: String, line: String) throws {
            let place = try Workplace()
            let folder = (name as NSString).deletingLastPathComponent
            if !folder.isEmpty { mkdir(place.folder.path("") + "/" + folder, 0o755) }
            rename(place.folder.path("photo.png"), place.folder.path("") + "/" + name)
            let terminal = try place.conversation([], columns: 120)
            try terminal.wait(forPrompt: "retouch")
            terminal.type(typed + "\t")
            try terminal.wait(until: line) { $0.cursorLine == "retouch> \(line)" }
            guard line.hasSuffix(".png") || line.hasSuffix("'") || line.hasSuffix("\""), !line.contains("@") else {
                return
            }
            try terminal.say("", untilPrompt: "0001/0")
            try terminal.quit()
        }

        @Test(
            "Behind blanks the longest that something begins with is meant; words behind a picture's name are none of it"
        )
        func blanks() throws {
            let place = try Workplace()
            for name in ["My Picture.png", "Pictures.png", "Picture.png"] {
                try place.add(name, place.data("photo.png"))
            }
            let terminal = try place.conversation([], columns: 120)
            try terminal.wait(forPrompt: "retouch")
            for (typed, line) in [
                ("/open My Pic", "/open \"My Picture.png\""), ("put @My Pic", "put @\"My Picture.png\""),
                ("/open ./x Pictures", "/open ./x Pictures.png"),
                ("put @photo.png on Pictures", "put @photo.png on Pictures"),
            ] {
                terminal.type(typed + "\t")
                try terminal.wait(until: line) { $0.cursorLine == "retouch> \(line)" }
                terminal.type("\u{15}")
                try terminal.wait(forPrompt: "retouch")
            }
            try terminal.quit()
        }

        @Test("Names that no line can say are left out", arguments: ["wall\n.png", "wall\t.png", "wall\u{2028}.png"])
        func untypable(name: String) throws {
            let place = try Workplace()
            try place.add(name, place.data("photo.png"))
            try place.add("wallpaper.png", place.data("photo.png"))
            let terminal = try place.conversation([], columns: 120)
            try terminal.wait(forPrompt: "retouch")
            terminal.type("./wa\t")
            try terminal.wait(forLine: "retouch> ./wallpaper.png")
            try terminal.say("", untilPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("Addresses of files, with their blanks encoded")
        func address() throws {
            let place = try Workplace()
            try place.add("my wall.png", place.data("photo.png"))
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            let address = "file://" + place.url.path
            for (scheme, beginning) in [("file", "/my"), ("file", "/my%2"), ("file", "/my%20w"), ("FILE", "/my")] {
                let address = "\(scheme)://" + place.url.path
                terminal.type(address + beginning + "\t")
                try terminal.wait(forLine: "retouch> \(address)/my%20wall.png")
                terminal.type("\u{15}")
                try terminal.wait(forPrompt: "retouch")
            }
            terminal.type(address + "/my\t")
            try terminal.wait(for: "wall.png")
            try terminal.say("", untilPrompt: "0001/0")
            try terminal.quit()
        }
    }
}
