public import Foundation

/// A picture's bytes that were inspected: of a known format, decoded to the last row, measured and hashed.
///
/// Only the inspection makes one, so whoever holds a `Picture` may rely on it.
public struct Picture: Sendable, Equatable {
    /// The encoded bytes, exactly as they were given.
    public let data: Data
    public let format: PictureFormat
    /// Pixels as a viewer sees them: an EXIF orientation is already taken into account.
    public let width: Int
    public let height: Int
    public let hasAlpha: Bool
    /// SHA-256 of `data`, 64 lower-case hexadecimal digits.
    public let sha256: String
}
