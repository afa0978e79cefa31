internal import Foundation
package import Suites
package import Wire

/// Where requests go and with which names and keys: to the target, or straight to a provider.
package struct Wiring: Sendable {
    package var target: Target
    /// The key that the client presents to the gateway.
    package var clientKey: String
    package var identities: [ProviderRole: ProviderIdentity]

    package init(target: Target, clientKey: String, identities: [ProviderRole: ProviderIdentity]) {
        self.target = target
        self.clientKey = clientKey
        self.identities = identities
    }

    /// Where a request of that route starts.
    func endpoint(_ route: Route) -> Endpoint {
        let binding = route == .failover ? target.failover ?? target.direct : target.direct
        return Endpoint(baseURL: binding.baseURL, model: binding.model, fields: binding.fields, key: clientKey)
    }

    /// Where the control run starts: at the provider whose answer a correct gateway would deliver.
    func control(_ role: ProviderRole) -> Endpoint {
        let identity = identities[role] ?? ProviderIdentity.standard(role, origin: "")
        return Endpoint(baseURL: identity.origin + "/v1", model: identity.model, fields: [], key: identity.key)
    }

    /// All that must never cross to the other side or reach a result file.
    package var secrets: [(name: String, secret: String)] {
        [("client-key", clientKey)] + identities.map { ("\($0.key.rawValue)-key", $0.value.key) }
    }
}

/// One place that answers requests.
struct Endpoint {
    /// Ends without a slash, normally in `/v1`.
    var baseURL: String
    var model: String
    var fields: HeaderFields
    var key: String

    /// Scheme, host and port.
    var origin: String {
        guard let scheme = baseURL.range(of: "://") else { return baseURL }
        let path = baseURL[scheme.upperBound...].firstIndex(of: "/") ?? baseURL.endIndex
        return String(baseURL[..<path])
    }

    /// The path of the base URL, such as `/v1`.
    var prefix: String {
        String(baseURL.dropFirst(origin.count))
    }
}
