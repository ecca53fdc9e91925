import Foundation

/// An XMP packet as text, from which properties are taken away and to which a description is added; what it says otherwise
/// stays as it stands.
package struct XMPPacket: Sendable, Equatable {
    package private(set) var text: String

    /// `nil` for text that is no packet.
    package init?(_ text: String) {
        guard text.contains("<rdf:RDF"), text.contains("</rdf:RDF>") else { return nil }
        self.text = text
    }

    /// Of how the pixels lie in the file.
    static let ofTheFile: [String] = [
        "tiff:Orientation", "tiff:ImageWidth", "tiff:ImageLength", "tiff:XResolution", "tiff:YResolution",
        "tiff:ResolutionUnit", "exif:PixelXDimension", "exif:PixelYDimension", "exif:ColorSpace", "xmp:Thumbnails",
        "xap:Thumbnails", "photoshop:ICCProfile",
    ]

    /// Without what tells where it was taken, the camera's own number or its owner.
    var withoutPrivateProperties: XMPPacket {
        let names = names { prefix, name in
            let lowercase = name.lowercased()
            // Makers of drones have names of their own: GpsLatitude, GimbalLatitude, AbsoluteAltitude.
            return ["gps", "latitude", "longitude", "longtitude", "altitude"].contains(where: lowercase.contains)
                || name.hasSuffix("SerialNumber") || name.hasSuffix("OwnerName")
                || name == "ImageUniqueID" || name == "ImageNumber" || prefix == "crs" && name == "RawFileName"
        }
        return without(Self.ofTheFile + names)
    }

    /// The qualified names in it that satisfy a condition.
    private func names(where condition: (_ prefix: String, _ name: String) -> Bool) -> [String] {
        var names: Set<String> = []
        let separators = CharacterSet(charactersIn: " \t\r\n<>/=\"'")
        for word in text.components(separatedBy: separators) {
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count == 2, condition(String(parts[0]), String(parts[1])) { names.insert(word) }
        }
        return names.sorted()
    }

    /// Without properties, be they elements or attributes.
    package func without(_ names: [String]) -> XMPPacket {
        var packet = self
        for name in names where packet.text.contains(name) {
            let escaped = NSRegularExpression.escapedPattern(for: name)
            for pattern in [
                "<\(escaped)(\\s[^<>]*)?/>", "<\(escaped)(\\s[^<>]*[^/])?>.*?</\(escaped)\\s*>",
                "\\s\(escaped)\\s*=\\s*(\"[^\"]*\"|'[^']*')",
            ] {
                guard let expression = try? NSRegularExpression(pattern: pattern, options: .dotMatchesLineSeparators)
                else { continue }
                packet.text = expression.stringByReplacingMatches(
                    in: packet.text, range: NSRange(packet.text.startIndex..., in: packet.text), withTemplate: "")
            }
        }
        return packet
    }

    package func contains(_ name: String) -> Bool { text.contains(name) }

    /// With another `rdf:Description` beside its own.
    package func adding(_ description: String) -> XMPPacket {
        var packet = self
        guard let end = text.range(of: "</rdf:RDF>", options: .backwards) else { return self }
        packet.text.insert(contentsOf: description + "\n", at: end.lowerBound)
        return packet
    }
}
