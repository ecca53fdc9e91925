import Foundation
import Glibc
import Pictures
import Sessions
import Studio
import TerminalUI

/// Carries an export out, for the conversation and the command line alike.
struct Exporting {
    let console: Console

    /// Refuses what can be known to fail before there is a picture: an ending that tells no format, a file that is there,
    /// a folder that is not.
    func check(_ request: ExportRequest) throws {
        let surroundings = console.surroundings
        let path = surroundings.url(request.path).path
        if isFolder(request.path) {
            try Export.check(path)
            if mkdir(path, 0o777) != 0, errno != EEXIST {
                throw Export.Failure.cannotWrite(path: request.path, code: errno)
            }
            guard access(path, W_OK) == 0 else { throw Export.Failure.cannotWrite(path: request.path, code: errno) }
            return
        }
        _ = try Export.format(for: path)
        try Export.check(path)
        if !request.replacing, FileManager.default.fileExists(atPath: path) {
            throw Export.Failure.exists(path: surroundings.shown(URL(fileURLWithPath: path)))
        }
        let folder = (path as NSString).deletingLastPathComponent
        guard access(folder, W_OK) == 0 else { throw Export.Failure.cannotWrite(path: request.path, code: errno) }
    }

    /// Writes a turn's picture where the request says, and says so. Returns the path and the picture as written.
    @discardableResult
    func export(_ request: ExportRequest, of session: Session) throws -> (path: String, picture: Picture) {
        let turn = request.turn ?? session.state.current
        let request = try placed(request, turn, of: session)
        let url = console.surroundings.url(request.path)
        let outcome =
            request.received
            ? Export.Outcome(picture: try received(turn, of: session, as: request))
            : try encoded(turn, of: session, as: request)
        let picture = outcome.picture
        try Export.write(picture.data, to: url.path, replacing: request.replacing)
        console.say(
            "exported turn \(turn)  \(picture.width)x\(picture.height) \(picture.format.rawValue)  "
                + "\(picture.colour.isPlain ? "" : PictureLines.kind(picture.colour) + "  ")"
                + "\((picture.data.count + 1023) >> 10) KB  \(Sanitising.name(console.surroundings.shown(url)))")
        if outcome.outside > 0 {
            console.say(
                "\(TurnLines.percent(outcome.outside)) of the pixels lie outside sRGB, and were brought to its edge.")
        }
        if request.bits == 16, !request.received, !picture.format.isDeep {
            console.say(
                "\(picture.format.rawValue.uppercased()) has 8 bits a channel; PNG and TIFF keep 16, AVIF 12 of them.")
        }
        if outcome.isFlattened {
            console.say("JPEG has no transparency: what is transparent became white. PNG, WebP, AVIF and TIFF keep it.")
        }
        if !request.received { sayLostCredentials(of: turn, in: session) }
        return (url.path, picture)
    }

    /// The model's own picture. Throws a `Refusal` where the name says that it is another format.
    private func received(_ turn: Int, of session: Session, as request: ExportRequest) throws -> Picture {
        let picture = try session.receivedPicture(turn)
        let named = PictureFormat(fileExtension: (request.path as NSString).pathExtension)
        guard named == nil || named == picture.format else {
            let stem = (request.path as NSString).deletingPathExtension
            throw Refusal(
                "What the model sent is \(picture.format.rawValue), and \(Sanitising.name(request.path)) says otherwise.",
                kept: "Nothing was written.",
                next: "Name it \(Sanitising.name(stem)).\(picture.format.fileExtension), or leave --received out.",
                exit: .usage)
        }
        return picture
    }

    /// Whether a path is a folder's: one that is there, or by the slash at its end one that is to be.
    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(
            atPath: console.surroundings.url(path).path, isDirectory: &isFolder)
        return exists ? isFolder.boolValue : path.hasSuffix("/")
    }

    /// In a folder the file is named after the picture that the session began with, and after the session as well where
    /// there is such a file.
    private func placed(_ request: ExportRequest, _ turn: Int, of session: Session) throws -> ExportRequest {
        guard isFolder(request.path) else { return request }
        try check(request)
        let stem = ((try session.opened().source as NSString).lastPathComponent as NSString).deletingPathExtension
        let ending =
            try request.received
            ? session.receivedPicture(turn).format.fileExtension
            : request.ending ?? session.pictureFile(turn).pathExtension
        var placed = request
        for name in [stem, "\(stem)-\(SessionsFolder.folderName(session.number))"] {
            placed.path = (request.path as NSString).appendingPathComponent("\(name).\(ending)")
            let isThere = FileManager.default.fileExists(atPath: console.surroundings.url(placed.path).path)
            if request.replacing || !isThere { break }
        }
        return placed
    }

    /// What the original says; where it is damaged, that is said, and the rest is written all the same.
    func metadata(of session: Session, _ request: ExportRequest) -> PictureMetadata {
        do {
            return try session.picture(0).metadata().kept(request.metadata)
        } catch {
            if request.metadata != .none {
                var message = Message(error, surroundings: console.surroundings)
                message.kept = "The turn is written without what the original says: date, camera, copyright."
                message.next = nil
                console.complain(message)
            }
            return PictureMetadata()
        }
    }

    private func encoded(_ turn: Int, of session: Session, as request: ExportRequest) throws -> Export.Outcome {
        // Before the work of encoding, which may take seconds for AVIF.
        try check(request)
        let export = Export(
            format: try Export.format(for: console.surroundings.url(request.path).path), quality: request.quality,
            longestSide: request.longestSide, story: request.tellsStory ? try Story(of: session, to: turn) : nil,
            colours: request)
        let metadata = metadata(of: session, request)
        return try export.encode(try session.picture(turn), metadata: metadata)
    }
}

extension Export {
    init(
        format: PictureFormat, quality: Int, longestSide: Int?, story: Story?, colours request: ExportRequest
    ) {
        self.init(
            format: format, quality: quality, longestSide: longestSide, story: story, inSRGB: request.inSRGB,
            bits: request.bits)
    }
}
