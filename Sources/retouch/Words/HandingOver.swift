import Archives
import Foundation
import Glibc
import Pictures
import Sessions
import Studio
import TerminalUI

/// Writes more than one picture of a session: all turns, a sheet, an animation, layers, an archive.
struct HandingOver {
    let console: Console

    /// Returns the paths of what was written.
    @discardableResult
    func handOver(_ session: Session, as request: ExportRequest) throws -> [String] {
        let turn = request.turn ?? session.state.current
        let url = console.surroundings.url(request.path)
        let paths: [String]
        try Export.check(url.path)
        switch request.kind {
        case .picture: paths = [try Exporting(console: console).export(request, of: session).path]
        case .everyTurn: paths = try everyTurn(upTo: turn, of: session, into: url, request)
        case .archive:
            try ZipWriter.write(try session.archiveEntries(), to: url.path, replacing: request.replacing)
            paths = [url.path]
        case .sheet:
            try Exporting(console: console).check(request)
            let sheet = try ContactSheet(of: BranchPictures(of: session, to: turn)).pixels
            let export = Export(
                format: try Export.format(for: url.path), quality: request.quality, longestSide: request.longestSide,
                story: try story(of: session, to: turn, request))
            try Export.write(export.encode(sheet.picture()).picture.data, to: url.path, replacing: request.replacing)
            paths = [url.path]
        case .steps:
            guard let format = PictureFormat(fileExtension: url.pathExtension), Animation.writable.contains(format)
            else {
                throw Refusal(
                    "Animations are written as .webp or .gif.", next: "For example: --steps -o steps.webp", exit: .usage
                )
            }
            let pictures = try BranchPictures(of: session, to: turn).steps.map { try $0.picture.pixels() }
            let animation = try Animation(of: pictures, longestSide: request.longestSide ?? 1200, milliseconds: 1200)
            let data = try animation.encoded(
                as: PictureEncoding(
                    format: format, quality: request.quality, xmp: story(of: session, to: turn, request)?.xmp))
            try Export.write(data, to: url.path, replacing: request.replacing)
            paths = [url.path]
        case .layers:
            let layers = try Layers(
                of: BranchPictures(of: session, to: turn), story: story(of: session, to: turn, request))
            try ZipWriter.write(layers.openRaster(), to: url.path, replacing: request.replacing)
            paths = [url.path]
        }
        for path in paths { say(path) }
        if request.kind != .archive { Exporting(console: console).sayLostCredentials(of: turn, in: session) }
        return paths
    }

    /// The whole session as an archive on standard output: made in a folder of its own first, since its table needs a file.
    func writeArchive(of session: Session, number: Int) throws {
        let instead = "retouch export \(number) --zip session.zip writes it to a file."
        try console.refuseTerminal(sayingInstead: instead)
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("retouch-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: url) }
        try ZipWriter.write(try session.archiveEntries(), to: url.path, replacing: false)
        try console.write(Data(contentsOf: url, options: .alwaysMapped), sayingInstead: instead)
    }

    private func story(of session: Session, to turn: Int, _ request: ExportRequest) throws -> Story? {
        request.tellsStory ? try Story(of: session, to: turn) : nil
    }

    /// Each picture in its own format, under its turn's number, into a folder that may be new.
    private func everyTurn(
        upTo turn: Int, of session: Session, into folder: URL, _ request: ExportRequest
    ) throws -> [String] {
        let steps = try BranchPictures(of: session, to: turn).steps
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Export.Failure.cannotWrite(path: console.surroundings.shown(folder), code: ENOTDIR)
        }
        let metadata = Exporting(console: console).metadata(of: session, request)
        return try steps.map { step in
            let number = String(step.turn)
            let name = String(repeating: "0", count: max(0, 3 - number.count)) + number
            var format = step.picture.format
            if !PictureEncoding.writable.contains(format) { format = .png }
            let path = folder.appendingPathComponent("\(name).\(format.fileExtension)").path
            let export = Export(
                format: format, quality: request.quality, longestSide: request.longestSide,
                story: try story(of: session, to: step.turn, request), colours: request)
            try Export.write(
                export.encode(step.picture, metadata: metadata).picture.data, to: path, replacing: request.replacing)
            return path
        }
    }

    private func say(_ path: String) {
        let bytes = ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
        let shown = console.surroundings.shown(URL(fileURLWithPath: path))
        console.say("exported  \((bytes + 1023) >> 10) KB  \(Sanitising.name(shown))")
    }
}

extension Exporting {
    /// Says that the content credentials of what a turn was made from are not in what was written.
    func sayLostCredentials(of turn: Int, in session: Session) {
        let pictures = [turn == 0 ? nil : try? session.receivedPicture(turn), try? session.picture(0)]
        guard pictures.contains(where: { $0?.hasContentCredentials == true }) else { return }
        console.say(
            "The content credentials (C2PA) of what was received are not in this file: they hold only for those bytes. "
                + "--received writes them as they came.")
    }
}
