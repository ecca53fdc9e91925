import Foundation

/// A camera's own file: what its sensor saw, not yet developed.
enum CameraRaw {
    /// What such a file is called, by what is in it; `nil` if it is none.
    static func name(of data: Data) -> String? {
        let reader = ByteReader(data: data)
        let head = reader.bytes(at: 0, count: min(32, data.count)) ?? Data()
        func starts(_ text: String, at offset: Int = 0) -> Bool {
            reader.bytes(at: offset, count: text.utf8.count)?.elementsEqual(text.utf8) ?? false
        }
        if starts("FUJIFILMCCD-RAW") { return "RAF" }
        if starts("ftypcrx ", at: 4) { return "CR3" }
        if starts("FOVb") { return "X3F" }
        if starts("\0MRM") { return "MRW" }
        if starts("HEAPCCDR", at: 6) { return "CRW" }
        if starts("IIRO") || starts("IIRS") || starts("MMOR") { return "ORF" }
        if starts("IIU\0") { return "RW2" }
        guard starts("II") || starts("MM"), head.count > 8, let file = TIFFDirectories(data),
            let first = file.chain.first
        else { return nil }
        if starts("CR", at: 8) { return "CR2" }
        if first[50706] != nil { return "DNG" }
        let all = file.chain + file.chain.flatMap { file.children(330, of: $0) }
        // Colours of a sensor's filters, and linear ones; or nothing but reduced pictures of something that is not there.
        let isSensor = all.contains { [32803, 34892].contains($0[262]?.number) }
        let isReduced = file.chain.allSatisfy { ($0[254]?.number ?? 0) & 1 == 1 }
        guard isSensor || isReduced else { return nil }
        let maker = first[271]?.text?.lowercased() ?? ""
        let names = [
            ("nikon", "NEF"), ("sony", "ARW"), ("canon", "CR2"), ("olympus", "ORF"), ("om digital", "ORF"),
            ("panasonic", "RW2"), ("pentax", "PEF"), ("ricoh", "PEF"), ("samsung", "SRW"), ("hasselblad", "3FR"),
            ("phase one", "IIQ"), ("leica", "DNG"),
        ]
        return names.first { maker.contains($0.0) }?.1 ?? ""
    }
}
