import Foundation
import Pictures

/// The desktop's clipboard, as far as it holds a picture.
enum Clipboard {
    /// The picture on the clipboard as PNG data. Throws a `Refusal` that says why there is none.
    static func picture(in surroundings: Surroundings) async throws -> Data {
        let command: (name: String, package: String, arguments: [String])
        if surroundings.environment["WAYLAND_DISPLAY"] != nil {
            command = ("wl-paste", "wl-clipboard", ["--type", "image/png"])
        } else if surroundings.environment["DISPLAY"] != nil {
            command = ("xclip", "xclip", ["-selection", "clipboard", "-t", "image/png", "-o"])
        } else {
            throw Refusal(
                "There is no clipboard that can be read from here.", next: "Save the picture and /open it.",
                exit: .unavailable)
        }
        do {
            let data = try await OtherPrograms.output(of: command.name, command.arguments, in: surroundings)
            guard !data.isEmpty else {
                throw Refusal("There is no picture on the clipboard.", next: "Copy one, then /paste.", exit: .noInput)
            }
            return data
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                "The clipboard can't be read: \(command.name) is missing or gave up.",
                next: "apt install \(command.package), or /open a file.", exit: .unavailable)
        }
    }

    /// Saves the picture on the clipboard among the program's own files, so that a line can attach it.
    static func savedPicture(in surroundings: Surroundings) async -> URL? {
        guard let data = try? await picture(in: surroundings), let picture = try? Picture(inspecting: data) else {
            return nil
        }
        let folder = surroundings.stateFolder.appendingPathComponent("pasted", isDirectory: true)
        let file = folder.appendingPathComponent("\(picture.sha256.prefix(12)).\(picture.format.fileExtension)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try data.write(to: file, options: .atomic)
            return file
        } catch {
            return nil
        }
    }
}
