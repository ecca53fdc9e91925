import Files
public import Foundation
import Glibc
public import ImageModels

/// What was spent, whatever the session: one line a paid request, in a file of the user's own.
///
/// Several programs may append at once: a line is one write.
public struct SpendingLog: Sendable {
    public let file: URL

    public init(file: URL) {
        self.file = file
    }

    /// One paid request.
    public struct Entry: Sendable, Codable, Equatable {
        public var at: Date
        /// The session's folder; empty where a picture from words came to none.
        public var session: String
        public var turn: Int
        public var model: String
        public var service: String?
        public var cost: Cost
    }

    /// Best effort: a full disk must not fail a turn, whose journal has the cost as well.
    func append(_ entry: Entry) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        guard var line = try? encoder.encode(entry) else { return }
        line.append(0x0A)
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard let handle = try? OrdinaryFile.open(file.path, O_WRONLY | O_APPEND | O_CREAT) else { return }
        defer { close(handle) }
        line.withUnsafeBytes { _ = Glibc.write(handle, $0.baseAddress!, $0.count) }
    }

    /// Dollars spent in the month (UTC) that a day lies in.
    public func total(ofMonthWith day: Date) -> Double {
        guard let data = try? OrdinaryFile.read(file.path, limit: 256 << 20) else { return 0 }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return data.split(separator: 0x0A).reduce(0) { sum, line in
            guard let entry = try? decoder.decode(Entry.self, from: line),
                calendar.isDate(entry.at, equalTo: day, toGranularity: .month)
            else { return sum }
            return sum + entry.cost.dollars
        }
    }
}
