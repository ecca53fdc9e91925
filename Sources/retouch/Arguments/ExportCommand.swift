import ArgumentParser
import Foundation
import Pictures
import Sessions

/// `retouch export N [TURN] -o OUT`
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a turn's picture to a file: PNG, JPEG, WebP, AVIF or TIFF.",
        discussion: HelpBlock.flowing(
            """
            The picture's metadata tells the instructions and models that led to it, unless --no-story is given.
              retouch export 1 -o edits.ora           layers, for GIMP and Krita
              retouch export 1 --sheet -o sheet.jpg   the turns side by side
              retouch export 1 --steps -o steps.webp  one after the other (.webp or .gif)
              retouch export 1 --all -o FOLDER        every turn that led to this one
              retouch export 1 --zip session.zip      all of it, for retouch import
            """))

    @OptionGroup var which: SessionArgument
    @Argument(help: "The turn; the current one by default.", completion: .turns) var turn: Int?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; its ending tells the format.", valueName: "file"),
        completion: .file())
    var output: String?
    @Flag(help: "Every turn that led to this one, into a folder.") var all = false
    @Flag(help: "A contact sheet of them, with captions.") var sheet = false
    @Flag(help: "An animation of them: WebP or GIF.") var steps = false
    @Option(
        help: ArgumentHelp("Pack the whole session into an archive; - is standard output.", valueName: "file"),
        completion: .file())
    var zip: String?
    @Option(parsing: .unconditional, help: "1 to 100, for JPEG, WebP and AVIF.") var quality = 90
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The longest side; larger pictures are scaled down.", valueName: "px")) var maxSide: Int?
    @Flag(help: "The model's own bytes, exactly as they came.") var received = false
    @Flag(help: "Replace the file if it exists.") var force = false
    @Flag(help: "Leave the instructions and models out of the metadata.") var noStory = false
    @OptionGroup var colours: ExportOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (output == nil) != (zip == nil) else {
            throw ValidationError("Say where to write: -o FILE, or --zip FILE for the whole session.")
        }
        guard [all, sheet, steps, received, zip != nil].count(where: \.self) <= 1 else {
            throw ValidationError("Take one of --all, --sheet, --steps, --received and --zip.")
        }
        guard (1...100).contains(quality) else { throw ValidationError("--quality takes a number from 1 to 100.") }
        guard maxSide.map({ $0 > 0 }) ?? true else { throw ValidationError("--max-side takes a number of pixels.") }
    }

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings, forReading: true, telling: console)
            let number = try which.number(in: folder, console)
            let saved = try folder.read(number)
            if zip == "-" { return try HandingOver(console: console).writeArchive(of: saved, number: number) }
            var request = ExportRequest()
            request.path = try surroundings.pathToWrite(output ?? zip ?? "")
            request.kind =
                zip != nil
                ? .archive : all ? .everyTurn : sheet ? .sheet : steps ? .steps : ExportRequest.kind(of: request.path)
            request.turn = turn
            request.quality = quality
            request.longestSide = maxSide
            request.received = received
            request.replacing = force
            request.tellsStory = !noStory
            colours.fill(&request)
            try request.refuseUnheeded()
            if request.kind != .picture {
                for path in try HandingOver(console: console).handOver(saved, as: request) {
                    console.print(path: surroundings.shown(URL(fileURLWithPath: path)))
                }
                return
            }
            let (path, picture) = try Exporting(console: console).export(request, of: saved)
            if common.json {
                console.print(
                    json: TurnObject.PictureObject(
                        path: surroundings.shown(URL(fileURLWithPath: path)), format: picture.format.rawValue,
                        width: picture.width, height: picture.height, sha256: picture.sha256))
            } else {
                console.print(path: surroundings.shown(URL(fileURLWithPath: path)))
            }
        }
    }
}

/// In which colours, with how many bits and with which metadata a picture is written.
struct ExportOptions: ParsableArguments {
    @Flag(help: "In sRGB, for the web, whatever colours the picture has.") var srgb = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("8 or 16 bits a channel, where the format has them.", valueName: "8|16")) var bits: Int?
    @Option(
        help: ArgumentHelp(
            "Of what the original says: usual (date, camera, artist, copyright), all, or none.", valueName: "what"),
        completion: .list(PictureMetadata.Keeping.allCases.map(\.rawValue)))
    var metadata: String = "usual"

    func validate() throws {
        guard bits.map({ [8, 16].contains($0) }) ?? true else { throw ValidationError("--bits takes 8 or 16.") }
        guard PictureMetadata.Keeping(rawValue: metadata) != nil else {
            throw ValidationError("--metadata takes usual, all or none.")
        }
    }

    func fill(_ request: inout ExportRequest) {
        request.inSRGB = srgb
        request.bits = bits
        request.metadata = PictureMetadata.Keeping(rawValue: metadata) ?? .usual
    }
}
