import Glibc

/// Paths by what their names look like.
///
/// A name reaches a program's text with U+FFFD in place of bytes that are no UTF-8, with letters and their marks composed
/// that are apart on the disk (as a Mac writes them), and with plain blanks for others (U+202F before the AM of a
/// screenshot). One that is not there as it is written is the one name in its folder that reads the same.
enum FoundPath {
    /// Calls with the path as the file system has it.
    static func with<Result>(
        _ path: String, in folder: Int32 = AT_FDCWD, _ body: (UnsafePointer<CChar>) -> Result
    ) -> Result {
        guard path.unicodeScalars.contains(where: isDoubtful), let bytes = bytes(of: path, in: folder) else {
            return path.withCString(body)
        }
        return (bytes + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    /// Whether there may be other ways to write it.
    private static func isDoubtful(_ scalar: Unicode.Scalar) -> Bool { scalar.value > 0x7F || scalar == " " }

    /// A name as a person reads it; two of these are equal however their letters are composed.
    private static func reading(_ name: Substring) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
    }

    /// `nil` where a name in it is not there, or reads the same as another one.
    private static func bytes(of path: String, in folder: Int32) -> [CChar]? {
        var found: [CChar] = path.hasPrefix("/") ? [CChar(bitPattern: UInt8(ascii: "/"))] : []
        for (index, name) in path.split(separator: "/").enumerated() {
            if index > 0 { found.append(CChar(bitPattern: UInt8(ascii: "/"))) }
            let literal = name.utf8.map { CChar(bitPattern: $0) }
            var status = stat()
            if !name.unicodeScalars.contains(where: isDoubtful)
                || fstatat(folder, found + literal + [0], &status, AT_SYMLINK_NOFOLLOW) == 0
            {
                found += literal
            } else {
                let names = names(in: found.isEmpty ? [CChar(bitPattern: UInt8(ascii: "."))] : found, folder)
                let wanted = reading(name)
                let same = names.filter {
                    reading(String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self)[...]) == wanted
                }
                guard same.count == 1 else { return nil }
                found += same[0]
            }
        }
        return found
    }

    private static func names(in path: [CChar], _ folder: Int32) -> [[CChar]] {
        let descriptor = openat(folder, path + [0], O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return []
        }
        defer { closedir(stream) }
        var names: [[CChar]] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: 256) {
                        Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
                    }
                })
        }
        return names
    }
}
