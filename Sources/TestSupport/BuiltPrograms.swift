import Foundation

/// The programs that were built together with the tests.
public enum BuiltPrograms {
    /// The path of a program: beside the bundle of tests that is running, wherever it was built.
    public static func path(of name: String) -> String {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent(name).path
    }
}
