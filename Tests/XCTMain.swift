import Dispatch
import Testing

/// The tests' own beginning: with it, they are built without an index to look for XCTest's in.
///
/// Not an async one, whose symbol programs with a `main.swift` have as well.
@main struct TestsMain {
    static func main() {
        Task.detached { await Testing.__swiftPMEntryPoint() as Never }
        dispatchMain()
    }
}
