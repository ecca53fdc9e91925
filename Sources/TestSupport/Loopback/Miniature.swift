public import Foundation
public import ImageModels

extension ModelCatalogue.Entry {
    /// By how much a miniature's sides are smaller; what `LoopbackService.Options.smaller` has to be for it.
    public static let miniature = 8

    /// The same model with sides of an eighth: where pictures are many and their size is not what a test is about, framing,
    /// packing, painting and laying them in takes a fiftieth of the time.
    public var inMiniature: ModelCatalogue.Entry {
        var entry = self
        entry.sizes = sizes?.map { sizeClass in
            var small = sizeClass
            small.shapes = sizeClass.shapes.mapValues { size in
                size.split(separator: "x").compactMap { Int($0) }.map { "\($0 / Self.miniature)" }
                    .joined(separator: "x")
            }
            return small
        }
        return entry
    }

    /// A file of one's own models that has it.
    public func catalogue(services: [ModelCatalogue.Service] = []) throws -> Data {
        struct File: Encodable {
            var services: [ModelCatalogue.Service]
            var models: [ModelCatalogue.Entry]
        }
        return try JSONEncoder().encode(File(services: services, models: [self]))
    }
}
