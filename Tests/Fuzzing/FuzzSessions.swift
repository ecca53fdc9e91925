import Archives
import Foundation
import Locality
import Pictures
import Sessions
import Studio

/// A journal, with all that is read of one.
func fuzzJournal(_ bytes: [UInt8]) {
    let folder = FuzzFolder.url.appendingPathComponent("0001")
    if !FileManager.default.fileExists(atPath: folder.path) {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = FuzzFolder.write(
            #"{"created":"2026-11-25T03:53:00Z","format":1,"number":1,"picture":{"bytes":1,"file":"000.png","format":"png","height":48,"sha256":"0","width":64},"program":"retouch"}"#
                .utf8, to: "0001/session.json")
    }
    _ = FuzzFolder.write(bytes, to: "0001/journal.jsonl")
    guard let session = try? SessionsFolder(url: FuzzFolder.url).read(1) else { return }
    _ = try? session.events()
    _ = session.spent
    _ = (session.name, session.settings)
    for turn in session.state.turns.prefix(20) {
        if let asked = try? session.asked(turn.number) {
            let size = PixelSize(width: 64, height: 48)
            if let crop = asked.crop, crop.fits(size) { _ = crop.enlargement }
            if let region = asked.region {
                _ = Region(region.box).moved(from: size, to: PixelSize(width: 100, height: 1000))
            }
        }
        _ = try? session.ending(of: turn.number)
        _ = try? session.pictureRecord(turn.number)
        _ = try? session.receivedRecord(turn.number)
        guard let replay = try? Replay(of: session, to: turn.number) else { continue }
        let script = Script(of: replay, instruction: { $0.instruction.text }, mask: { _ in nil })
        _ = try? Script(reading: script.text)
    }
    _ = session.state.branch(to: session.state.current)
}

extension Region {
    fileprivate init(_ box: Rectangle) { self.init(box: box, mask: nil, name: nil) }
}

/// A zip file, read and taken in as a session.
func fuzzZip(_ bytes: [UInt8]) {
    let path = FuzzFolder.write(bytes, to: "archive.zip")
    guard let archive = try? ZipReader(path: path) else { return }
    for entry in archive.entries.prefix(20) { _ = try? archive.read(entry, limit: 1 << 20) }
    guard archive.entries.contains(where: { $0.name.hasSuffix("session.json") }) else { return }
    let folder = FuzzFolder.url.appendingPathComponent("taken")
    _ = try? SessionsFolder(url: folder).take(archive)
    try? FileManager.default.removeItem(at: folder)
}
