// swift-tools-version: 6.2
import PackageDescription

// Debian keeps GLib's, chafa's and OpenCV's headers in folders of their own. SwiftPM's pkg-config reader would find
// them, too, but warns at every build about the "-pthread" in glib-2.0.pc; so the folders are named here.
#if arch(arm64)
    let multiarch = "aarch64-linux-gnu"
#else
    let multiarch = "x86_64-linux-gnu"
#endif
let glib = ["-I/usr/include/glib-2.0", "-I/usr/lib/\(multiarch)/glib-2.0/include"]
let chafa = ["-I/usr/include/chafa", "-I/usr/lib/\(multiarch)/chafa/include"]
let opencv = ["-I/usr/include/opencv4"]

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What goes over each pixel is optimised in a build for debugging, too: tests would get nowhere.
let optimisedAlways: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
/// What only reads words, says them and waits is compiled in a third of the time without.
let unoptimised: [SwiftSetting] = [.unsafeFlags(["-Onone"])]

// For fuzzers (scripts/fuzz).
let isFuzzing = Context.environment["RETOUCH_FUZZING"] != nil

func library(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
    _ settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude,
        swiftSettings: strict + settings)
}

/// Tests that compute nothing themselves are compiled without optimising, in about half of the time.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
    _ settings: [SwiftSetting] = unoptimised
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude,
        swiftSettings: strict + settings)
}

// What is fuzzed (Tests/Fuzzing) is a program of its own for libFuzzer, which `scripts/fuzz` builds apart from the rest;
// otherwise its inputs are tried by an ordinary test.
let fuzzed = [
    "RemoteModels", "ImageModels", "Pictures", "Sessions", "Archives", "Locality", "Wording", "Vision", "Studio",
]
let typed = ["LineEditing", "TerminalUI"]
let fuzzing: Target =
    isFuzzing
    ? .executableTarget(
        name: "fuzzing", dependencies: (fuzzed + typed).map { .byName(name: $0) }, path: "Tests/Fuzzing",
        exclude: ["Corpus", "Dictionaries", "CorpusTests.swift", "Mutation.swift"], swiftSettings: strict)
    : .testTarget(
        name: "Fuzzing", dependencies: (fuzzed + typed).map { .byName(name: $0) }, path: "Tests/Fuzzing",
        exclude: ["Corpus", "Dictionaries", "LibFuzzer.swift"], swiftSettings: strict)

let package = Package(
    name: "retouch",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // C and C++ libraries behind plain C headers.
        .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        // It opens libcurl itself.
        .target(name: "CCurl"),
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CUnpack", linkerSettings: ["z", "brotlidec"].map { .linkedLibrary($0) }),
        .systemLibrary(name: "CLittleCMS", pkgConfig: "lcms2", providers: [.apt(["liblcms2-dev"])]),
        .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // It opens libvips, libjxl and libtiff itself.
        .target(
            name: "CLibvips", cSettings: [.unsafeFlags(glib)],
            linkerSettings: ["gobject-2.0", "glib-2.0", "jpeg"].map { .linkedLibrary($0) }),
        .target(
            name: "CChafa", cSettings: [.unsafeFlags(glib + chafa)],
            linkerSettings: ["chafa", "glib-2.0"].map { .linkedLibrary($0) }),
        .target(
            name: "CVision", exclude: ["models"], cxxSettings: [.unsafeFlags(opencv)],
            linkerSettings: ["core", "imgproc", "dnn", "features2d"].map { .linkedLibrary("opencv_\($0)") }),

        .target(name: "CPlanes"),
        .target(name: "CStandardStreams"),
        .target(name: "CSample", exclude: ["astronaut.jpg", "NOTICE.md"]),
        // Files of words of the modules below, compiled in.
        .target(name: "CTexts"),

        // The program, from the bottom up.
        library("Pictures", ["CLibvips", "CLittleCMS", "CLibcrypto", "CUnpack"], optimisedAlways),
        library("Texts", ["CTexts"]),
        library("ImageModels", ["Pictures", "Texts"], exclude: ["Resources"]),
        library("Colorimetry", [], optimisedAlways),
        library(
            "Wording", ["ImageModels", "Pictures", "Colorimetry", "Texts"], exclude: ["Languages"], optimisedAlways),
        library(
            "Vision", ["Wording", "ImageModels", "Pictures", "Colorimetry", "CVision"], optimisedAlways),
        library("RemoteModels", ["ImageModels", "Pictures", "CCurl", "CUnpack"]),
        library("Locality", ["Pictures", "CPlanes", "CVision"], optimisedAlways),
        library("Simulator", ["ImageModels", "Wording", "Vision", "Locality", "Pictures"]),
        library("Files", []),
        library("Archives", ["CLibzip", "Files"]),
        library("Sessions", ["Files", "Pictures", "ImageModels", "Locality", "Archives"]),
        library(
            "SessionPages", ["Sessions", "ImageModels", "Locality", "Pictures", "Texts"], exclude: ["Resources"]),
        library("Studio", ["Files", "Sessions", "Locality", "ImageModels", "Pictures", "Archives"]),
        library("LineEditing", ["CLibedit", "Files"], unoptimised),
        library("TerminalUI", ["Pictures", "CChafa"]),
        library("ModelContextProtocol", [], unoptimised),
        .executableTarget(
            name: "retouch",
            dependencies: [
                "Files", "ModelContextProtocol", "Pictures", "ImageModels", "Wording", "Vision", "RemoteModels",
                "Simulator", "Locality", "Sessions",
                "SessionPages", "Archives", "Studio", "LineEditing", "TerminalUI", "Texts", "CSample",
                "CStandardStreams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ], exclude: ["Tools/tools.json"], swiftSettings: strict + unoptimised),
        library(
            "TestSupport",
            ["Pictures", "ImageModels", "LineEditing"]),

        tests("PicturesTests", ["Pictures", "TestSupport"], exclude: ["Fixtures"]),
        tests(
            "RemoteModelsTests",
            ["RemoteModels", "ImageModels", "Pictures", "TestSupport"],
            exclude: ["Fixtures", "Loopback/tls_listener.py"]),
        tests("SessionsTests", ["Sessions", "Archives", "Pictures", "ImageModels", "TestSupport"]),
        tests(
            "SessionPagesTests",
            ["SessionPages", "Sessions", "Archives", "ImageModels", "Locality", "Pictures", "TestSupport"]),
        tests(
            "StudioTests",
            [
                "Studio", "Sessions", "Archives", "Locality", "Wording", "Vision", "Simulator", "Pictures",
                "ImageModels",
                "RemoteModels", "TestSupport",
            ]),
        tests("ModelContextProtocolTests", ["ModelContextProtocol"]),
        tests("ProgramTests", ["Sessions", "Pictures", "ImageModels", "TestSupport"]),
        tests("LocalityTests", ["Locality", "Simulator", "ImageModels", "Pictures", "TestSupport"], optimisedAlways),
        tests(
            "VisionTests", ["Vision", "Wording", "Colorimetry", "CVision", "ImageModels", "Pictures", "TestSupport"]),
        tests(
            "WordingTests", ["Wording", "Vision", "ImageModels", "Pictures", "TestSupport"], exclude: ["phrases.txt"]
        ),
        // Measures; see Benchmarks/README.md.
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Studio", "Sessions", "Wording", "Vision", "Locality", "Simulator", "ImageModels", "RemoteModels",
                "Pictures",
                "TestSupport", "loopback",
            ],
            path: "Benchmarks", exclude: ["README.md", "Photographs", "google_genai_transfer.py"],
            swiftSettings: strict + unoptimised),
        // A pretended image service, for tests and benchmarks from outside.
        .executableTarget(
            name: "loopback",
            dependencies: ["TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),
        // A read-and-answer loop around the line editor and nothing else, for its tests.
        .executableTarget(name: "lineprobe", dependencies: ["LineEditing"], swiftSettings: strict),
        tests("LineEditingTests", ["LineEditing", "TestSupport", "lineprobe"]),
        tests("TerminalUITests", ["TerminalUI", "Pictures", "TestSupport"]),
        tests(
            "TestSupportTests",
            [
                "TestSupport", "LineEditing", "ImageModels", "Pictures", "RemoteModels",
            ]),
        fuzzing,
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x,
    cxxLanguageStandard: .cxx17
)
