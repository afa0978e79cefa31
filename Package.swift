// swift-tools-version: 6.2
import PackageDescription

// One list of settings for every target: Swift 6 mode comes with the tools version.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

let tls: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")

let package = Package(
    name: "gateproof",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "gateproof", targets: ["gateproof"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    ],
    targets: [
        // values
        .target(name: "Wire"),
        .systemLibrary(name: "CZlib"),
        .target(name: "Results", dependencies: ["CZlib"]),
        // formats
        .target(name: "Suites", dependencies: ["Wire", "Yams"]),
        .target(
            name: "Report",
            dependencies: ["Results", "Wire", .product(name: "Mustache", package: "swift-mustache")],
            resources: [
                .embedInCode("Resources/report.mustache"), .embedInCode("Resources/report.css"),
                .embedInCode("Resources/report.js"), .embedInCode("Resources/case.mustache"),
                .embedInCode("Resources/scorecard.mustache"),
            ]),
        // logic
        .target(name: "Checks", dependencies: ["Wire"]),
        .target(name: "Conformance", dependencies: ["Suites", "Checks", "Wire", "Results"]),
        .target(name: "Benchmark", dependencies: ["Suites", "Wire", "Results"]),
        .target(name: "Recordings", dependencies: ["Wire"]),
        .target(name: "CostModel", dependencies: ["Suites", "Results", "Wire"]),
        .target(name: "Migration", dependencies: ["Recordings", "Suites", "Results", "Wire"]),
        // the world
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "Client", dependencies: ["Wire", "CCurl"]),
        .target(name: "MockProvider", dependencies: ["Suites", "Wire", tls] + nio),
        .target(name: "Capture", dependencies: ["Recordings", "Wire"] + nio),
        .target(name: "ReferenceGateway", dependencies: ["Wire"] + nio),
        .target(
            name: "Targets",
            dependencies: [
                "Suites", "Wire", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        // join
        .executableTarget(
            name: "gateproof",
            dependencies: [
                "Wire", "Results", "Suites", "Report", "Checks", "Conformance", "Benchmark", "Client", "MockProvider",
                "ReferenceGateway", "Targets", "CostModel", "Recordings", "Capture", "Migration",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // tests: one target per module, and one that runs the built binary
        .target(name: "TestSupport", dependencies: ["Results", "Wire"], path: "Tests/Support"),
        .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"]),
        .testTarget(name: "ResultsTests", dependencies: ["Results", "TestSupport"], exclude: ["Goldens"]),
        .testTarget(name: "SuitesTests", dependencies: ["Suites", "Wire", "TestSupport"], exclude: ["Goldens"]),
        .testTarget(
            name: "ReportTests", dependencies: ["Report", "Results", "Wire", "TestSupport"],
            exclude: ["Fixtures", "Goldens"]),
        .testTarget(name: "ChecksTests", dependencies: ["Checks", "Wire", "TestSupport"]),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Conformance", "Suites", "Checks", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(name: "BenchmarkTests", dependencies: ["Benchmark", "Results", "Suites", "Wire", "TestSupport"]),
        .testTarget(name: "ClientTests", dependencies: ["Client", "CCurl", "Wire", "TestSupport"]),
        .testTarget(name: "MockProviderTests", dependencies: ["MockProvider", "Suites", "Wire", "TestSupport"] + nio),
        .testTarget(name: "ReferenceGatewayTests", dependencies: ["ReferenceGateway", "Wire", "TestSupport"] + nio),
        .testTarget(
            name: "TargetsTests",
            dependencies: [
                "Targets", "Suites", "Wire", "MockProvider", "Client", "Conformance", "ReferenceGateway", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(name: "CostModelTests", dependencies: ["CostModel", "Results", "Suites", "Wire", "TestSupport"]),
        .testTarget(
            name: "RecordingsTests", dependencies: ["Recordings", "Capture", "Client", "Wire", "TestSupport"] + nio),
        .testTarget(
            name: "MigrationTests",
            dependencies: ["Migration", "Recordings", "Results", "Suites", "Wire", "TestSupport"]),
        .testTarget(name: "EndToEndTests", dependencies: ["gateproof", "TestSupport"]),
    ]
)

for target in package.targets where !["CCurl", "CZlib"].contains(target.name) {
    target.swiftSettings = settings
}
