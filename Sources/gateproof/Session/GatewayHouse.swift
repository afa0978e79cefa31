internal import Client
internal import Conformance
internal import Foundation
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
        /// What it has used; nil where it was not launched here.
        var usage: @Sendable () -> ProcessUsage? = { nil }
        /// Its process, where it was launched here.
        var process: GatewayProcess?
    }

    /// Brings the gateway up, runs `body`, and takes down what it brought up.
    func with<Value>(
        client: CurlClient, progress: Progress, body: (Tenant) async throws -> Value
    ) async throws -> Value {
        if target.name == "builtin", options.gateway == nil { return try await builtin(body) }
        if options.launch { return try await launched(client: client, progress: progress, body: body) }
        let environment = ProcessInfo.processInfo.environment
        let unset = target.profile.settings.keys.filter { environment[$0]?.isEmpty != false }.sorted()
        if let name = unset.first {
            throw Complaint(
                .usage, "the environment variable \(name) is not set: \(target.profile.settings[name] ?? "")")
        }
        let resolved = target.resolved(providers: identities, environment: environment)
        return try await body(Tenant(target: resolved, version: "unknown", restart: {}))
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
        progress.say("starting \(target.title)")
        let gateway: GatewayProcess
        do {
            gateway = try await GatewayProcess.start(target, providers: identities)
        } catch {
            throw Complaint(error.code == .notLaunchable ? .usage : .broken, "\(error)")
        }
        do {
            let tenant = Tenant(
                target: gateway.target, version: await target.installedVersion() ?? "unknown",
                restart: { try await gateway.restart() }, usage: { gateway.usage() }, process: gateway)
            try await warm(gateway.target, client: client)
            let value = try await body(tenant)
            await gateway.stop()
            return value
        } catch {
            await gateway.stop()
            throw error
        }
    }

    /// Two plain requests that nobody measures: the first call of some gateways costs seconds.
    private func warm(_ target: Target, client: CurlClient) async throws {
        let wiring = Wiring(target: target, clientKey: clientKey, identities: identities)
        for route in [Route.direct, .failover] where route == .direct || target.failover != nil {
            _ = await client.exchange(wiring.warmUp(route), observer: nil)
        }
    }
}
