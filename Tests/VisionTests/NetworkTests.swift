import CVision
import Foundation
import Pictures
import Testing

/// The networks as they are built into the program.
struct NetworkTests {
    @Test(
        "The embedded networks are the ones named in models/NOTICE.md",
        arguments: [
            (VisionNetSelfie, "0e8cac43ec788017b78775268396b85f2975456161c9ac390e4c2c5e38782f0a"),
            (VisionNetFace, "eb4bdb029f45ee41a71e64e214471b2394b01320b32f1ec2c373124d0d162061"),
            (VisionNetDeepLab, "c020ea35b7a1fbc0079ec5c30c06380c3652c9d61284182982ce44fcf2c8cc96"),
            (VisionNetOutline, "2c8b08f87351cde96d7ab367a68d1c5dce37a4cd7cb12d811f73d882fa917704"),
            (VisionNetMesh, "9a3b56872e5bf61c8e54cf619cc64a894f4a15c20eaf9ee0acdc9dc679e245fc"),
            (VisionNetPose, "083e924e093fc2fd69ec95ee9aa7af5c8485f6dbd03374d5824ff42e234fff93"),
        ]
    )
    func digests(kind: VisionNetKind, expected: String) {
        var size = 0
        let file = vision_net_file(kind, &size)
        #expect(Picture.sha256(of: Data(bytes: file, count: size)) == expected)
    }

    @Test("So are the weights of the program's own layers")
    func weights() {
        var size = 0
        let scenery = vision_scenery_weights(&size)
        #expect(
            Picture.sha256(of: Data(bytes: scenery, count: size))
                == "7dc1a60047a3afa3ac2c809aefdec62f9bf7a2e293efda0ab82bc560a88cc342")
        let hair = vision_hair_weights(&size)
        #expect(
            Picture.sha256(of: Data(bytes: hair, count: size))
                == "0f13c2cde13a7a8fd848266badb54771262d5633f0fbfd92c37b50aaef7a0ec0")
        let garments = vision_garment_weights(&size)
        #expect(
            Picture.sha256(of: Data(bytes: garments, count: size))
                == "dcad8e61e6dca6fe0d11f45b537dcabf0a73f43d2468eaec9ee86d93a69b3753")
    }

    @Test("The selfie network answers as it did when it was converted")
    func selfie() throws {
        let output = try run(VisionNetSelfie, side: 256, sizes: [256 * 256])[0]
        expect(output, at: [0, 64 * 256 + 64, 128 * 256 + 128, 200 * 256 + 50], are: [0, 0, 0.23014, 0])
    }

    @Test("The face network answers as it did when it was converted")
    func face() throws {
        let outputs = try run(VisionNetFace, side: 192, sizes: [2304 * 16, 2304 * 16])
        let cells = try #require(outputs.first { $0.count == 2304 * 16 })
        let logits = try #require(outputs.first { $0.count == 2304 })
        expect(cells, at: [0, 1000 * 16 + 2, 2303 * 16 + 15], are: [-7.3851, 42.6217, -1.6256])
        expect(logits, at: [0, 1000, 2303], are: [-16.0789, -5.4176, -45.6778])
    }

    @Test("DeepLab answers as it did when it was converted")
    func deepLab() throws {
        let side = 257
        let output = try run(VisionNetDeepLab, side: side, sizes: [21 * side * side])[0]
        func place(_ class: Int, _ y: Int, _ x: Int) -> Int { (`class` * side + y) * side + x }
        expect(
            output,
            at: [place(0, 0, 0), place(15, 128, 128), place(8, 60, 200), place(20, 256, 256)],
            are: [18.1303, 10.3873, 9.6433, 6.5582]
        )
    }

    @Test("U2-Net answers as it did when it was converted")
    func outline() throws {
        let output = try run(VisionNetOutline, side: 320, sizes: [320 * 320])[0]
        expect(output, at: [0, 32100, 51360, 76860], are: [0.0010, 0.6472, 0.8795, 0.0067])
    }

    @Test("The face mesh answers as it did when it was converted")
    func mesh() throws {
        let outputs = try run(VisionNetMesh, side: 192, sizes: [468 * 3, 468 * 3])
        let points = try #require(outputs.first { $0.count == 468 * 3 })
        let logit = try #require(outputs.first { $0.count == 1 })
        for (found, was) in [(points[0], 89.700), (points[600], 86.436), (logit[0], -9.904)] as [(Float, Float)] {
            #expect(abs(found - was) < 0.02)
        }
    }

    @Test("The pose network answers as it did when it was converted")
    func pose() throws {
        let outputs = try run(VisionNetPose, side: 256, sizes: [Int](repeating: 64 * 64 * 39, count: 5))
        let points = try #require(outputs.first { $0.count == 39 * 5 })
        let body = try #require(outputs.first { $0.count == 256 * 256 })
        for (found, was) in [(points[0], 114.730), (points[5 * 23 + 1], 144.054), (body[128 * 256 + 128], -17.514)]
            as [(Float, Float)]
        {
            #expect(abs(found - was) < 0.1)
        }
    }

    @Test("A picture of no size is an error, not a crash")
    func absurdInput() throws {
        let net = try #require(vision_net_open(VisionNetSelfie))
        defer { vision_net_close(net) }
        let buffer = UnsafeMutablePointer<Float>.allocate(capacity: 1)
        defer { buffer.deallocate() }
        var sizes = [1]
        #expect(vision_net_run(net, [0, 0, 0], 0, 5, [buffer], &sizes, 1) == -1)
        #expect(!String(cString: vision_error()).isEmpty)
    }

    /// Runs a network on a pattern of its input's own size.
    private func run(_ kind: VisionNetKind, side: Int, sizes: [Int]) throws -> [[Float]] {
        let net = try #require(vision_net_open(kind))
        defer { vision_net_close(net) }
        var rgb: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                let (dx, dy) = (x - side / 2, y - side / 2)
                rgb += [
                    UInt8((x * 7 + y * 3) % 256), UInt8((x * x / 64 + y) % 256), UInt8((dx * dx + dy * dy) / 37 % 256),
                ]
            }
        }
        let buffers = sizes.map { UnsafeMutablePointer<Float>.allocate(capacity: $0) }
        defer { for buffer in buffers { buffer.deallocate() } }
        var counts = sizes
        let status = vision_net_run(net, rgb, Int32(side), Int32(side), buffers, &counts, Int32(sizes.count))
        try #require(status == 0)
        return zip(buffers, counts).map { Array(UnsafeBufferPointer(start: $0, count: $1)) }
    }

    private func expect(_ values: [Float], at indices: [Int], are expected: [Float]) {
        for (index, value) in zip(indices, expected) { #expect(abs(values[index] - value) < 1e-3) }
    }
}
