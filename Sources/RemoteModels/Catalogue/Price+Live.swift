import Foundation
public import ImageModels

extension Price {
    /// This price with what a service says now, and what of that is not believed, or was learned from it and is told no
    /// more; `nil` where there is neither.
    ///
    /// A service that tells one price for what goes in means text, one that tells one for what comes out most likely
    /// pictures: of an output price so low that it is that of text, or less than half of what was known of pictures, the
    /// picture's price stays. A figure far from what was known, either way, is not taken; nor is a price of a request beside
    /// prices of tokens, which are what a bill is counted by. Where and when the price was read changes only as far as the
    /// figures that count were told.
    public func updated(by live: LiveModel, from service: String, on day: String) -> (price: Price, doubts: [String])? {
        func positive(_ amount: Double?) -> Double? { amount.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
        let (input, output) = (positive(live.inputPrice), positive(live.outputPrice))
        let request = positive(live.requestPrice)
        var update = Update(self, by: service)
        guard input != nil || output != nil || request != nil else {
            update.doubtWhatIsToldNoMore()
            return update.doubts.isEmpty ? nil : (self, update.doubts)
        }
        if let input, let known = inputText, update.isNear(input, known, "per million in") {
            // Where pictures have a price of their own, it is not the one that is told.
            if inputImage == known { update.take(\.inputImage, input) }
            update.take(\.inputText, input)
        }
        if let output {
            if let known = outputImage, output < known / 2 {
                if let text = outputText, (text / 4...text * 2).contains(output) { update.take(\.outputText, output) }
                update.doubts.append(
                    "\(service)'s $\(Self.digits(output)) per million out is taken for text, not for pictures")
            } else if let known = outputImage {
                if update.isNear(output, known, "per million out") {
                    // One price for all that comes out stays one.
                    if outputText == known { update.take(\.outputText, output) }
                    update.take(\.outputImage, output)
                }
            } else {
                update.doubts.append("\(service) counts tokens now; the price by the picture may be old")
            }
        }
        if let request { update.take(request: request, besideTokens: output != nil && outputImage != nil) }
        update.doubtWhatIsToldNoMore()
        return (update.price(on: day), update.doubts)
    }

    /// "0.00003", however small.
    fileprivate static func digits(_ amount: Double) -> String {
        let written = String(amount)
        return written.contains("e-") ? Decimal(string: written).map { "\($0)" } ?? written : written
    }

    /// A price on its way to what a service says now.
    private struct Update {
        private let old: Price
        private let service: String
        private var new: Price
        private var told: Set<PartialKeyPath<Price>> = []
        var doubts: [String] = []

        /// How far a figure may be from what was known, either way.
        private static let farthest = 4.0
        /// What a request may cost, where nothing is known of it, in dollars.
        private static let requests = 0.001...10.0

        init(_ price: Price, by service: String) {
            (old, new) = (price, price)
            self.service = service
        }

        /// The figures that a bill is made of, and what they are called.
        private var counting: [(path: KeyPath<Price, Double?>, what: String)] {
            let byPicture: [(path: KeyPath<Price, Double?>, what: String)] = [
                (\.perPicture, "a picture"), (\.perPictureSent, "a picture sent"),
            ]
            let byTokens: [(path: KeyPath<Price, Double?>, what: String)] = [
                (\.inputText, "text in"), (\.inputImage, "pictures in"), (\.outputText, "text out"),
                (\.outputImage, "pictures out"),
            ]
            return (new.isByPicture ? byPicture : byTokens).filter {
                new[keyPath: $0.path] != nil || $0.path == \.perPicture
            }
        }

        mutating func take(_ path: WritableKeyPath<Price, Double?>, _ figure: Double) {
            new[keyPath: path] = figure
            told.insert(path)
        }

        /// Whether a figure can be believed beside what was known; where it can't, that is told.
        mutating func isNear(_ figure: Double, _ known: Double, _ what: String) -> Bool {
            guard known > 0, figure < known / Self.farthest || figure > known * Self.farthest else { return true }
            let (told, before) = (Price.digits(figure), Price.digits(known))
            doubts.append("\(service)'s $\(told) \(what) is far from the $\(before) that was known: not taken")
            return false
        }

        mutating func take(request: Double, besideTokens: Bool) {
            guard !besideTokens else {
                doubts.append(
                    "\(service) tells $\(Price.digits(request)) for a request beside prices of tokens: tokens are counted"
                )
                return
            }
            if let sizes = old.perPictureBySize, let least = sizes.values.min(), least > 0 {
                guard isNear(request, least, "a request") else { return }
                // The price of the least size; the others keep their distance.
                new.perPictureBySize = sizes.mapValues { $0 == least ? request : $0 * request / least }
                return take(\.perPicture, request)
            }
            let known = old.perPicture ?? old.estimate(Work(sizeClass: "1K", quality: "medium"))?.dollars
            if let known {
                guard isNear(request, known, "a request") else { return }
            } else if !Self.requests.contains(request) {
                return doubts.append("\(service)'s $\(Price.digits(request)) a request can hardly be: not taken")
            }
            take(\.perPicture, request)
        }

        /// Tells of figures that an earlier list of the service's told, by what the source says, and this one does not.
        mutating func doubtWhatIsToldNoMore() {
            var left = counting.filter { !told.contains($0.path) }
            for part in old.source.components(separatedBy: Self.rest) {
                let learned = Learned(part, from: service)
                guard learned != nil || part == service else { continue }
                for (path, what) in left where learned?.what.contains(what) ?? true {
                    guard let figure = old[keyPath: path] else { continue }
                    doubts.append(
                        "\(service) told $\(Price.digits(figure)) for \(what) on \(learned?.day ?? old.asOf), and tells it no "
                            + "more; it counts as long as it is in your models.json")
                }
                left.removeAll { learned?.what.contains($0.what) ?? true }
            }
        }

        private static let rest = "; the rest: "

        /// "CometAPI on 2026-12-01 for text in, pictures out"
        private struct Learned {
            var day: String
            var what: [String]

            init?(_ part: String, from service: String) {
                guard part.hasPrefix("\(service) on "), let start = part.range(of: " for ") else { return nil }
                day = String(part[..<start.lowerBound].dropFirst(service.count + 4))
                what = part[start.upperBound...].components(separatedBy: ", ")
            }
        }

        /// The new price, with where its figures come from.
        func price(on day: String) -> Price {
            var price = new
            let counting = counting
            let fresh = counting.filter { told.contains($0.path) }
            guard !fresh.isEmpty else { return price }
            if fresh.count == counting.count {
                (price.asOf, price.source) = (day, service)
            } else {
                // What earlier lists told stays beside it, but for what this one tells.
                let earlier = old.source.components(separatedBy: Self.rest).compactMap { part -> String? in
                    guard let learned = Learned(part, from: service) else { return part }
                    let left = learned.what.filter { !fresh.map(\.what).contains($0) }
                    return left.isEmpty ? nil : "\(service) on \(learned.day) for \(left.joined(separator: ", "))"
                }.joined(separator: Self.rest)
                let what = fresh.map(\.what).joined(separator: ", ")
                price.source = "\(service) on \(day) for \(what)\(Self.rest)\(earlier)"
            }
            return price
        }
    }
}
