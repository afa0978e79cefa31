internal import Foundation
internal import ReferenceGateway
internal import Suites
internal import Wire

/// The built-in gateway's configuration, made from the providers that run beside it.
enum BuiltinConfiguration {
    /// The configuration with both providers' addresses, keys and models, and the defect (or benign variant) asked for.
    static func make(
        _ identities: [ProviderRole: ProviderIdentity], clientKey: String, defect: String?, host: String = "127.0.0.1",
        port: Int = 0
    ) throws -> GatewayConfiguration {
        try make(
            identities, clientKey: clientKey, behaviour: try defect.map(named), host: host, port: port)
    }

    /// The configuration of a gateway that departs from the correct one as the behaviour says.
    static func make(
        _ identities: [ProviderRole: ProviderIdentity], clientKey: String, behaviour: GatewayConfiguration.Deviation?,
        host: String = "127.0.0.1", port: Int = 0
    ) throws -> GatewayConfiguration {
        GatewayConfiguration(
            host: host, port: port, primary: try provider(.primary, identities),
            backup: try provider(.backup, identities),
            clientKeys: clientKey.isEmpty ? [] : [clientKey], behaviour: behaviour)
    }

    private static func provider(
        _ role: ProviderRole, _ identities: [ProviderRole: ProviderIdentity]
    ) throws -> GatewayConfiguration.Provider {
        guard let identity = identities[role], let url = URL(string: identity.origin), let host = url.host,
            let port = url.port
        else {
            throw Complaint(.usage, "the \(role.rawValue) provider's address is not host:port")
        }
        return GatewayConfiguration.Provider(
            name: role.rawValue, host: host, port: port, key: identity.key, model: identity.model)
    }

    private static func named(_ name: String) throws -> GatewayConfiguration.Deviation {
        guard let behaviour = Defect.named(name)?.behaviour ?? BenignVariant.named(name)?.behaviour else {
            throw Complaint(
                .usage,
                "no defect is called `\(name)`\(Nearest.hint(name, among: Defect.all.map(\.id) + BenignVariant.all.map(\.id)))"
                    + "; `gateproof list defects` shows them")
        }
        return behaviour
    }
}
