import Foundation
import Glibc
import ImageModels
import Pictures
import RemoteModels
import Sessions
import TerminalUI
import Vision

/// What `doctor` looks at: the terminal, the folders, the built-in model, the services.
struct Examination {
    let surroundings: Surroundings
    let folder: SessionsFolder
    let models: Models
    /// What is known of the terminal.
    let terminal: TerminalKnowledge
    var images = Images.auto

    struct Finding: Encodable {
        let subject: String
        let isWell: Bool
        let detail: String
    }

    /// - Parameter asksServices: whether each service that there is a key for is sent a request, which costs nothing.
    func findings(asksServices: Bool = false) async -> [Finding] {
        let size = surroundings.windowSize()
        let term = surroundings.environment["TERM"] ?? ""
        let colours: String =
            switch surroundings.talk.colours {
            case .full: "full colour"
            case .indexed: "256 colours"
            case .sixteen: "16 colours"
            case .none: "no colours"
            }
        var findings = [
            Finding(
                subject: "terminal", isWell: true,
                detail: surroundings.talk.isTerminal
                    ? "\(Sanitising.name(term)), \(size.columns)x\(size.rows), \(colours)"
                    : "none: lines are read as they come"),
            Finding(
                subject: "locale", isWell: surroundings.talk.showsUnicode,
                detail: surroundings.talk.showsUnicode
                    ? "UTF-8" : "no UTF-8: set LC_ALL=C.UTF-8 for previews and letters other than ASCII"),
        ]
        if surroundings.output.isTerminal { findings.append(previews()) }
        findings.append(writable("sessions", folder.url))
        findings.append(writable("history", surroundings.stateFolder))
        findings.append(formats())
        findings.append(await builtInModel())
        for service in models.catalogue.services { findings.append(await self.service(service, asks: asksServices)) }
        return findings
    }

    func lines(_ findings: [Finding], _ style: Style) -> [String] {
        findings.map { finding in
            let name = finding.subject + String(repeating: " ", count: max(1, 12 - finding.subject.count))
            return (finding.isWell ? style.green("ok    ") : style.red("wrong ")) + name + finding.detail
        }
    }

    /// How pictures are shown in the terminal, and what that follows from.
    private func previews() -> Finding {
        guard let display = terminal.display(for: images, in: surroundings) else {
            return Finding(subject: "previews", isWell: true, detail: "not shown")
        }
        var facts: [String] =
            switch display.way {
            case .kitty: ["kitty graphics"]
            case .kittyPlaceholders: ["kitty graphics with placeholders"]
            case .iterm: ["iTerm2 pictures"]
            case .itermThroughTmux: ["iTerm2 pictures through tmux"]
            case .sixel: ["sixels"]
            case .cells: [display.terminal.colours == .none ? "ASCII" : "character cells"]
            }
        if let cell = display.cell { facts.append("cells of \(cell.width)x\(cell.height) pixels") }
        if let version = terminal.replies.version {
            facts.append(Sanitising.line(version, limit: 60))
        } else if terminal.program.name != .unknown {
            facts.append(terminal.program.name.rawValue)
        }
        facts.append(
            terminal.time.map { "answered in \(Int(($0 / .milliseconds(1)).rounded(.up))) ms" }
                ?? "not asked or no answer")
        return Finding(subject: "previews", isWell: true, detail: facts.joined(separator: ", "))
    }

    /// A folder that is there and can be written to, or that can be made.
    private func writable(_ subject: String, _ url: URL) -> Finding {
        var at = url.standardizedFileURL
        while !FileManager.default.fileExists(atPath: at.path), at.path != "/" { at.deleteLastPathComponent() }
        let isWell = access(at.path, W_OK) == 0
        let shown = Sanitising.name(surroundings.shown(url))
        return Finding(subject: subject, isWell: isWell, detail: isWell ? shown : "\(shown) can't be written to")
    }

    /// Writes a small picture in every format and reads it back.
    private func formats() -> Finding {
        let sample = PixelBuffer(width: 32, height: 24, filledWith: [200, 32, 42])
        var failing: [PictureFormat] = []
        for format in PictureEncoding.writable {
            do {
                _ = try sample.picture(as: PictureEncoding(format: format)).pixels()
            } catch PictureFailure.noLibrary(let library, let detail) {
                let message = Message(picture: .noLibrary(library, detail: detail))
                return Finding(
                    subject: "pictures", isWell: false,
                    detail: [message.what, message.next].compactMap { $0 }.joined(separator: " "))
            } catch {
                failing.append(format)
            }
        }
        let names = { (formats: [PictureFormat]) in formats.map { $0.rawValue.uppercased() }.joined(separator: ", ") }
        return Finding(
            subject: "pictures", isWell: failing.isEmpty,
            detail: failing.isEmpty
                ? names(PictureEncoding.writable)
                : "can't write \(names(failing))"
                    // A package of its own from Debian 13 and Ubuntu 24.04 on.
                    + (failing.contains(.avif) ? ": apt-get install libheif-plugin-aomenc" : ""))
    }

    /// A service's key and address, and what it answers where it is asked.
    private func service(_ service: ModelCatalogue.Service, asks: Bool) async -> Finding {
        func finding(_ isWell: Bool, _ detail: String) -> Finding {
            Finding(subject: service.id, isWell: isWell, detail: detail)
        }
        do {
            let address = Sanitising.line(try models.network.base(of: service).text, limit: 100)
            guard let found = try await models.keys.find(service) else {
                return finding(
                    true, "no key: \(service.keys.joined(separator: " or ")), or retouch key set \(service.id)")
            }
            let key = "key \(found.key) from \(models.keys.describe(found.origin)), \(address)"
            guard asks else { return finding(true, key) }
            let count = try await models.list(of: service, key: found.key).count
            let credit = await models.credit(at: service, key: found.key).map { "; " + $0.words } ?? ""
            return finding(true, "\(key); it lists \(count) models\(credit)")
        } catch {
            let message = Message(error, surroundings: surroundings)
            return finding(false, [message.what, message.next].compactMap { $0 }.joined(separator: " "))
        }
    }

    /// Runs a small edit.
    private func builtInModel() async -> Finding {
        do {
            let sample = try PixelBuffer(width: 64, height: 48, filledWith: [90, 120, 160]).picture()
            let reply = try await models.local.edit(
                TurnRequest(instruction: "make it black and white", picture: sample)
            ) { _ in }
            _ = try Picture(inspecting: reply.imageData)
            return Finding(subject: "local model", isWell: true, detail: "works")
        } catch {
            return Finding(
                subject: "local model", isWell: false, detail: Message(error, surroundings: surroundings).what)
        }
    }
}
