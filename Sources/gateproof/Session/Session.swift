internal import Client
internal import Conformance
internal import Foundation
internal import MockProvider
internal import ReferenceGateway
internal import Results
internal import Suites
internal import Targets
internal import Wire

/// Everything that runs beside a command: client, providers, and the gateway when it is ours to start.
struct Session {
    var target: Target
    /// The same as its file and the options say, before addresses and folders of this run were put in.
    var written: Target
    var wiring: Wiring
    var world: World
    var version: String
    /// How the gateway is reached.
    var mode = RunResult.Mode.attached
    /// Starts the gateway anew; does nothing where it is not ours.
    var restart: @Sendable () async throws -> Void
    /// What the gateway has used; nil where it was not launched here.
    var usage: @Sendable () -> ProcessUsage? = { nil }
    /// The gateway's process, where it was launched here.
    var process: GatewayProcess?
    /// Closes the providers' ports for something else to listen there; the session cannot play cases afterwards.
    var releaseProviders: @Sendable () async -> Void = {}

    /// Starts what the options ask for, runs `body`, and stops it again whatever happens.
    static func with<Value>(
        _ options: TargetOptions, data: DataOptions, progress: Progress, body: (Session) async throws -> Value
    ) async throws -> Value {
        let target = try TargetChoice(options: options, data: data).resolve()
        let clientKey = try target.clientKey()
        let house = try await ProviderHouse.open(target, options: options)
        let client: CurlClient
        do {
            client = try Self.client(trusting: options.cacert)
        } catch {
            await house.close()
            throw error
        }
        let world = World(exchanger: client, providers: house.control, turnstile: Turnstile())
        defer { client.shutdown() }
        do {
            let value = try await GatewayHouse(
                target: target, options: options, identities: house.identities, clientKey: clientKey
            )
            .with(client: client, progress: progress) { gateway in
                try await body(
                    Session(
                        target: gateway.target, written: target,
                        wiring: Wiring(target: gateway.target, clientKey: clientKey, identities: house.identities),
                        world: world, version: gateway.version, mode: Self.mode(target, options),
                        restart: gateway.restart, usage: gateway.usage, process: gateway.process,
                        releaseProviders: { await house.close() }))
            }
            await house.close()
            return value
        } catch {
            await house.close()
            throw error
        }
    }

    private static func mode(_ target: Target, _ options: TargetOptions) -> RunResult.Mode {
        if target.name == "builtin", options.gateway == nil { return .builtIn }
        if options.launch { return .launched }
        return options.providers == nil ? .attached : .publicMock
    }

    static func client(trusting file: String?) throws -> CurlClient {
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
