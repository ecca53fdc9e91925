/// Hands and legs drawn as thick lines between a body's joints: coarse, but right for every colour.
struct Limbs {
    /// Each hand that the picture shows.
    let hands: [Bitmap]
    /// From a third down the thighs to the ankles, as far as the picture shows them.
    let legs: Bitmap

    init(of pose: Pose, face: Face, width: Int, height: Int) {
        func isSeen(_ joints: Pose.Joint...) -> Bool { joints.allSatisfy { $0.presence > 0.5 } }
        func blank() -> Bitmap { Bitmap(width: width, height: height) }
        var hands: [Bitmap] = []
        for (wrist, knuckles) in [(pose.wrists.0, pose.knuckles.0), (pose.wrists.1, pose.knuckles.1)]
        where isSeen(wrist, knuckles[0], knuckles[1]) {
            var hand = blank()
            // The fingers are about as long as the palm.
            let palm = (knuckles[0].place + knuckles[1].place) / 2 - wrist.place
            hand.draw(from: wrist.place, to: wrist.place + 1.8 * palm, radius: 0.28 * face.width)
            hands.append(hand)
        }
        self.hands = hands
        var legs = blank()
        let radius = 0.3 * abs(pose.hips.0.place.x - pose.hips.1.place.x) + 0.2 * face.width
        for (hip, knee, ankle) in [
            (pose.hips.0, pose.knees.0, pose.ankles.0), (pose.hips.1, pose.knees.1, pose.ankles.1),
        ] where isSeen(hip, knee) {
            legs.draw(from: hip.place + (knee.place - hip.place) / 3, to: knee.place, radius: radius)
            if isSeen(ankle) { legs.draw(from: knee.place, to: ankle.place, radius: radius) }
        }
        self.legs = legs
    }
}

extension Bitmap {
    /// Selects what is within `radius` of a line.
    mutating func draw(from start: SIMD2<Float>, to end: SIMD2<Float>, radius: Float) {
        func bound(_ value: Float) -> Int { Int(clamp(value, -100_000, 100_000)) }
        let box = PixelBox(
            x0: bound(min(start.x, end.x) - radius), y0: bound(min(start.y, end.y) - radius),
            x1: bound(max(start.x, end.x) + radius) + 1, y1: bound(max(start.y, end.y) + radius) + 1
        ).clipped(width: width, height: height)
        let line = end - start
        let length = max((line * line).sum(), 1e-3)
        for y in box.y0..<max(box.y0, box.y1) {
            for x in box.x0..<max(box.x0, box.x1) {
                let d = SIMD2(Float(x), Float(y)) - start
                let away = d - line * clamp((d * line).sum() / length, 0, 1)
                if (away * away).sum() < radius * radius { self[y * width + x] = true }
            }
        }
    }
}
