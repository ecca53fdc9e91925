import Foundation

/// What lies beside the picture in the same file: other pictures, and what phones compute with it.
struct Companions {
    private(set) var kinds: Set<PictureRemark.Companion> = []
    /// Whole pictures; 1 where there is but one.
    private(set) var pictures = 1

    init(of data: Data, as format: PictureFormat) {
        switch format {
        case .jpeg:
            let file = JPEGFile(data)
            add(file)
            for other in file.others {
                let beside = JPEGFile(other.data)
                let before = kinds
                add(beside)
                // One that is none of these, nor a larger thumbnail, is a picture.
                if kinds == before, beside.kinds.isEmpty, !other.isThumbnail { pictures += 1 }
            }
        case .heic, .avif: kinds = ISOBoxes(data).companions
        default: break
        }
    }

    private mutating func add(_ file: JPEGFile) { kinds.formUnion(file.kinds) }
}

extension JPEGFile {
    /// What it claims to be or to have beside itself.
    fileprivate var kinds: Set<PictureRemark.Companion> {
        var kinds = packet?.companions ?? []
        if hasGainMapOfISO { kinds.insert(.gainMap) }
        return kinds
    }
}
