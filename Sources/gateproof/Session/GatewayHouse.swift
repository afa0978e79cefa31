internal import Client
internal import ReferenceGateway
internal import Suites
internal import Targets
internal import Wire

/// The gateway under test: built in, launched from its target file, or somebody else's.
struct GatewayHouse {
    var target: Target
    var options: TargetOptions
    var identities: [ProviderRole: ProviderIdentity]
    var clientKey: String

    /// A gateway that is up.
    struct Tenant {
        var target: Target
        var version: String
        var restart: @Sendable () async throws -> Void
    }

    /// Brings the gateway up, runs `body`, and takes down what it brought up.
    func with<Value>(
        client: CurlClient, progress: Progress, body: (Tenant) async throws -> Value
    ) async throws -> Value {
        if target.name == "builtin", options.gateway == nil { return try await builtin(body) }
        if options.launch { return try await launched(client: client, progress: progress, body: body) }
        return try await body(Tenant(target: target, version: "unknown", restart: {}))
    }

    private func builtin<Value>(_ body: (Tenant) async throws -> Value) async throws -> Value {
        let gateway = ReferenceGateway(
            try BuiltinConfiguration.make(identities, clientKey: clientKey, defect: options.defect))
        let port = try await gateway.start()
        var target = target
        target.direct.baseURL = "http://127.0.0.1:\(port)/v1"
        target.failover?.baseURL = target.direct.baseURL
        do {
            let value = try await body(Tenant(target: target, version: Version.text, restart: {}))
            try await gateway.stop()
            return value
        } catch {
            try? await gateway.stop()
            throw error
        }
    }

    private func launched<Value>(
        client: CurlClient, progress: Progress, body: (Tenant) async throws -> Value
    ) async throws -> Value {
        guard let launch = target.launch else {
            throw Complaint(
                .usage, "suites/targets/\(target.name).yaml does not say how to launch it; start it yourself")
        }
        progress.say("starting \(target.title)")
        do {
            return try await GatewayProcess.with(launch, target: target, identities: identities) { process in
                try await body(
                    Tenant(target: target, version: process.version, restart: { try await process.restart() }))
            }
        } catch let error as GatewayProcessError {
            throw Complaint(.broken, "\(error)")
        }
    }
}
