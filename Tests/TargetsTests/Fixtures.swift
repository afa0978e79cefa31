import Foundation
import Suites
import Wire

@testable import Targets

enum Fixtures {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let identities: [ProviderRole: ProviderIdentity] = [
        .primary: .standard(.primary, origin: "http://127.0.0.1:9801"),
        .backup: .standard(.backup, origin: "http://127.0.0.1:9802"),
    ]

    /// A target whose program is a shell script.
    static func target(_ script: String, seconds: Int = 10, key: String? = nil) -> Target {
        Target(
            name: "script", title: "A script", lane: "passthrough",
            direct: .init(baseURL: "http://127.0.0.1:1/v1", model: "m"), apiKey: key,
            launch: .init(
                install: "apt install dash", command: ["sh", "-c", script], environment: ["WORD": "${primary.word}"],
                files: ["conf/a.txt": "to ${backup}\n"], readySeconds: seconds),
            location: SourceLocation(file: "script.yaml", line: 1, column: 1))
    }

    static func start(
        _ target: Target, ready: @escaping @Sendable () async -> Bool = { true }
    ) async throws(LaunchError) -> GatewayProcess {
        try await GatewayProcess.start(
            target, providers: identities, search: ProgramSearch(toolFolders: [], pathFolders: ["/usr/bin", "/bin"]),
            ready: ready)
    }

    /// Waits, at most ten seconds, for something that another process does.
    static func eventually(_ condition: () -> Bool) async -> Bool {
        for _ in 0..<1000 {
            if condition() { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return condition()
    }
}
