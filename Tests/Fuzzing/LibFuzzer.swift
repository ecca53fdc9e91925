import Foundation
import Glibc

/// The fuzzer that `RETOUCH_FUZZER` names.
private let fuzzer: Fuzzer = {
    guard let name = getenv("RETOUCH_FUZZER"), let fuzzer = Fuzzer(rawValue: String(cString: name)) else {
        let names = Fuzzer.allCases.map(\.rawValue).joined(separator: ", ")
        FileHandle.standardError.write(Data("RETOUCH_FUZZER is none of \(names)\n".utf8))
        exit(64)
    }
    atexit { FuzzFolder.remove() }
    return fuzzer
}()

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzzer.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
