import Foundation
import ImageModels
import Studio
import TerminalUI
import Wording

/// What is set for the turns to come.
extension Conversation {
    func use(_ choice: Models.Choice) async throws {
        try await studio?.use(choice.model, settings: settings)
        model = choice.model
        isModelTheSessions = false
        if let session = await studio?.session {
            ChosenModels(file: surroundings.chosenModelsFile).add(model.profile, for: session)
        }
        if let warning = choice.warning { console.say(warning) }
        let through =
            model.profile.service.flatMap { try? models.service($0).title }.map { " through \($0)" } ?? ""
        console.say("The model is \(Sanitising.name(model.profile.id))\(through) now.")
        if let price = settings.price(of: model.profile), model.profile.service != nil {
            let dollars = Amounts.dollars(price, isEstimate: false)
            console.say("A request of it costs \(dollars), as you said; /set price off takes that away.")
        }
        sayThinking()
    }

    /// Says where the model can't think as it is set: each instruction would be refused.
    private func sayThinking() {
        guard let level = settings.thinking, !model.profile.thinking.contains(level) else { return }
        let known = model.profile.thinking
        console.say(
            known.isEmpty
                ? "The thinking of the model \(model.profile.shortName) can't be set: /think auto"
                : "The model \(model.profile.shortName) knows no thinking level \(level), only \(known.joined(separator: ", "))."
        )
    }

    /// Sets all settings at once, and notes them down where they differ.
    func change(_ changed: TurnSettings) async throws {
        var changed = changed
        changed.bindPrice(to: model.profile)
        guard changed != settings else { return }
        try await studio?.use(model, settings: changed)
        settings = changed
    }

    /// Changes one setting, by its name in the table. Throws a `Refusal`.
    func set(_ name: String, to value: String) async throws {
        if let setting = ProgramSetting.named(name) {
            guard setting.change(self, value) else { throw setting.refusal }
            return console.say("\(name) \(setting.value(self))")
        }
        guard let setting = TurnSetting.named(name) else { throw unknownSetting(name) }
        var changed = settings
        try setting.change(&changed, value)
        if setting.name == "price" {
            let price = changed.price
            changed.price = settings.price
            changed.setPrice(price, of: model.profile)
        }
        try await change(changed)
        console.say("\(setting.name) \(shownValue(of: setting))")
        if setting.name == "price", model.profile.service == nil {
            console.say(
                "The model \(model.profile.shortName) costs nothing; /model chooses the one that is meant, then say it again."
            )
        }
        if setting.name == "ratio", let ratio = changed.ratio { say(ratio) }
        if setting.name == "extra", changed.extra != nil, model.profile.service.map(isOwn) != true {
            console.say("The model \(model.profile.shortName) is not on a server of your own; it is not sent there.")
        }
        if setting.name == "markup", changed.markup == true, !model.profile.markup {
            console.say(
                "The model \(model.profile.shortName) takes no drawing over a picture; GPT Image 2.5 and later do. "
                    + "Its regions are sent as ever.")
        }
        if setting.name == "think" { sayThinking() }
        if let format = changed.format, setting.name == "format", !model.profile.formats.contains(format) {
            console.say(
                "The model \(model.profile.shortName) can't be asked for a format; GPT Image can. /export writes any.")
        }
        if setting.name == "compression", changed.compression != nil, ![.some("jpeg"), "webp"].contains(changed.format)
        {
            console.say("It counts with /set format jpeg or webp.")
        }
        if setting.name == "size", let size = changed.size, !model.profile.has(size: size) {
            console.say("The model \(model.profile.shortName) has no size \(size) to offer.")
        }
    }

    /// Says where the model can't paint in a ratio: each instruction would be refused, or the ratio passed over.
    private func say(_ ratio: AspectRatio) {
        let name = model.profile.shortName
        switch model.profile.framing {
        case .asTheyAre:
            let cropping = "crop to \(ratio)"
            let canCrop = (try? Grammar.parse(cropping, referenceCount: 0)) != nil
            console.say(
                "The model \(name) keeps a picture's shape"
                    + (canCrop
                        ? "; tell it \u{201C}\(cropping)\u{201D} to change it."
                        : ", and \(ratio) is narrower than it crops to."))
        case .sizes(let classes):
            let shapes = (classes.first { $0.name == settings.size } ?? classes.first)?.shapes ?? []
            guard !shapes.contains(where: { $0.ratio == ratio }) else { return }
            console.say(
                "The model \(name) does not know the ratio \(ratio), only "
                    + shapes.map(\.ratio.description).joined(separator: ", ") + ".")
        case .anySize(let bounds):
            guard max(ratio.value, 1 / ratio.value) > bounds.steepest else { return }
            console.say(
                "The model \(name) does not know the ratio \(ratio), but up to \(String(format: "%g", bounds.steepest)) to 1."
            )
        }
    }

    /// Whether a service is a server of the designer's own.
    func isOwn(_ service: String) -> Bool { (try? models.service(service))?.isOwn == true }

    /// What a setting is; a price is the current model's.
    private func shownValue(of setting: TurnSetting) -> String {
        guard setting.name == "price" else { return setting.value(settings) }
        let others = (settings.prices ?? [:]).filter { $0.key != model.profile.pricedAs }.sorted { $0.key < $1.key }
            .map { "\(Amounts.dollars($0.value, isEstimate: false)) for \(Sanitising.name($0.key, limit: 80))" }
        let own = settings.price(of: model.profile).map {
            "\(Amounts.dollars($0, isEstimate: false)) for \(model.profile.shortName)"
        }
        return ([own ?? "auto"] + others).joined(separator: ", ")
    }

    private func unknownSetting(_ name: String) -> Refusal {
        let known = TurnSetting.all.map(\.name) + ProgramSetting.all.map(\.name)
        let guess = Spelling.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
        return Refusal(
            "There is no setting \u{201C}\(Sanitising.line(name, limit: 40))\u{201D}.\(guess)",
            next: "/set lists them.", exit: .usage)
    }

    /// The settings with their values, for `/set`.
    var settingLines: [String] { settingRows.map(Self.line) }

    /// The same of one. Throws a `Refusal`.
    func line(of name: String) throws -> String {
        guard let row = settingRows.first(where: { $0.name == name }) else { throw unknownSetting(name) }
        return Self.line(row)
    }

    private var settingRows: [(name: String, value: String)] {
        TurnSetting.all.map { ($0.name, shownValue(of: $0)) } + ProgramSetting.all.map { ($0.name, $0.value(self)) }
    }

    private static func line(_ row: (name: String, value: String)) -> String {
        row.name + String(repeating: " ", count: max(1, 13 - row.name.count)) + row.value
    }
}

/// One of the settings that go with every turn: how it is named, shown and changed.
struct TurnSetting: Sendable {
    let name: String
    let values: String
    let summary: String
    let value: @Sendable (TurnSettings) -> String
    /// Throws a `Refusal` for a value that can't be.
    let change: @Sendable (inout TurnSettings, String) throws -> Void

    static let all: [TurnSetting] = [
        TurnSetting(
            name: "ratio", values: "W:H or auto", summary: "the shape of pictures that models paint anew",
            value: { $0.ratio?.description ?? "auto" },
            change: { settings, text in
                guard text == "auto" || AspectRatio(text) != nil else {
                    throw wrong(text, is: "no ratio", "/ratio 16:9")
                }
                settings.ratio = AspectRatio(text)
            }),
        word("size", ["512", "1K", "2K", "4K"], "the size of pictures that models paint anew", \.size),
        word("think", ["minimal", "low", "medium", "high"], "how long the model thinks first", \.thinking),
        word(
            "quality", ["low", "medium", "high", "xhigh", "max"],
            "for models that know qualities (auto: medium, as it is the price that is told)", \.quality),
        word(
            "format", ["png", "jpeg", "webp"], "what pictures are to come as, of models that can be asked (gpt2)",
            \.format),
        TurnSetting(
            name: "compression", values: "0 to 100 or auto",
            summary: "of jpeg and webp, as OpenAI counts it (by itself 100)",
            value: { $0.compression.map(String.init) ?? "auto" },
            change: { settings, text in
                guard text == "auto" || Int(text).map({ (0...100).contains($0) }) == true else {
                    throw wrong(text, is: "no number from 0 to 100", "/set compression 20")
                }
                settings.compression = Int(text)
            }),
        word(
            "background", ["transparent", "opaque"],
            "of every picture to come, whatever its words wish (auto: as they do)", \.background),
        TurnSetting(
            name: "seed", values: "NUMBER or auto", summary: "makes some models answer alike",
            value: { $0.seed.map(String.init) ?? "auto" },
            change: { settings, text in
                guard text == "auto" || Int32(text).map({ $0 >= 0 }) == true else {
                    throw wrong(text, is: "no seed", "/set seed 7")
                }
                settings.seed = Int(text)
            }),
        word(
            "safety", ["OFF", "BLOCK_NONE", "BLOCK_ONLY_HIGH", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_LOW_AND_ABOVE"],
            "what Google's models block", \.safety),
        flag("history", on: "full", "sends the whole conversation instead of the current picture", \.fullHistory),
        flag(
            "stream", on: "on", "receives answers in pieces; OpenAI's drafts are shown (100 tokens each)", \.streaming),
        flag(
            "markup", on: "on", "draws a region onto the picture for models that take that, instead of a mask", \.markup
        ),
        word("tier", ["flex"], "half the price at Google for up to 15 minutes of waiting (--timeout 900)", \.tier),
        TurnSetting(
            name: "price", values: "DOLLARS or auto",
            summary: "what one request of this model costs, where you know better",
            value: { $0.price.map { Amounts.dollars($0, isEstimate: false) } ?? "auto" },
            change: { settings, text in
                let amount = Double(text.hasPrefix("$") ? String(text.dropFirst()) : text)
                let isNone = ["auto", "off"].contains(text.lowercased())
                guard isNone || amount.map({ (0...Self.mostDollars).contains($0) }) == true else {
                    throw wrong(text, is: "no amount in dollars", "/set price 0.04")
                }
                settings.price = isNone ? nil : amount
            }),
        TurnSetting(
            name: "extra", values: "NAME VALUE, NAME off or off",
            summary: "what a server of your own takes besides: steps, guidance",
            value: { settings in
                (settings.extra ?? [:]).sorted { $0.key < $1.key }
                    .map { "\(Sanitising.line($0.key, limit: 40))=\(Sanitising.line($0.value, limit: 60))" }
                    .joined(separator: " ").nonEmpty ?? "off"
            },
            change: { settings, text in
                let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "=" }.map(String.init)
                if parts == ["off"] {
                    settings.extra = nil
                    return
                }
                guard parts.count == 2, parts[0].wholeMatch(of: #/[A-Za-z][A-Za-z0-9_]{0,63}/#) != nil,
                    parts[1].utf8.count <= 1000, parts[1].utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
                else { throw wrong(text, is: "no name and value", "/set extra steps 30") }
                try Refusal.refuse(keyIn: parts[1])
                var extra = settings.extra ?? [:]
                extra[parts[0]] = parts[1] == "off" ? nil : parts[1]
                settings.extra = extra.isEmpty ? nil : extra
            }),
        TurnSetting(
            name: "budget", values: "DOLLARS or off", summary: "what the session may cost",
            value: { $0.budget.map { Amounts.dollars($0, isEstimate: false) } ?? "off" },
            change: { settings, text in
                let amount = Double(text.hasPrefix("$") ? String(text.dropFirst()) : text)
                guard text == "off" || amount.map({ (0...Self.mostDollars).contains($0) }) == true else {
                    throw wrong(text, is: "no amount in dollars", "/budget 2.00")
                }
                settings.budget = text == "off" ? nil : amount
            }),
    ]

    /// More is a slip of the hand.
    private static let mostDollars = 1_000_000.0

    static func named(_ name: String) -> TurnSetting? { all.first { $0.name == name } }

    private static func wrong(_ text: String, is what: String, _ example: String) -> Refusal {
        Refusal(
            "\u{201C}\(Sanitising.line(text, limit: 40))\u{201D} is \(what).", next: "For example: \(example)",
            exit: .usage)
    }

    private static func word(
        _ name: String, _ words: [String], _ summary: String,
        _ field: any WritableKeyPath<TurnSettings, String?> & Sendable
    ) -> TurnSetting {
        TurnSetting(
            name: name, values: (words + ["auto"]).joined(separator: ", "), summary: summary,
            value: { $0[keyPath: field] ?? "auto" },
            change: { settings, text in
                let word = words.first { $0.lowercased() == text.lowercased() }
                guard text == "auto" || word != nil else {
                    throw Refusal(
                        "\(name) can be \(words.joined(separator: ", ")) or auto; not \u{201C}\(Sanitising.line(text, limit: 40))\u{201D}.",
                        next: "For example: /set \(name) \(words[0])", exit: .usage)
                }
                settings[keyPath: field] = word
            })
    }

    private static func flag(
        _ name: String, on: String, _ summary: String, _ field: any WritableKeyPath<TurnSettings, Bool?> & Sendable
    ) -> TurnSetting {
        TurnSetting(
            name: name, values: "\(on), off", summary: summary, value: { $0[keyPath: field] == true ? on : "off" },
            change: { settings, text in
                guard text == on || text == "off" else { throw wrong(text, is: "no \(name)", "/set \(name) \(on)") }
                settings[keyPath: field] = text == on ? true : nil
            })
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
