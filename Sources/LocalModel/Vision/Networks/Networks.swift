import CVision
import Foundation
import ImageModels

/// The three networks. Not thread-safe: one owner at a time.
final class Networks {
    private let selfie: Network
    private let face: Network
    private let deepLab: Network

    init() throws {
        selfie = try Network(VisionNetSelfie)
        face = try Network(VisionNetFace)
        deepLab = try Network(VisionNetDeepLab)
    }

    /// How probable a person is at each place; 256 x 256 whatever the picture's shape.
    func personProbability(in picture: RGBPicture) throws -> Plane {
        let output = try selfie.run(picture, outputs: [256 * 256])
        return Plane(width: 256, height: 256, values: output[0])
    }

    /// How probable each class is at each place.
    func classes(in picture: RGBPicture) throws -> ClassProbabilities {
        let output = try deepLab.run(picture, outputs: [ClassProbabilities.count * 257 * 257])
        return ClassProbabilities(logits: output[0])
    }

    /// The face network's raw answer: 2304 cells of 16 numbers, and a logit for each.
    func faceCells(in picture: RGBPicture) throws -> (cells: [Float], logits: [Float]) {
        let outputs = try face.run(picture, outputs: [2304 * 16, 2304 * 16])
        return outputs[0].count > outputs[1].count ? (outputs[0], outputs[1]) : (outputs[1], outputs[0])
    }
}

/// One network, open for as long as this lives.
private final class Network {
    private let handle: OpaquePointer

    init(_ kind: VisionNetKind) throws {
        guard let handle = vision_net_open(kind) else {
            throw ModelFailure.broken(detail: String(cString: vision_error()))
        }
        self.handle = handle
    }

    deinit { vision_net_close(handle) }

    /// `outputs` gives the most floats that each output may have.
    func run(_ picture: RGBPicture, outputs: [Int]) throws -> [[Float]] {
        let buffers = outputs.map { UnsafeMutablePointer<Float>.allocate(capacity: $0) }
        defer { for buffer in buffers { buffer.deallocate() } }
        var sizes = outputs
        try vision(
            vision_net_run(
                handle,
                picture.bytes,
                Int32(picture.width),
                Int32(picture.height),
                buffers,
                &sizes,
                Int32(outputs.count)
            )
        )
        return zip(buffers, sizes).map { Array(UnsafeBufferPointer(start: $0, count: $1)) }
    }
}
