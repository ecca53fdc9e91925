import Foundation
import ImageModels
import Pictures
public import Sessions

/// How a turn's picture came about: the instructions that led to it, with models and digests.
public struct Story: Sendable, Equatable {
    public struct Step: Sendable, Equatable {
        public var turn: Int
        public var instruction: String
        public var model: String
        public var sha256: String
    }

    public var startingPicture: String
    public var steps: [Step]

    public init(of session: Session, to turn: Int) throws(SessionFailure) {
        startingPicture = try session.pictureRecord(0).sha256
        var steps: [Step] = []
        for number in session.state.branch(to: turn) {
            let asked = try session.asked(number)
            steps.append(
                Step(
                    turn: number, instruction: asked.instruction, model: asked.model,
                    sha256: try session.pictureRecord(number).sha256))
        }
        self.steps = steps
    }

    /// The instructions as one line for programs that show a picture's description.
    public var description: String { steps.map(\.instruction).joined(separator: "; ") }

    /// The story as an XMP packet: Dublin Core's description, IPTC's digital source type, and each step in full.
    public var xmp: String { packet(around: description(isOwn: true)) }

    /// The story beside what another packet says; where both say the same property, the story's tool and source stand,
    /// and the other's description.
    func xmp(beside other: String?) -> String {
        guard let other = other.flatMap({ XMPPacket($0) }) else { return xmp }
        return other.without(["xmp:CreatorTool", "Iptc4xmpExt:DigitalSourceType"])
            .adding(description(isOwn: !other.contains("dc:description"))).text
    }

    private func description(isOwn: Bool) -> String {
        let words =
            isOwn
            ? """

                   <dc:description><rdf:Alt>
                    <rdf:li xml:lang="x-default">\(XMPPacket.escaped(description))</rdf:li>
                   </rdf:Alt></dc:description>
            """ : ""
        let edits = steps.map { step in
            """
                 <rdf:li rdf:parseType="Resource">
                  <retouch:turn>\(step.turn)</retouch:turn>
                  <retouch:instruction>\(XMPPacket.escaped(step.instruction))</retouch:instruction>
                  <retouch:model>\(XMPPacket.escaped(step.model))</retouch:model>
                  <retouch:sha256>\(XMPPacket.escaped(step.sha256))</retouch:sha256>
                 </rdf:li>
            """
        }.joined(separator: "\n")
        return """
              <rdf:Description rdf:about=""
                xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
                xmlns:retouch="urn:retouch:1">
               <xmp:CreatorTool>Retouch</xmp:CreatorTool>
               <Iptc4xmpExt:DigitalSourceType>\(digitalSourceType)</Iptc4xmpExt:DigitalSourceType>\(words)
               <retouch:startingPicture>\(XMPPacket.escaped(startingPicture))</retouch:startingPicture>
               <retouch:edits><rdf:Seq>
            \(edits)
               </rdf:Seq></retouch:edits>
              </rdf:Description>
            """
    }

    private func packet(around description: String) -> String {
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        \(description)
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="r"?>
        """
    }

    /// From IPTC's controlled vocabulary. The built-in model computes changes to a photograph; any other paints.
    private var digitalSourceType: String {
        let onlyBuiltIn = steps.allSatisfy { $0.model == ModelCatalogue.builtInID }
        return "http://cv.iptc.org/newscodes/digitalsourcetype/"
            + (onlyBuiltIn ? "algorithmicallyEnhanced" : "compositeWithTrainedAlgorithmicMedia")
    }
}
