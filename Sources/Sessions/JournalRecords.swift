public import Pictures

/// A picture's file in a session folder, with all that `verify` checks.
public struct PictureRecord: Sendable, Equatable, Codable {
    /// Relative to the session folder.
    public var file: String
    public var format: PictureFormat
    public var width: Int
    public var height: Int
    public var bytes: Int
    public var sha256: String
    /// Of a file with several, the page that was chosen, counted from 1; absent for the file's own.
    public var page: Int?

    public init(file: String, picture: Picture) {
        self.file = file
        format = picture.format
        width = picture.width
        height = picture.height
        bytes = picture.data.count
        sha256 = picture.sha256
        page = picture.chosenPage
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        file = try container.decode(String.self, forKey: .file)
        format = try container.decode(PictureFormat.self, forKey: .format)
        width = try container.decode(1...PixelSize.longestSide, forKey: .width)
        height = try container.decode(1...PixelSize.longestSide, forKey: .height)
        bytes = try container.decode(0...Int.max, forKey: .bytes)
        sha256 = try container.decode(String.self, forKey: .sha256)
        page = container.contains(.page) ? try container.decode(1...Int(Int32.max), forKey: .page) : nil
    }
}

/// A region, as a journal has it.
public struct RegionRecord: Sendable, Equatable, Codable {
    public var box: Rectangle
    /// A grey picture of the picture's size; white is selected.
    public var mask: PictureRecord?
    /// What it was chosen by: "jacket", "mask.png".
    public var name: String?

    public init(box: Rectangle, mask: PictureRecord?, name: String?) {
        self.box = box
        self.mask = mask
        self.name = name
    }
}

/// A reference image, kept in the session under its digest.
public struct ReferenceRecord: Sendable, Equatable, Codable {
    public var picture: PictureRecord
    /// What stood in the instruction after the `@`.
    public var name: String

    public init(picture: PictureRecord, name: String) {
        self.picture = picture
        self.name = name
    }
}
