package import Foundation

/// How long a service asks to be left alone.
package enum RetryAfter {
    /// Of a `Retry-After` header: seconds, or a date as HTTP writes it.
    package static func seconds(header: String, now: Date = Date()) -> Double? {
        let text = header.trimmingCharacters(in: .whitespaces)
        if let seconds = Double(text) { return seconds.isFinite ? max(0, seconds) : nil }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        for format in ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return max(0, date.timeIntervalSince(now)) }
        }
        return nil
    }

    /// Of a duration as Google's `RetryInfo` writes it: "34.4s".
    package static func seconds(duration: String) -> Double? {
        guard duration.hasSuffix("s"), let seconds = Double(duration.dropLast()), seconds.isFinite else { return nil }
        return max(0, seconds)
    }

    /// Of words: "Please retry in 48.939935699s."
    package static func seconds(words: String) -> Double? {
        guard let match = words.firstMatch(of: /retry in ([0-9]+(?:\.[0-9]+)?)s/.ignoresCase()) else { return nil }
        return Double(match.1)
    }
}
