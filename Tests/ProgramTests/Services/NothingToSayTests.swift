import Foundation
import Glibc
import TestSupport
import Testing

extension TheProgram {
    @Suite("Lines that are no instructions are never paid for") struct NothingToSayTests {
        private func expectNothingSent(_ line: String, saying words: String?) async throws {
            let work = try await ServiceWorkplace()
            let run = try work.run(["open", "photo.png", "--model", "lite"], input: line + "\n")
            #expect(work.requests.isEmpty, "\(line.debugDescription): \(run.talk)")
            if let words { #expect(run.talk.contains(words), "\(line.debugDescription): \(run.talk)") }
            #expect(!work.place.text("sessions/0001/journal.jsonl").contains("\"asked\""))
        }

        @Test(
            "A path of a file that is not there",
            arguments: [
                "file:///nope/x%20y.png", "FILE:///nope/x.png", "file:/nope/x.png", "'/nope/x y.png'",
                "\"/nope/x y.png\"", "'/nope/x y.png", "~/nope.png", "./nope.png", "nope.png", "photos/nope.png",
                "~nobody/x.png", "$HOME/x.png", "smb://server/share/a.png", #"C:\Users\me\a.png"#,
                #"\\server\share\a.png"#, "photo.png nope.png", "/nope/x\\ y.png",
                "/nope/up.PNG /nope/My Photos/a b.png", "https://example.com/a.png", "& '/nope/a.png'",
                "C:/Users/me/a b.png", "\u{201C}/nope/b.png\u{201D}", "\u{201E}nope/a b.png\u{201C}", "`nope/a b.png`",
                "<file:///nope/a.png>", "\u{202A}/nope/b.png\u{202C}", "\u{FEFF}nope.png", "'./photo.png' 'nope.png'",
                #"$'nope\n.png'"#, #"\\wsl.localhost\Debian\nope\a.png"#, "sftp://server/a.png", "me@server:/a.png",
            ])
        func missing(line: String) async throws {
            try await expectNothingSent(line, saying: "There is no file")
        }

        @Test(
            "Keys' sequences, stray bytes and dots",
            arguments: ["\u{1B}", "\u{1B}[D", "\u{FFFD}\u{FFFD}", "\u{1B}OP \u{1B}[1;5C", ".", ".."])
        func noise(line: String) async throws {
            try await expectNothingSent(line, saying: nil)
        }

        @Test("Paths in the forms of other desktops open the file that is there")
        func otherForms() throws {
            let place = try Workplace()
            try place.add("a b.png", place.data("photo.png"))
            var name = [CChar](repeating: 0, count: 256)
            gethostname(&name, 255)
            let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let path = place.url.path
            for line in [
                "file://\(host)\(path)/a%20b.png", "file:\(path)/a%20b.png", "FILE://\(path)/a%20b.png",
                "'\(path)/a b.png", "& '\(path)/a b.png'",
            ] {
                let run = try place.run(["open"], input: line + "\n")
                #expect(run.status == 0 && run.talk.contains("a b.png"), "\(line): \(run.talk)")
            }
        }

        @Test("What has a slash and is none of that stays an instruction")
        func instructions() throws {
            let place = try Workplace()
            for line in ["black/white", "make it 50/50", "//undo the frame", "\u{201C}warmer\u{201D}"] {
                let run = try place.run(["open", "photo.png"], input: line + "\n")
                #expect(
                    !run.talk.contains("There is no file") && !run.talk.contains("no command"), "\(line): \(run.talk)")
            }
        }

        @Test(
            "Numbers that are no region are told as that",
            arguments: ["nan,nan,nan,nan", "1,2,3", "10,10,50", "1,2,3,4,5", "10;10;50;50", "10x10+5+5"])
        func regions(region: String) throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "--region", region])
            #expect(run.status == 64 && run.talk.contains("X,Y,WIDTH,HEIGHT"), "\(region): \(run.talk)")
        }
    }
}
