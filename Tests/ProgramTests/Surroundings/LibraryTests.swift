import Foundation
import TestSupport
import Testing

extension TheProgram {
    @Suite("The libraries that decode pictures") struct LibraryTests {
        /// The files that a process has mapped, by their names.
        private func mapped(by process: pid_t) throws -> [String] {
            // Such a file is given piece by piece, of which Data(contentsOf:) takes only the first.
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/\(process)/maps"))
            let maps = try file.readToEnd() ?? Data()
            return String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap {
                $0.split(separator: "/").last.map(String.init)
            }
        }

        private func isDecoder(_ name: String) -> Bool {
            ["libvips.", "libjxl.", "libtiff."].contains { name.hasPrefix($0) }
        }

        /// A place whose program finds these libraries, which are empty files, before the system's.
        private func place(withBroken libraries: [String]) throws -> (Workplace, [String: String]) {
            let place = try Workplace()
            let folder = place.url.appendingPathComponent("libraries")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for name in libraries { try Data().write(to: folder.appendingPathComponent(name)) }
            return (place, ["LD_LIBRARY_PATH": folder.path])
        }

        @Test("They are loaded by the first picture, and not before")
        func late() throws {
            let place = try Workplace()
            let terminal = try place.conversation([])
            try terminal.wait(forPrompt: "retouch")
            let atStart = try mapped(by: terminal.process)
            // The list is one of this program.
            #expect(atStart.contains { $0.hasPrefix("libedit.") })
            #expect(atStart.filter(isDecoder).isEmpty)
            // What carries requests brings two dozen others along.
            #expect(!atStart.contains { $0.hasPrefix("libcurl.") || $0.hasPrefix("libldap") })
            try terminal.say("photo.png", untilPrompt: "0001/0")
            let withPicture = try mapped(by: terminal.process)
            #expect(withPicture.contains { $0.hasPrefix("libvips.") })
            // Of libvips' own modules those that a picture needs, and never those for slides, documents and ImageMagick.
            let module = withPicture.filter { $0.hasPrefix("vips-") || $0.hasPrefix("libopenslide.") }
            #expect(module.isEmpty, "\(module)")
            try terminal.quit()
        }

        @Test("Without libvips the program starts, and says of a picture and in doctor what to install")
        func withoutVips() throws {
            let (place, environment) = try place(withBroken: ["libvips.so.42"])
            #expect(try place.run(["--version"], environment: environment).status == 0)
            let edit = try place.run(["edit", "photo.png", "-e", "sepia", "-o", "out.png"], environment: environment)
            #expect(edit.status == 69 && !place.has("out.png"), "\(edit.talk)")
            #expect(edit.talk.contains("libvips.so.42"), "\(edit.talk)")
            #expect(edit.talk.contains("apt-get install libvips42"), "\(edit.talk)")
            #expect(!edit.talk.contains("damaged"))
            let doctor = try place.run(["doctor"], environment: environment)
            #expect(doctor.status == 1 && doctor.output.contains("apt-get install libvips42"), "\(doctor.output)")
            // It was not the picture.
            #expect(try place.run(["edit", "photo.png", "-e", "sepia", "-o", "out.png"]).status == 0)
        }

        @Test("Without libcurl the program starts")
        func withoutCurl() throws {
            // libvips needs it for what it reads from elsewhere: without it there are no pictures either.
            let (place, environment) = try place(withBroken: ["libcurl.so.4"])
            let start = try place.run(["--version"], environment: environment)
            #expect(start.status == 0, "\(start.talk)")
        }

        @Test("Without libvips, verify does not take a session for damaged")
        func verifying() throws {
            let (place, environment) = try place(withBroken: ["libvips.so.42"])
            try place.edit("sepia")
            let run = try place.run(["verify", "1"], environment: environment)
            #expect(run.status != 0 && run.talk.contains("can't be read without libvips.so.42"), "\(run.talk)")
            #expect(!run.talk.contains("is damaged"))
            #expect(try place.run(["verify", "1"]).status == 0)
        }

        @Test("Without libjxl a JPEG XL can't be opened, which is said, and a PNG can")
        func withoutJXL() throws {
            let (place, environment) = try place(withBroken: (7...20).map { "libjxl.so.0.\($0)" })
            let fixture = Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/three-frames.jxl")
            try place.add("frames.jxl", Data(contentsOf: fixture))
            let arguments = ["-e", "sepia", "-o", "out.png"]
            let edit = try place.run(["edit", "frames.jxl"] + arguments, environment: environment)
            #expect(edit.status == 69 && edit.talk.contains("apt-get install libjxl0."), "\(edit.talk)")
            #expect(!edit.talk.contains("GModule"))
            #expect(try place.run(["edit", "photo.png"] + arguments, environment: environment).status == 0)
        }
    }
}
