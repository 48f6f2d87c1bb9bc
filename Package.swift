// swift-tools-version: 6.2
import PackageDescription

// Every target is compiled with the same strict settings; see README, "How it is built".
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A Swift target of Bauta: `Sources/<name>`, the shared settings, arrows one way.
func layer(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// The tests of one target, under `Tests/<name>Tests`.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name), "TestSupport"]
            + (name == "Primitives" ? [] : ["Primitives"]) + dependencies,
        exclude: exclude,
        swiftSettings: settings)
}

func systemLibrary(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
    name: "bauta",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "bauta", targets: ["bauta"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // C libraries, each imported by exactly one Swift target.
        systemLibrary("CLibPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        systemLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),
        systemLibrary("CLibCSV", apt: "libcsv-dev"),
        systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        systemLibrary("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
        systemLibrary("CLibCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        .systemLibrary(name: "CProcess"),
        // The one C target with logic: the vector pass.
        .target(name: "CAnchors"),

        // Values and the two concurrency helpers, under everything.
        layer("Primitives"),

        // One owner for each library.
        layer("Configuration", ["Primitives", tomlKit]),
        layer("Patterns", ["CPCRE2", "CAnchors", "Primitives"]),
        layer("Postgres", ["CLibPQ", "Primitives"]),
        layer("Formats", ["CLibCSV", "CZlib", "CZstd", "Primitives"]),
        layer("Cryptography", ["CLibCrypto", "Primitives"]),

        // The pure core: no file, socket, clock or global.
        layer("Structure", ["Primitives"]),
        layer("Catalog", ["Primitives", "Configuration"], exclude: ["JSON.md"]),
        layer(
            "Detection", ["Patterns", "Cryptography", "Structure", "Configuration", "Primitives"]),
        layer(
            "Masking",
            ["Cryptography", "Detection", "Structure", "Catalog", "Configuration", "Primitives"],
            exclude: ["PLAN.md"]),

        // Effects: databases and files in, files out.
        layer(
            "Scanning",
            [
                "Postgres", "Formats", "Cryptography", "Detection", "Structure", "Catalog",
                "Configuration", "Primitives",
            ]),
        layer(
            "Exporting",
            [
                "Postgres", "Formats", "Cryptography", "Detection", "Structure", "Masking",
                "Catalog", "Configuration", "Primitives",
            ],
            exclude: ["SUBSET.md"]),

        .executableTarget(
            name: "bauta",
            dependencies: [
                "Scanning", "Exporting", "Detection", "Masking", "Cryptography", "Postgres",
                "Formats", "Structure", "Catalog", "Configuration", "Primitives", "CProcess",
                argumentParser,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Scanning", "Exporting", "Detection", "Masking", "Cryptography", "Postgres",
                "Formats", "Structure", "Patterns", "Catalog", "Primitives",
            ],
            path: "Benchmarks",
            exclude: ["Evaluation/explanations.tsv", "Floors", "peers", "results"],
            swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["Primitives"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("Primitives"),
        tests("Configuration"),
        tests("Patterns", exclude: ["Kernels"]),
        tests("Postgres"),
        tests("Formats"),
        tests("Cryptography", exclude: ["Vectors"]),
        tests("Structure"),
        tests("Catalog"),
        tests("Detection", ["Patterns", "Structure", "Configuration"]),
        tests("Masking", ["Cryptography", "Detection", "Structure", "Catalog", "Configuration"]),
        tests(
            "Scanning",
            ["Postgres", "Formats", "Detection", "Structure", "Catalog", "Configuration"]),
        tests(
            "Exporting",
            [
                "Postgres", "Formats", "Cryptography", "Detection", "Structure", "Masking",
                "Catalog", "Configuration",
            ]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["TestSupport", "Primitives", "Postgres", "Scanning", "Catalog"],
            swiftSettings: settings),
        .testTarget(
            name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
