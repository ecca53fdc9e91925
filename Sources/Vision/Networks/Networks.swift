import CVision
import Foundation
import ImageModels

/// The networks, of which the later ones are opened when they are first needed. Not thread-safe: one owner at a time.
final class Networks {
    private let selfie: Network
    private let face: Network
    private let deepLab: Network
    private lazy var outline = Result { try Network(VisionNetOutline) }
    private lazy var mesh = Result { try Network(VisionNetMesh) }
    private lazy var hidden = Result { try Network(VisionNetHidden) }
    private lazy var pose = Result { try Network(VisionNetPose) }

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

    /// What DeepLab's hidden layers see at each of 33 x 33 places: four layers, of one plane for each channel.
    func hiddenLayers(in picture: RGBPicture) throws -> [[Float]] {
        try hidden.get().run(picture, outputs: [32, 48, 80, 256].map { $0 * 33 * 33 })
    }

    /// How probably each place belongs to what stands out; 320 x 320 whatever the picture's shape.
    func outlineProbability(in picture: RGBPicture) throws -> Plane {
        let output = try outline.get().run(picture, outputs: [320 * 320])
        return Plane(width: 320, height: 320, values: output[0])
    }

    /// 468 points of a face (x, y, z in pixels of 192 x 192) and a logit for it being one.
    func faceMesh(in crop: RGBPicture) throws -> (points: [Float], logit: Float) {
        let outputs = try mesh.get().run(crop, outputs: [468 * 3, 468 * 3])
        let points = outputs[0].count > outputs[1].count ? outputs[0] : outputs[1]
        let logit = (outputs[0].count > outputs[1].count ? outputs[1] : outputs[0]).first ?? -1
        return (points, logit)
    }

    /// 39 points of a body (x, y, z in pixels of 256 x 256, two logits: not hidden, in the picture), how probably there is
    /// one, and a logit of each place for belonging to it.
    func pose(in crop: RGBPicture) throws -> (points: [Float], probability: Float, body: [Float]) {
        let outputs = try pose.get().run(crop, outputs: [Int](repeating: 64 * 64 * 39, count: 5))
        func output(of count: Int) -> [Float] { outputs.first { $0.count == count } ?? [] }
        return (output(of: 39 * 5), output(of: 1).first ?? 0, output(of: 256 * 256))
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
