internal import Client
internal import Conformance
internal import Suites
internal import Targets

/// The gateways of one benchmark: `--target a,b,c` brings them all up beside the same providers.
struct BenchNeighbours {
    var target: TargetOptions
    var data: DataOptions

    /// As given; empty when no target was.
    var names: [String] { (target.target ?? "").split(separator: ",").map(String.init) }

    /// Starts the first as a session of its own, the others beside it.
    func with<Value>(
        _ progress: Progress, body: (Session, [BenchWorld.Gateway]) async throws -> Value
    ) async throws -> Value {
        var first = target
        if names.count > 1 { first.target = names[0] }
        return try await Session.with(first, data: data, progress: progress) { session in
            try await beside(session, Array(names.dropFirst()), progress, []) { try await body(session, $0) }
        }
    }

    /// Brings up the others, one inside the other, so that each is taken down whatever happens.
    private func beside<Value>(
        _ session: Session, _ names: [String], _ progress: Progress, _ up: [BenchWorld.Gateway],
        body: ([BenchWorld.Gateway]) async throws -> Value
    ) async throws -> Value {
        guard let name = names.first else { return try await body(up) }
        var options = target
        options.target = name
        let other = try TargetChoice(options: options, data: data).resolve()
        let key = try other.clientKey()
        let client = try CurlClient()
        defer { client.shutdown() }
        return try await GatewayHouse(
            target: other, options: options, identities: session.wiring.identities, clientKey: key
        ).with(client: client, progress: progress) { tenant in
            let gateway = BenchWorld.Gateway(
                name: "gateway \(other.fullName)", target: tenant.target, clientKey: key, usage: tenant.usage)
            return try await beside(session, Array(names.dropFirst()), progress, up + [gateway], body: body)
        }
    }
}
