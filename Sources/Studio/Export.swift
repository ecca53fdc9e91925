import Files
public import Foundation
import Glibc
public import Pictures
import Sessions

/// A picture on its way out of a session, into a file of the designer's choice.
public struct Export: Sendable {
    public var format: PictureFormat
    /// 1...100, for JPEG, WebP and AVIF.
    public var quality: Int
    /// The longest side in pixels; larger pictures are scaled down.
    public var longestSide: Int?
    /// Goes into the picture's metadata.
    public var story: Story?

    /// Whether it is brought into sRGB; else it stays in its own colours.
    public var inSRGB: Bool
    /// A channel's, 8 or 16; as the picture has them where nothing is said. The format may have fewer.
    public var bits: Int?

    public init(
        format: PictureFormat, quality: Int = 90, longestSide: Int? = nil, story: Story? = nil, inSRGB: Bool = false,
        bits: Int? = nil
    ) {
        self.format = format
        self.quality = quality
        self.longestSide = longestSide
        self.story = story
        self.inSRGB = inSRGB
        self.bits = bits
    }

    /// A picture as it goes out.
    public struct Outcome: Sendable {
        public var picture: Picture
        /// The share of the pixels whose colours the file can't have, 0...1.
        public var outside: Double
        /// Whether transparent places became white, since the format has no transparency.
        public var isFlattened: Bool

        public init(picture: Picture, outside: Double = 0, isFlattened: Bool = false) {
            (self.picture, self.outside, self.isFlattened) = (picture, outside, isFlattened)
        }
    }

    public enum Failure: Error, Sendable, Equatable {
        case exists(path: String)
        case cannotWrite(path: String, code: Int32)
        /// What is there is a device, a FIFO or a socket, which is never replaced.
        case isNoFile(path: String)
        case unwritableFormat(ending: String)
        /// The path lies in a session's own folder, where nothing else is written, whatever was said.
        case insideSession(path: String, session: String)
        /// The path has bytes that are no UTF-8: two such names may read the same.
        case nameIsNoText(path: String)
    }

    /// The format that a path's ending stands for. Throws `unwritableFormat`.
    public static func format(for path: String) throws(Failure) -> PictureFormat {
        let ending = (path as NSString).pathExtension
        guard let format = PictureFormat(fileExtension: ending), PictureEncoding.writable.contains(format) else {
            throw .unwritableFormat(ending: ending)
        }
        return format
    }

    /// The picture as it goes out, tagged with its profile, with the story beside what its file said.
    public func encode(
        _ picture: Picture, metadata: PictureMetadata? = nil
    ) throws(PictureFailure) -> Outcome {
        let size = longestSide.map { picture.size.fitted(longestSide: $0) } ?? picture.size
        let longest = max(size.width, size.height)
        guard longest <= format.longestSide else {
            throw .beyondFormat(format, side: longest, limit: format.longestSide)
        }
        var samples = try picture.samples()
        var outside = 0.0
        if inSRGB { (samples, outside) = samples.inSRGB }
        samples = try samples.scaled(to: size)
        if let bits { samples = bits == 16 ? samples.sixteenBits : samples.eightBits }
        let encoding = PictureEncoding(
            format: format, quality: quality, tagged: true, xmp: story?.xmp(beside: metadata?.packet(for: format)),
            description: story?.description, metadata: metadata)
        return Outcome(
            picture: try samples.picture(as: encoding), outside: outside,
            isFlattened: format == .jpeg && !samples.isOpaque)
    }

    /// Throws `insideSession` for a path in a session's folder, through links and `..` as well, and `nameIsNoText`.
    public static func check(_ path: String) throws(Failure) {
        guard !path.unicodeScalars.contains("\u{FFFD}") else { throw .nameIsNoText(path: path) }
        if let session = SessionsFolder.session(holding: path) {
            throw .insideSession(path: path, session: session.path)
        }
    }

    /// Writes a file whole or not at all, with the permissions that the designer's other files have. A file that is
    /// there is replaced only if told to, and nothing else that is there. Throws `exists`, `isNoFile` or `cannotWrite`.
    public static func write(_ data: Data, to path: String, replacing: Bool) throws(Failure) {
        try check(path)
        do throws(OutgoingFile.Failure) {
            let file = try OutgoingFile(to: path, replacing: replacing)
            try withExtendedLifetime(file) { () throws(OutgoingFile.Failure) in
                try write(data, to: file.descriptor)
                try file.put()
            }
        } catch {
            switch error {
            case .exists: throw .exists(path: path)
            case .isNoFile: throw .isNoFile(path: path)
            case .failed(let code): throw .cannotWrite(path: path, code: code)
            }
        }
    }

    private static func write(_ data: Data, to file: Int32) throws(OutgoingFile.Failure) {
        let code: Int32 = data.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let count = Glibc.write(file, bytes.baseAddress! + offset, bytes.count - offset)
                if count < 0, errno == EINTR { continue }
                if count < 0 { return errno }
                offset += count
            }
            return fsync(file) == 0 ? 0 : errno
        }
        guard code == 0 else { throw .failed(code: code) }
    }
}
