internal import Foundation
internal import Suites
internal import Wire

/// What `gateproof target config` prints and writes: everything that wires a gateway's two routes.
struct TargetWiring {
    var target: Target
    var primary: String?
    var backup: String?
    /// Nil prints the files.
    var folder: String?

    private func resolved() throws -> Target {
        let identities: [ProviderRole: ProviderIdentity] = [
            .primary: .standard(.primary, origin: try origin(.primary, primary)),
            .backup: .standard(.backup, origin: try origin(.backup, backup)),
        ]
        return target.resolved(
            providers: identities, directory: folder.map { URL(fileURLWithPath: $0).path } ?? ".",
            environment: ProcessInfo.processInfo.environment)
    }

    private func origin(_ role: ProviderRole, _ given: String?) throws -> String {
        if let given, let url = URL(string: given), ["http", "https"].contains(url.scheme), url.host != nil {
            return given.hasSuffix("/") ? String(given.dropLast()) : given
        }
        let standard = role == .primary ? "127.0.0.1:9901" : "127.0.0.1:9902"
        let fromFile = target.providers[role].flatMap { $0.hasSuffix(":0") ? nil : $0 }
        if given == nil, target.profile.mode == .publicMock {
            return "https://\(role.rawValue).gateproof.example"
        }
        let address = try Address(given ?? fromFile ?? standard, option: "--\(role.rawValue)")
        return "http://\(address.host):\(address.port)"
    }

    private func files(_ target: Target) -> [(name: String, text: String)] {
        let all = (target.launch?.files ?? [:]).merging(target.profile.guide.files) { first, _ in first }
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func write() throws {
        guard let folder else { return }
        do {
            for (name, text) in files(try resolved()) {
                let place = URL(fileURLWithPath: folder).appending(path: name)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: place)
            }
        } catch let error as CocoaError {
            throw Complaint(.usage, "--out \(folder): \(error.localizedDescription)")
        }
    }

    func text() throws -> String {
        let target = try resolved()
        var parts = ["\(target.title): \(target.profile.evidence.status)"]
        if let mode = note(target.profile.mode) { parts.append(mode) }
        for (name, text) in files(target) {
            parts.append(folder.map { "wrote \($0)/\(name)" } ?? "--- \(name)\n\(text)")
        }
        let environment = (target.launch?.environment ?? [:]).merging(target.profile.guide.environment) { first, _ in
            first
        }
        parts += Self.block("environment", environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        parts += Self.block("start", target.launch.map { [$0.command.joined(separator: " ")] } ?? [])
        parts += Self.block("steps", target.profile.guide.steps.enumerated().map { "\($0 + 1). \($1)" })
        parts += Self.block("direct", route(target.direct))
        parts += Self.block("failover", target.failover.map(route) ?? [])
        return parts.joined(separator: "\n\n")
    }

    private func note(_ mode: TargetMode) -> String? {
        switch mode {
        case .controlled: nil
        case .publicMock:
            "The providers must be reached over TLS from outside: gateproof mock --public --token-env T --tls-cert F "
                + "--tls-key F --primary 0.0.0.0:9901 --backup 0.0.0.0:9902; name their origins with --primary and --backup."
        case .live: "No provider of Gateproof's can stand behind it: gateproof run --live --target \(target.name)."
        }
    }

    private func route(_ route: Target.RouteBinding) -> [String] {
        ["POST \(route.baseURL)/chat/completions", "model: \(route.model)"]
            + route.fields.lines.map { "\($0.name): \($0.value)" }
    }

    private static func block(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [([title] + lines.map { "  \($0)" }).joined(separator: "\n")]
    }
}
