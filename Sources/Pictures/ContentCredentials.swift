import Foundation

extension Picture {
    /// Whether the file carries a C2PA manifest: content credentials, which any change of the bytes makes void.
    public var hasContentCredentials: Bool {
        // The UUID of a C2PA manifest store's JUMBF box: the same in JPEG, PNG, WebP, TIFF and AVIF (C2PA 2.1, 11.1.4).
        let store: [UInt8] = [
            0x63, 0x32, 0x70, 0x61, 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71,
        ]
        // Foundation's own search takes most of a second for a large picture.
        return data.withUnsafeBytes { bytes in
            guard var at = bytes.baseAddress else { return false }
            let end = at + bytes.count
            while let found = memchr(at, Int32(store[0]), end - at), end - UnsafeRawPointer(found) >= store.count {
                if memcmp(found, store, store.count) == 0 { return true }
                at = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
