import ImageModels
import Locality
import Pictures

/// A session's instructions as a plain text file: one a line, to be read, mended, kept under version control and carried
/// out on a picture.
///
/// Lines that begin with `# `, and empty ones, are for people. `\` at the end continues an instruction on the next line.
/// `/region`, `/lock`, `/ratio`, `/size` and `/think` hold until they are said again; any other line is an instruction,
/// with `//` for one that begins with a slash.
public struct Script: Sendable, Equatable {
    public var lines: [Line]

    public struct Line: Sendable, Equatable {
        /// Where it begins in the file, from 1.
        public var number: Int
        public var content: Content

        public init(number: Int, content: Content) {
            self.number = number
            self.content = content
        }
    }

    public enum Content: Sendable, Equatable {
        case instruction(String)
        /// `nil` after `/region off`.
        case region(String?)
        /// `/lock`, `/ratio`, `/size` or `/think` and what follows.
        case setting(name: String, value: String)
    }

    public enum Failure: Error, Sendable, Equatable {
        /// A line begins with a slash and is none of the commands of scripts.
        case unknownCommand(line: Int, name: String)
        /// A command lacks what it sets.
        case noValue(line: Int, name: String)
    }

    static let settings = ["lock", "ratio", "size", "think"]

    /// Reads a script. Throws `Failure`.
    public init(reading text: String) throws(Failure) {
        var lines: [Line] = []
        var pending: (number: Int, text: String)?
        let raw = text.split(omittingEmptySubsequences: false, whereSeparator: Script.isBreak)
        for (index, line) in raw.enumerated() {
            let slashes = line.reversed().prefix { $0 == "\\" }.count
            let content = String(line.dropLast(slashes)) + String(repeating: "\\", count: slashes / 2)
            if pending == nil, Script.isComment(content) || slashes == 0 && content.allSatisfy(\.isWhitespace) {
                continue
            }
            pending = (pending?.number ?? index + 1, (pending.map { $0.text + "\n" } ?? "") + content)
            if slashes % 2 == 1 { continue }
            if let whole = pending, let line = try Script.line(whole.number, whole.text) { lines.append(line) }
            pending = nil
        }
        // A file that ends within an instruction has it whole nevertheless.
        if let rest = pending, let line = try Script.line(rest.number, rest.text) { lines.append(line) }
        self.lines = lines
    }

    public init(_ lines: [Line]) {
        self.lines = lines
    }

    private static func isBreak(_ character: Character) -> Bool { ["\n", "\r\n", "\r"].contains(character) }

    private static func isComment(_ line: some StringProtocol) -> Bool { line == "#" || line.hasPrefix("# ") }

    /// Whether a line is a comment, or an instruction that looks like one but for the backslashes before it.
    private static func looksLikeComment(_ line: some StringProtocol) -> Bool {
        isComment(String(line.drop { $0 == "\\" }))
    }

    /// `nil` for lines that say nothing.
    private static func line(_ number: Int, _ text: String) throws(Failure) -> Line? {
        let text = text.trimmingSpaces()
        if text.isEmpty { return nil }
        if text.hasPrefix("//") { return Line(number: number, content: .instruction(String(text.dropFirst()))) }
        if text.hasPrefix("\\"), looksLikeComment(text.prefix { $0 != "\n" }) {
            return Line(number: number, content: .instruction(String(text.dropFirst())))
        }
        guard text.hasPrefix("/") else { return Line(number: number, content: .instruction(text)) }
        // By scalars: a mark at the beginning of a value makes one character with the blank before it.
        let scalars = text.unicodeScalars.dropFirst()
        let name = String(scalars.prefix { !$0.properties.isWhitespace })
        let value = String(scalars.drop { !$0.properties.isWhitespace }).trimmingSpaces()
        if name == "region" {
            guard !value.isEmpty else { throw .noValue(line: number, name: name) }
            return Line(number: number, content: .region(value == "off" ? nil : value))
        }
        guard settings.contains(name) else { throw .unknownCommand(line: number, name: name) }
        guard !value.isEmpty else { throw .noValue(line: number, name: name) }
        return Line(number: number, content: .setting(name: name, value: value))
    }

    /// The script's text, ended by a line break; reading it gives the same lines.
    public var text: String {
        lines.map { line in
            switch line.content {
            case .instruction(let text): Script.written(text)
            case .region(let region): Script.lines(of: "/region \(region ?? "off")").joined(separator: "\\\n")
            case .setting(let name, let value): Script.lines(of: "/\(name) \(value)").joined(separator: "\\\n")
            }
        }.map { $0 + "\n" }.joined()
    }

    /// The lines of a text, with backslashes at their ends doubled.
    private static func lines(of text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: isBreak).map { line in
            String(line) + String(repeating: "\\", count: line.reversed().prefix { $0 == "\\" }.count)
        }
    }

    private static func written(_ instruction: String) -> String {
        var lines = lines(of: instruction)
        if lines[0].hasPrefix("/") { lines[0] = "/" + lines[0] }
        if looksLikeComment(lines[0]) { lines[0] = "\\" + lines[0] }
        return lines.joined(separator: "\\\n")
    }
}

extension Script {
    /// The script of a replay. Regions that were placed by numbers are written in percent of the picture.
    ///
    /// - Parameters:
    ///   - instruction: The text of a step, with what it attaches named so that it can be found.
    ///   - mask: How the mask of a step's region is named; `nil` where its name is enough to find it again.
    public init(
        of replay: Replay, instruction: (Step) -> String, mask: (Step) -> String?
    ) {
        var lines: [Line] = []
        var region: String?
        var settings: [String: String] = [:]
        func add(_ content: Content) { lines.append(Line(number: lines.count + 1, content: content)) }
        for step in replay.steps {
            let wanted = step.confinement.map { Script.words(for: $0, mask: mask(step)) }
            if wanted != region { add(.region(wanted)) }
            region = wanted
            let values = [
                "lock": step.lock.flatMap { $0 == .auto ? nil : $0.rawValue },
                "ratio": step.settings.ratio?.description,
                "size": step.settings.size, "think": step.settings.thinking,
            ]
            for name in Script.settings where values[name] ?? nil != settings[name] {
                let value = values[name] ?? nil
                add(.setting(name: name, value: value ?? "auto"))
                settings[name] = value
            }
            add(.instruction(instruction(step)))
        }
        self.init(lines)
    }

    private static func words(for confinement: Step.Confinement, mask: String?) -> String {
        switch confinement {
        case .typed(let text): return text
        case .placed(let region, let size):
            if let mask { return mask }
            if region.mask != nil, let name = region.name { return name }
            return region.box.shares(of: size)
        }
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
        let scalars = unicodeScalars.drop(while: isSpace)
        return String(scalars[..<(scalars.lastIndex { !isSpace($0) }.map(scalars.index(after:)) ?? scalars.startIndex)])
    }
}
