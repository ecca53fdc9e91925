import Foundation

/// An XMP packet as text, from which properties are taken away and to which a description is added; what it says otherwise
/// stays as it stands.
package struct XMPPacket: Sendable, Equatable {
    package internal(set) var text: String

    /// `nil` for text that is no packet, or is not well-formed: nobody could say what is private in it.
    package init?(_ text: String) {
        guard let outline = XMPOutline(Array(text.utf8)), outline.root != nil else { return nil }
        self.text = text
    }

    /// A packet in which nothing is said.
    static let empty = """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="r"?>
        """

    /// Namespaces by the prefixes that they usually have.
    static let namespaces = [
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "tiff": "http://ns.adobe.com/tiff/1.0/",
        "exif": "http://ns.adobe.com/exif/1.0/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
        "xmpNote": "http://ns.adobe.com/xmp/note/",
        "hdrgm": "http://ns.adobe.com/hdr-gain-map/1.0/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    ]

    /// Without what is said of how the pixels lie in the file, and of what else the file held: thumbnails, gain maps, films,
    /// depths, parts of this packet elsewhere. None of it holds in another file.
    var withoutTheFile: XMPPacket { without { Self.isOfTheFile($0, $1) } }

    private static let ofTheFile: [String: Set<String>] = [
        "tiff": [
            "Orientation", "ImageWidth", "ImageLength", "XResolution", "YResolution", "ResolutionUnit", "BitsPerSample",
            "Compression", "PhotometricInterpretation", "SamplesPerPixel", "PlanarConfiguration", "NativeDigest",
        ],
        "exif": ["PixelXDimension", "PixelYDimension", "ColorSpace", "NativeDigest"],
        "xmp": ["Thumbnails"],
        "photoshop": ["ICCProfile", "ColorMode"],
    ]

    private static func isOfTheFile(_ namespace: String, _ name: String) -> Bool {
        if ofTheFile.contains(where: { namespaces[$0.key] == namespace && $0.value.contains(name) }) { return true }
        if isCompanion(namespace, name) != nil { return true }
        return namespace == namespaces["xmpNote"] || namespace.hasPrefix("http://ns.google.com/photos/1.0/image/")
    }

    /// What lies beside the picture in the same file.
    private static func isCompanion(_ namespace: String, _ name: String) -> PictureRemark.Companion? {
        if namespace == namespaces["hdrgm"] || namespace.hasPrefix("http://ns.apple.com/HDRGainMap/") {
            return .gainMap
        }
        if namespace.hasPrefix("http://ns.google.com/photos/1.0/depthmap/")
            || namespace.hasPrefix("http://ns.apple.com/depthData/")
        {
            return .depthMap
        }
        if ["MicroVideo", "MotionPhoto", "LivePhoto", "OLivePhoto"].contains(where: name.hasPrefix) { return .film }
        // Directories of what follows the picture in the file: Google's, and the dynamic depth format's.
        let directories = ["photos/1.0/container/", "photos/dd/1.0/"].map { "http://ns.google.com/" + $0 }
        return directories.contains(where: namespace.hasPrefix) ? .other : nil
    }

    /// What it claims to lie beside the picture.
    var companions: Set<PictureRemark.Companion> {
        var companions = Set(names.compactMap { Self.isCompanion($0.namespace, $0.name) })
        // Google's directory names what lies there.
        for (word, kind) in [("GainMap", PictureRemark.Companion.gainMap), ("Depth", .depthMap)]
        where companions.contains(.other) && ["=\"\(word)\"", "='\(word)'", ">\(word)<"].contains(where: text.contains)
        {
            companions.insert(kind)
        }
        return companions
    }

    /// Without what tells where it was taken, the camera's own number or its owner.
    var withoutPrivateProperties: XMPPacket {
        without { namespace, name in
            let lowercase = name.lowercased()
            // Makers of drones have names of their own: GpsLatitude, GimbalLatitude, AbsoluteAltitude.
            return ["gps", "latitude", "longitude", "longtitude", "altitude"].contains(where: lowercase.contains)
                || name.hasSuffix("SerialNumber") || name.hasSuffix("OwnerName")
                || name == "ImageUniqueID" || name == "ImageNumber"
                || name == "RawFileName" && namespace == Self.namespaces["crs"]
                || Self.isOfTheFile(namespace, name)
        }
    }

    /// Without properties, be they elements or attributes, at any depth.
    func without(where isLeftOut: (_ namespace: String, _ name: String) -> Bool) -> XMPPacket {
        let bytes = Array(text.utf8)
        guard let outline = XMPOutline(bytes) else { return self }
        var cuts: [Range<Int>] = []
        for element in outline.elements {
            if isLeftOut(element.namespace, element.name) {
                cuts.append(element.range)
            } else {
                cuts += element.attributes.filter { $0.declares == nil && isLeftOut($0.namespace, $0.name) }.map(
                    \.range)
            }
        }
        return cutting(cuts, out: bytes)
    }

    func cutting(_ cuts: [Range<Int>], out bytes: [UInt8]) -> XMPPacket {
        guard !cuts.isEmpty else { return self }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = 0
        for cut in cuts.sorted(by: { $0.lowerBound < $1.lowerBound }) where cut.upperBound > at {
            out += bytes[at..<max(at, cut.lowerBound)]
            at = cut.upperBound
        }
        out += bytes[at...]
        var packet = self
        packet.text = String(decoding: out, as: UTF8.self)
        return packet
    }

    /// Without properties by their usual names: "xmp:CreatorTool".
    package func without(_ names: [String]) -> XMPPacket {
        without { namespace, name in names.contains { Self.isNamed($0, namespace, name) } }
    }

    package func contains(_ qualified: String) -> Bool {
        names.contains { Self.isNamed(qualified, $0.namespace, $0.name) }
    }

    private static func isNamed(_ qualified: String, _ namespace: String, _ name: String) -> Bool {
        let parts = qualified.split(separator: ":").map { String($0) }
        return parts.count == 2 && parts[1] == name && namespaces[parts[0]] == namespace
    }

    var names: [(namespace: String, name: String)] {
        (XMPOutline(Array(text.utf8))?.elements ?? []).flatMap { element in
            [(element.namespace, element.name)]
                + element.attributes.filter { $0.declares == nil }.map { ($0.namespace, $0.name) }
        }
    }

    /// With another `rdf:Description` beside its own.
    package func adding(_ description: String) -> XMPPacket {
        let bytes = Array(text.utf8)
        guard let outline = XMPOutline(bytes), let root = outline.root else { return self }
        let element = outline.elements[root]
        var packet = self
        if element.content.isEmpty, element.range.upperBound == element.content.upperBound {
            // One tag for both ends.
            let name =
                "<" + String(decoding: bytes[(element.range.lowerBound + 1)...].prefix { $0 > 0x2F }, as: UTF8.self)
            let head = String(decoding: bytes[..<element.endOfAttributes], as: UTF8.self)
            let tail = String(decoding: bytes[element.range.upperBound...], as: UTF8.self)
            packet.text = head + ">" + description + "\n" + name.replacingOccurrences(of: "<", with: "</") + ">" + tail
        } else {
            packet.text =
                String(decoding: bytes[..<element.content.upperBound], as: UTF8.self) + description + "\n"
                + String(decoding: bytes[element.content.upperBound...], as: UTF8.self)
        }
        return packet
    }
}
