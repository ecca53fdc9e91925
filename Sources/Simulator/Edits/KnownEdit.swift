import Locality
package import Pictures

/// Edits that a person might ask for, made so that it is known which pixels changed; for measuring the lock.
package enum KnownEdit: String, Sendable, CaseIterable {
    // In one place.
    case recolour, insert, remove, text, texture, darken, subtle, shadow, spot, line
    /// 20 to 45 % of the picture, where its own texture is loudest.
    case bold
    // Of the whole picture.
    case relight, night, stylise, sketch, background, sticker, scene, blackAndWhite

    package static let local: [KnownEdit] = [
        .recolour, .insert, .remove, .text, .texture, .darken, .subtle, .shadow, .spot, .line,
    ]
    /// All but the subtle recolour.
    package static let salient = local.filter { $0 != .subtle }
    package static let whole: [KnownEdit] = [
        .relight, .night, .stylise, .sketch, .background, .sticker, .scene, .blackAndWhite,
    ]

    /// The edited picture. `donors` are other photographs to take things from.
    package func applied(to picture: PixelBuffer, donors: [PixelBuffer], seed: UInt64) throws -> PixelBuffer {
        var draws = Draws(seed: seed)
        let canvas = EditCanvas(picture)
        let share = draws.uniform(0.02, 0.14)
        func donor() throws -> EditCanvas {
            try EditCanvas(
                donors[draws.index(donors.count)].scaled(to: PixelSize(width: picture.width, height: picture.height)))
        }
        switch self {
        case .recolour: canvas.recolour(canvas.segment(share, &draws), &draws)
        case .darken: canvas.darken(canvas.segment(share, &draws), by: draws.uniform(0.55, 0.72))
        case .subtle: canvas.tint(canvas.segment(share, &draws), &draws)
        case .bold:
            let size = draws.uniform(0.2, 0.45)
            canvas.insert(try donor(), in: canvas.blob(size, &draws, centre: canvas.loudest(size)), &draws)
        case .insert: canvas.insert(try donor(), in: canvas.blob(share, &draws), &draws)
        case .remove: canvas.remove(canvas.blob(min(share, 0.05), &draws), &draws)
        case .text: canvas.write(&draws)
        case .texture: canvas.cover(canvas.segment(share, &draws), with: try donor(), &draws)
        case .shadow: canvas.shade(canvas.blob(share, &draws), &draws)
        case .spot: canvas.paint(canvas.blob(draws.uniform(0.0006, 0.0025), &draws), &draws)
        case .line: canvas.drawCurve(&draws)
        case .relight: canvas.relight(&draws)
        case .night: canvas.scaleColours([0.38, 0.42, 0.6])
        case .stylise: canvas.stylise()
        case .sketch: canvas.sketch()
        case .background: canvas.replaceBackground(by: try donor(), &draws)
        case .sticker: canvas.cutOut(&draws)
        case .scene: return try donor().pixels
        case .blackAndWhite: canvas.removeColour()
        }
        return canvas.pixels
    }

    /// The subtle recolour of one selected thing.
    package static func subtle(_ picture: PixelBuffer, within mask: PixelMask, seed: UInt64) -> PixelBuffer {
        var draws = Draws(seed: seed)
        let canvas = EditCanvas(picture)
        let mask = mask.scaled(to: PixelSize(width: picture.width, height: picture.height))
        let area = MaskPlane(width: mask.width, height: mask.height)
        for i in 0..<area.count { area.values[i] = mask.values[i] >= 128 ? 1 : 0 }
        canvas.tint(area, &draws)
        return canvas.pixels
    }
}

/// What an edit truly changed.
package struct EditTruth {
    /// Where a person sees the difference: an OKLab ΔE of 0.02 and more.
    package let visible: [Bool]
    /// Where nothing changed at all.
    package let untouched: [Bool]

    package init(_ prior: PixelBuffer, _ edited: PixelBuffer) throws {
        let mask = try ChangeOverlay.mask(comparing: prior, with: edited)
        visible = mask?.values.map { $0 > 0 } ?? []
        untouched = (0..<prior.pixelCount).map { pixel in
            (0..<3).allSatisfy {
                prior.bytes[pixel * prior.channels + $0] == edited.bytes[pixel * edited.channels + $0]
            }
        }
    }
}

extension EditTruth {
    /// The untouched pixels that are further than this from any touched one.
    package func far(width: Int, height: Int, distance: Int) -> [Bool] {
        let touched = MaskPlane(width: width, height: height)
        for i in 0..<touched.count where !untouched[i] { touched.values[i] = 1 }
        let near = touched.dilated(.disc(distance), Workers(threads: 1))
        return (0..<near.count).map { near.values[$0] == 0 }
    }

    /// Such a selection of the edited object as a network would find: eight pixels too large.
    package func hint(width: Int, height: Int) -> PixelMask {
        let touched = MaskPlane(width: width, height: height)
        for i in 0..<touched.count where visible[i] { touched.values[i] = 1 }
        let near = touched.closed(.disc(4), Workers(threads: 1)).dilated(.disc(8), Workers(threads: 1))
        return PixelMask(
            width: width, height: height, values: (0..<near.count).map { near.values[$0] != 0 ? 255 : 0 })
    }
}
