import Colorimetry
import ImageModels
import Pictures
package import Wording

/// What an instruction says of its selections, beside what they are of.
package struct Mending: Sendable, Equatable {
    /// By how many steps they grow; below 0 they shrink.
    package var steps: Int
    /// The parts that are taken as they are found, where something shows that they may not be whole.
    package var taken: Set<PersonPart>

    package init(steps: Int = 0, taken: Set<PersonPart> = []) {
        self.steps = steps
        self.taken = taken
    }

    init(_ edits: [LocalEdit]) {
        self.init()
        for edit in edits {
            switch edit {
            case .selecting(let more): steps += more
            case .taking(let part): taken.insert(part)
            default: break
            }
        }
    }
}

/// A selection that is to be larger or smaller than what was found.
extension VisualEditor {
    /// Grows or shrinks it by the steps of the edit under way. What is lifted off as a whole was mended when it was.
    func mended(_ part: PartSelection, of target: Target, in study: () throws -> Study) throws -> PartSelection {
        if mending.steps == 0 { return part }
        switch target {
        case .whole, .background: return part
        case .rest(of: .whole): return part
        default: break
        }
        var mended = part
        mended.alpha = try self.mended(part.alpha, in: study())
        return mended
    }

    func mended(_ alpha: Plane, in study: Study) throws -> Plane {
        let steps = mending.steps
        guard steps != 0 else { return alpha }
        let scene = study.scene
        let small = try alpha.resized(width: scene.width, height: scene.height, byArea: true).bitmap { $0 > 0.5 }
        let mask = small.stepped(by: steps, over: try scene.smoothLab.get())
        guard mask.area > 0 else {
            throw ModelFailure.declined(.notFound("anything that would still be selected", advice: nil))
        }
        let new = try Matte.alpha(of: mask, small: scene.small, full: study.picture, radius: 0.004)
        let grows = steps > 0
        return Plane(width: alpha.width, height: alpha.height) {
            grows ? max(alpha[$0], new[$0]) : min(alpha[$0], new[$0])
        }
    }
}

extension Bitmap {
    /// Grown by a number of steps, or shrunk below 0: each step is a fiftieth of the short side over an even surface,
    /// and less where the colour changes, so that it goes up to an edge sooner than across it.
    func stepped(by steps: Int, over lab: [Lab]) -> Bitmap {
        guard steps > 0 else { return steps == 0 ? self : inverted.stepped(by: -steps, over: lab).inverted }
        let budget = max(3, min(width, height) / 50) * steps * Self.unit
        var costs = [Int32](repeating: .max, count: values.count)
        // The front, by what it has cost: costs are small whole numbers.
        var front = [[Int]](repeating: [], count: budget + 1)
        for i in values.indices where self[i] {
            costs[i] = 0
            front[0].append(i)
        }
        var result = self
        for cost in 0...budget {
            var k = 0
            while k < front[cost].count {
                let i = front[cost][k]
                k += 1
                guard Int(costs[i]) == cost else { continue }
                result.values[i] = 1
                let (x, y) = (i % width, i / width)
                for (j, isInside) in [
                    (i - 1, x > 0), (i + 1, x < width - 1), (i - width, y > 0), (i + width, y < height - 1),
                ] where isInside {
                    let next = cost + Self.unit + Int(500 * lab[j].distance(to: lab[i]))
                    guard next <= budget, next < Int(costs[j]) else { continue }
                    costs[j] = Int32(next)
                    front[next].append(j)
                }
            }
        }
        return result
    }

    /// What a pixel costs where the colour does not change.
    private static let unit = 10
}
