internal import Client
internal import Conformance
internal import Foundation
internal import MockProvider
internal import ReferenceGateway
internal import Suites
internal import Targets
internal import Wire

/// Everything that runs beside a command: client, providers, and the gateway when it is ours to start.
struct Session {
    var target: Target
    var wiring: Wiring
    var world: World
    var version: String
    /// Starts the gateway anew; does nothing where it is not ours.
    var restart: @Sendable () async throws -> Void
    /// What the gateway has used; nil where it was not launched here.
    var usage: @Sendable () -> ProcessUsage? = { nil }
    /// Closes the providers' ports for something else to listen there; the session cannot play cases afterwards.
    var releaseProviders: @Sendable () async -> Void = {}

    /// Starts what the options ask for, runs `body`, and stops it again whatever happens.
    static func with<Value>(
        _ options: TargetOptions, data: DataOptions, progress: Progress, body: (Session) async throws -> Value
    ) async throws -> Value {
        let target = try TargetChoice(options: options, data: data).resolve()
        let clientKey = try target.clientKey()
        let fleet = try await Self.providers(target)
        let lease = FleetLease(fleet)
        let client = try Self.client(trusting: options.cacert)
        let world = World(exchanger: client, providers: fleet, turnstile: Turnstile())
        defer { client.shutdown() }
        do {
            let value = try await GatewayHouse(
                target: target, options: options, identities: fleet.identities, clientKey: clientKey
            )
            .with(client: client, progress: progress) { gateway in
                try await body(
                    Session(
                        target: gateway.target,
                        wiring: Wiring(target: gateway.target, clientKey: clientKey, identities: fleet.identities),
                        world: world, version: gateway.version, restart: gateway.restart, usage: gateway.usage,
                        releaseProviders: { await lease.end() }))
            }
            await lease.end()
            return value
        } catch {
            await lease.end()
            throw error
        }
    }

    private static func providers(_ target: Target) async throws -> ProviderFleet {
        do {
            return try await ProviderFleet.start(
                primary: try address(target, .primary), backup: try address(target, .backup))
        } catch let error as ListenError {
            throw Complaint(.broken, "\(error)")
        }
    }

    /// Where the target's configuration expects the provider; any free port when it does not say.
    private static func address(_ target: Target, _ role: ProviderRole) throws -> ListenAddress {
        guard let text = target.providers[role] else { return ListenAddress(port: 0) }
        guard let address = ListenAddress(text) else {
            throw Complaint(.usage, "--\(role.rawValue) \(text): write host:port, for example 127.0.0.1:9901")
        }
        return address
    }

    private static func client(trusting file: String?) throws -> CurlClient {
        if let file, !FileManager.default.isReadableFile(atPath: file) {
            throw Complaint(.usage, "--cacert \(file): there is no such file, or it cannot be read")
        }
        do {
            return try CurlClient(options: CurlClient.Options(certificateAuthority: file))
        } catch {
            throw Complaint(.broken, "the client could not start: \(error)")
        }
    }
}
