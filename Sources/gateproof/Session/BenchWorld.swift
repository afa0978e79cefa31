internal import Benchmark
internal import Client
internal import Conformance
internal import Foundation
internal import MockProvider
internal import ReferenceGateway
internal import Suites
internal import Targets
internal import Wire

/// What a benchmark runs between: a client of its own, stamping providers in place of the scripted ones, and the proxy.
struct BenchWorld: Sendable {
    var client: CurlClient
    var primary: BenchProvider
    var backup: BenchProvider?
    /// `direct`, `proxy`, `gateway`; with several gateways `gateway NAME` each.
    var arms: [BenchArm]
    /// The gateways' failover routes.
    var failover: [BenchArm]
    /// What the launched gateways have used, in the order of their arms.
    var usages: [@Sendable () -> ProcessUsage?]
    /// Of the first gateway.
    var usage: @Sendable () -> ProcessUsage? { usages.first ?? { nil } }

    /// A gateway beside the session's own: another arm of the same measurement.
    struct Gateway: Sendable {
        var name: String
        var target: Target
        var clientKey: String
        var usage: @Sendable () -> ProcessUsage?
    }

    /// Takes the providers' ports over from the session for as long as `body` runs.
    ///
    /// - Parameter others: gateways that are up already and use the same providers.
    static func with<Value>(
        _ session: Session, beside others: [Gateway] = [], body: (BenchWorld) async throws -> Value
    ) async throws -> Value {
        guard let identity = session.wiring.identities[.primary] else {
            throw Complaint(.broken, "there is no primary provider")
        }
        await session.releaseProviders()
        let primary = try await provider(identity, .primary)
        do {
            let backup = try await session.wiring.identities[.backup].asyncMap { try await provider($0, .backup) }
            let value = try await between(
                gateways(session, others), primary, backup, identity, body)
            await backup?.stop()
            await primary.stop()
            return value
        } catch {
            await primary.stop()
            throw error
        }
    }

    private static func between<Value>(
        _ gateways: [Gateway], _ primary: BenchProvider, _ backup: BenchProvider?, _ identity: ProviderIdentity,
        _ body: (BenchWorld) async throws -> Value
    ) async throws -> Value {
        let address = try address(identity)
        let proxy = try await ByteCopyProxy.start(toHost: address.host, port: address.port)
        let client = try CurlClient()
        defer { client.shutdown() }
        let direct = BenchArm(
            name: "direct", baseURL: identity.origin + "/v1", model: identity.model, key: identity.key)
        var copied = direct
        copied.name = "proxy"
        copied.baseURL = "http://127.0.0.1:\(proxy.port)/v1"
        do {
            let value = try await body(
                BenchWorld(
                    client: client, primary: primary, backup: backup,
                    arms: [direct, copied] + gateways.map { arm($0, $0.target.direct) },
                    failover: gateways.compactMap { gateway in gateway.target.failover.map { arm(gateway, $0) } },
                    usages: gateways.map(\.usage)))
            await proxy.stop()
            return value
        } catch {
            await proxy.stop()
            throw error
        }
    }

    /// The session's gateway and the others; one alone is simply the gateway.
    private static func gateways(_ session: Session, _ others: [Gateway]) -> [Gateway] {
        let own = Gateway(
            name: others.isEmpty ? "gateway" : "gateway \(session.target.fullName)", target: session.target,
            clientKey: session.wiring.clientKey, usage: session.usage)
        return [own] + others
    }

    private static func arm(_ gateway: Gateway, _ binding: Target.RouteBinding) -> BenchArm {
        BenchArm(
            name: gateway.name, baseURL: binding.baseURL, model: binding.model, key: gateway.clientKey,
            fields: binding.fields)
    }

    private static func provider(_ identity: ProviderIdentity, _ role: ProviderRole) async throws -> BenchProvider {
        do {
            return try await BenchProvider.start(try address(identity), role: role)
        } catch let error as ListenError {
            throw Complaint(.broken, "\(error)")
        }
    }

    static func address(_ identity: ProviderIdentity) throws -> ListenAddress {
        guard let url = URL(string: identity.origin), let host = url.host, let port = url.port else {
            throw Complaint(.usage, "the provider's address \(identity.origin) is not host:port")
        }
        return ListenAddress(host: host, port: port)
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ make: (Wrapped) async throws -> Result) async throws -> Result? {
        guard let self else { return nil }
        return try await make(self)
    }
}
