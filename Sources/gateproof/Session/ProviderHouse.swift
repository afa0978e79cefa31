internal import Foundation
internal import MockProvider
internal import Suites
internal import Wire

/// The providers of a session: started here, or those of a `gateproof mock` elsewhere.
struct ProviderHouse: Sendable {
    var control: any ProviderControl
    var identities: [ProviderRole: ProviderIdentity]
    /// Stops what was started here; may be called twice.
    var close: @Sendable () async -> Void

    static func open(_ target: Target, options: TargetOptions) async throws -> ProviderHouse {
        if let text = options.providers { return try await remote(text, options) }
        do {
            let fleet = try await ProviderFleet.start(
                primary: try address(target, .primary), backup: try address(target, .backup))
            let lease = FleetLease(fleet)
            return ProviderHouse(control: fleet, identities: fleet.identities) { await lease.end() }
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

    private static func remote(_ text: String, _ options: TargetOptions) async throws -> ProviderHouse {
        let origins = text.split(separator: ",").compactMap { URL(string: String($0)) }
        guard origins.count == 2, Set(origins.map(\.scheme)).count == 1,
            let addresses = try? origins.map(address), let scheme = origins[0].scheme
        else {
            throw Complaint(
                .usage,
                "--providers \(text): write two origins, such as https://mock.example:9901,https://mock.example:9902")
        }
        let token = try EnvironmentKey(options.tokenEnv).value
        do {
            let authority = scheme == "https" ? try TrustedAuthority(file: options.cacert) : nil
            let fleet = try await RemoteFleet.connect(
                primary: addresses[0], backup: addresses[1], token: token.isEmpty ? nil : token, authority: authority)
            return ProviderHouse(control: fleet, identities: fleet.identities) {}
        } catch let error as ControlError {
            throw Complaint(.broken, "\(error)")
        }
    }

    private static func address(_ origin: URL) throws -> ListenAddress {
        guard let scheme = origin.scheme, ["http", "https"].contains(scheme), let host = origin.host else {
            throw Complaint(.usage, "no origin")
        }
        return ListenAddress(host: host, port: origin.port ?? (scheme == "https" ? 443 : 80))
    }
}
