import CVision
import Colorimetry
import Foundation
import Wording

/// How probable sky, water, grass, plain wall and trees are at each of 33 x 33 places.
///
/// DeepLab was taught things, but what its hidden layers see tells scenery apart, too: a small network of one layer reads it
/// off, with the colours and the roughness of each place beside.
struct SceneryProbabilities {
    static let side = 33
    /// The classes in the order of the weights; the first is anything else.
    static let classes: [Scenery?] = [nil, .sky, .water, .grass, .wall, .trees]
    private static let weights = PlaceWeights(vision_scenery_weights, inputs: 426, classes: classes.count)
    /// The pixels of a place, along and up, where colours and roughness are measured.
    private static let cell = 8

    /// A plane for each class.
    private let planes: [[Float]]

    init(in picture: RGBPicture, networks: Networks) throws {
        let layers = try networks.hiddenLayers(in: picture)
        planes = Self.weights.classes(
            of: layers.flatMap { $0 } + (try Self.colours(of: picture)), places: Self.side * Self.side)
    }

    /// One class at another size.
    func plane(of scenery: Scenery, width: Int, height: Int) throws -> Plane {
        let index = Self.classes.firstIndex(of: scenery) ?? 0
        return try Plane(width: Self.side, height: Self.side, values: planes[index]).resized(
            width: width, height: height
        )
        .mapped { clamp($0, 0, 1) }
    }

    /// Of each place: mean lightness, a and b, chroma; how rough it is in all, along and up; how low it lies; how rough its
    /// surroundings are; how much lighter it is than the picture. A plane for each.
    static func colours(of picture: RGBPicture) throws -> [Float] {
        let size = side * cell
        let lab = try picture.resized(width: size, height: size).lab()
        let places = side * side
        var planes = [[Float]](repeating: [Float](repeating: 0, count: places), count: 10)
        let count = Float(cell * cell)
        func roughness(_ value: Float) -> Float { logf(value + 0.004) }
        for place in 0..<places {
            let (x0, y0) = (place % side * cell, place / side * cell)
            var (sum, squares, along, up) = (Lab(), Float(0), Float(0), Float(0))
            for y in y0..<(y0 + cell) {
                for x in x0..<(x0 + cell) {
                    let colour = lab[y * size + x]
                    sum += colour
                    squares += colour.x * colour.x
                    if x > 0 { along += abs(colour.x - lab[y * size + x - 1].x) }
                    if y > 0 { up += abs(colour.x - lab[(y - 1) * size + x].x) }
                }
            }
            let mean = sum / count
            let spread = max(0, squares / count - mean.x * mean.x).squareRoot()
            let values = [
                mean.x, mean.y, mean.z, (mean.y * mean.y + mean.z * mean.z).squareRoot(), roughness(spread),
                roughness(along / count), roughness(up / count), Float(place / side) / Float(side - 1), 0, mean.x,
            ]
            for (k, value) in values.enumerated() { planes[k][place] = value }
        }
        planes[8] = try Plane(width: side, height: side, values: planes[4]).boxFiltered(radius: 2).values
        let light = planes[0].reduce(0, +) / Float(places)
        planes[9] = planes[0].map { $0 - light }
        return planes.flatMap { $0 }
    }
}
