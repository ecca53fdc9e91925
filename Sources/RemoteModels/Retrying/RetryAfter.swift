package import Foundation

/// How long a service asks to be left alone.
package enum RetryAfter {
    /// Ten years: beyond it, a wish is not told from a mistake.
    package static let longest = 315_360_000.0

    /// In digits: neither "nan" nor "inf", and infinite where it has too many of them.
    private static func number(_ text: some StringProtocol) -> Double? {
        text.allSatisfy { "0123456789.eE+-".contains($0) } ? Double(text) : nil
    }

    private static func bounded(_ seconds: Double) -> Double? { seconds.isNaN ? nil : min(max(0, seconds), longest) }

    /// Of a `Retry-After` header: seconds, or a date as HTTP writes it.
    package static func seconds(header: String, now: Date = Date()) -> Double? {
        let text = header.trimmingCharacters(in: .whitespaces)
        if let seconds = number(text) { return bounded(seconds) }
        // A formatter costs more than all the rest of a refusal.
        guard (20...40).contains(text.utf8.count), text.utf8.contains(0x3A) else { return nil }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        for format in ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return bounded(date.timeIntervalSince(now)) }
        }
        return nil
    }

    /// Of a duration as Google's `RetryInfo` writes it: "34.4s".
    package static func seconds(duration: String) -> Double? {
        guard duration.hasSuffix("s"), let seconds = number(duration.dropLast()) else { return nil }
        return bounded(seconds)
    }

    /// Of words: "Please retry in 48.939935699s.", "Please try again in 12s", "in 1m30s", "in 250ms".
    package static func seconds(words: String) -> Double? {
        guard
            ["retry in ", "try again in "].contains(where: { words.range(of: $0, options: .caseInsensitive) != nil })
        else { return nil }
        let pattern = /(?:retry|try again) in (?:([0-9]{1,9})h)?(?:([0-9]{1,9})m(?!s))?(?:([0-9]+(?:\.[0-9]+)?)(ms|s))?/
        guard let match = words.firstMatch(of: pattern.ignoresCase()), match.1 ?? match.2 ?? match.3 != nil else {
            return nil
        }
        func value(_ digits: Substring?) -> Double { digits.flatMap { Double($0) } ?? 0 }
        let seconds = value(match.3) * (match.4?.lowercased() == "ms" ? 0.001 : 1)
        return bounded(value(match.1) * 3600 + value(match.2) * 60 + seconds)
    }
}
