import Foundation
import Glibc
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Paths as desktops, shells and other systems write them") struct DroppedPathTests {
        /// A folder with a picture by each of these names.
        private func place(_ names: String...) throws -> Workplace {
            let place = try Workplace()
            let data = try place.data("photo.png")
            for name in names { try place.add(name, data) }
            return place
        }

        @Test(
            "A line opens the file that it names",
            arguments: [
                ("a b.png", "file://DIR/a b.png"), ("a b.png", "file://127.0.0.1DIR/a%20b.png"),
                ("a b.png", "FILE://localhostDIR/a%20b.png"), ("a b.png", "'file://DIR/a%20b.png'"),
                ("a b.png", "<file://DIR/a%20b.png>"), ("a#1?.png", "file://DIR/a#1?.png"),
                ("a#1?.png", "file://DIR/a%231%3F.png"), ("100%.png", "file://DIR/100%.png"),
                ("a%20b.png", "file://DIR/a%20b.png"), ("a b.png", "file://wsl.localhost/DebianDIR/a%20b.png"),
                ("a b.png", "\u{201C}DIR/a b.png\u{201D}"), ("a b.png", "\u{201E}a b.png\u{201C}"),
                ("a b.png", "\u{AB}a b.png\u{BB}"), ("a b.png", "\u{2018}./a b.png\u{2019}"),
                ("a b.png", "`DIR/a b.png`"),
                ("a b.png", "\u{202A}DIR/a b.png\u{202C}"), ("a b.png", "\u{FEFF}./a b.png"),
                ("it's.png", "& 'it''s.png'"), ("it's.png", "'it''s.png'"), ("it's.png", "& \"DIR/it's.png\""),
                ("a\nb.png", #"$'a\nb.png'"#), ("a\nb.png", #"'a'$'\n''b.png'"#), ("a\tb.png", #"$'a\x09b.png'"#),
                ("\u{E9}.png", #"$'\303\251.png'"#), ("\u{E9}.png", #"''$'\u00e9''.png'"#),
                ("back\\slash.png", #""back\slash.png""#), ("back\\slash.png", #""./back\\slash.png""#),
                ("a b.png", "$HOME/a\\ b.png"), ("a b.png", "\"${HOME}/a b.png\""), ("a.png ", "DIR/a.png\\ "),
                ("a b.png", "/open a b.png"), ("a b.png", "/open DIR/a b.png"),
                ("a b.png", "/open 'file://DIR/a%20b.png'"),
                ("a b.png", "/open a b.png --page 1"), ("a --page 2.png", "/open a --page 2.png"),
                ("a.png ", "/open a.png\\ "),
            ])
        func opens(name: String, form: String) throws {
            let place = try place(name)
            let run = try place.run(["open"], input: form.replacing("DIR", with: place.url.path) + "\n")
            #expect(run.status == 0, "\(form): \(run.talk)")
            #expect(try place.sessions.read(1).opened().source == name, "\(form)")
        }

        @Test(
            "A share of a distribution of Windows is this machine's own",
            arguments: [#"\\wsl.localhost\Debian"#, #"\\wsl$\X"#])
        func distribution(share: String) throws {
            let place = try place("a b.png")
            let path = share + (place.url.path + "/a b.png").replacing("/", with: "\\")
            for line in [path, "\"\(path)\"", "'\(path)'"] {
                let run = try place.run(["open"], input: line + "\n")
                #expect(run.status == 0 && run.talk.contains("a b.png"), "\(line): \(run.talk)")
            }
        }

        @Test("A name that is no UTF-8 is opened by its address and as ls writes it")
        func bytes() throws {
            let place = try place()
            let path = Array((place.url.path + "/caf").utf8CString.dropLast()) + [CChar(bitPattern: 0xE9)]
            #expect(rename(place.folder.path("photo.png"), path + ".png".utf8CString) == 0)
            for line in ["file://\(place.url.path)/caf%E9.png", #"'caf'$'\351''.png'"#] {
                let run = try place.run(["open"], input: line + "\n")
                #expect(run.status == 0 && run.talk.contains("64x48"), "\(line): \(run.talk)")
            }
            let missing = try place.run(["open"], input: "file://\(place.url.path)/th%E9.png\n")
            #expect(missing.status != 0 && missing.talk.contains("no UTF-8"), "\(missing.talk)")
        }

        @Test(
            "Several paths are a list, also one a line with blanks in them",
            arguments: [
                "a b.png\nphoto.png", "DIR/a b.png\r\nDIR/photo.png\r\n",
                "copy\nfile://DIR/a%20b.png\nfile://DIR/photo.png",
                "x-special/gnome-copied-files\ncopy\nfile://DIR/a%20b.png\nfile://DIR/photo.png",
                "# comment\r\nfile://DIR/a%20b.png\r\nfile://DIR/photo.png\r\n",
                "<file://DIR/a b.png> <file://DIR/photo.png>",
                "\u{201C}a b.png\u{201D} \u{201C}photo.png\u{201D}",
            ])
        func several(text: String) throws {
            let place = try place("a b.png")
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            terminal.paste(text.replacing("DIR", with: place.url.path))
            try terminal.say("", until: "Which one? [1-2]")
            try terminal.say("1", untilPrompt: "0001/0")
            try terminal.quit()
            #expect(try place.sessions.read(1).opened().source == "a b.png")
        }

        @Test(
            "One address below the lines of a file manager is opened",
            arguments: ["copy\n", "x-special/gnome-copied-files\ncopy\n", "# x\r\n"])
        func header(lines: String) throws {
            let place = try place("a b.png")
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            terminal.paste("\(lines)file://\(place.url.path)/a%20b.png")
            try terminal.say("", untilPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("Among several that are there, what is no picture is told")
        func noPictures() throws {
            let place = try place("b.png")
            mkdir(place.folder.path("folder"), 0o755)
            try place.add("notes", Data("Buy milk.\n".utf8))
            for (line, words) in [("'folder' 'b.png'", "is a folder"), ("b.png './notes'", "is a text file")] {
                let run = try place.run(["open"], input: line + "\n")
                #expect(run.status != 0 && run.talk.contains(words), "\(line): \(run.talk)")
            }
        }

        @Test("What only another machine has is told in words, with its name as it was written")
        func elsewhere() throws {
            let place = try place()
            for (line, words) in [
                (#"\\srv\share\a.png"#, "another machine's"), ("sftp://me@srv/a b.png", "another machine's"),
                ("smb://srv/share/a.png", "another machine's"), ("file://srv/share/a.png", "another machine's"),
                (#"Q:\Users\me\a.png"#, "a path of Windows"), ("Q:/Users/me/a b.png", "a path of Windows"),
                ("file:///Q:/Users/a.png", "a path of Windows"), ("https://example.com/a.png", "an address of the web"),
            ] {
                for run in [
                    try place.run(["open"], input: line + "\n"), try place.run([line], input: ""),
                    try place.run(["open"], input: "/open \(line)\n"), try place.run(["edit", line, "-e", "sepia"]),
                ] {
                    #expect(run.status != 0 && run.talk.contains(words), "\(line): \(run.talk)")
                    #expect(run.talk.contains(line) && !run.talk.contains(place.url.path), "\(line): \(run.talk)")
                }
            }
        }

        @Test("Command lines and references take addresses, unless a file has that very name")
        func arguments() throws {
            let place = try place("a b.png")
            let address = "file://\(place.url.path)/a%20b.png"
            for arguments in [
                [address], ["edit", address, "-e", "sepia"], ["replay", "2", "--on", address],
                ["edit", "photo.png", "-e", "sepia", "--region", address],
            ] {
                let run = try place.run(arguments, input: "")
                #expect(!run.talk.contains("no file") && run.status != 66, "\(arguments): \(run.talk)")
            }
            #expect(try place.sessions.read(1).opened().source == "a b.png")
            for reference in [address, "'\(address)'", "\u{201C}a b.png\u{201D}", "\(address),"] {
                let run = try place.run(["open", "photo.png"], input: "in the style of @\(reference)\n")
                #expect(!run.talk.contains("no file"), "\(reference): \(run.talk)")
            }
            let missing = try place.run(["open", "photo.png"], input: "in the style of @missing.png\n")
            #expect(missing.talk.contains("no file"), "\(missing.talk)")
            mkdir(place.folder.path("file:"), 0o755)
            try place.add("file:/own.png", place.data("photo.png"))
            let own = try place.run(["file:/own.png"], input: "")
            #expect(own.status == 0 && own.talk.contains("own.png"), "\(own.talk)")
        }

        @Test(
            "What is said about paths stays an instruction",
            arguments: [
                "make it 16/9", "replace a.png by b.png with text", "'quoted words' that don't exist",
                "black and/or white",
                "add the text \u{201C}photo.png\u{201D}", "use `photo.png` as a texture",
                "\u{201C}make it warmer\u{201D}",
                "replace photo.png", "photo.png but warmer", "it costs $5 and $HOME", "make it 1:1/2:1", "# a heading",
            ])
        func instructions(line: String) throws {
            let place = try place()
            let run = try place.run(["open"], input: line + "\n")
            #expect(run.talk.contains("No picture is open"), "\(line): \(run.talk)")
        }
    }
}
