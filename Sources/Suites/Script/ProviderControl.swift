package import Wire

/// The providers' side of the world, in this process or behind the control API of `gateproof mock`.
package protocol ProviderControl: Sendable {
    /// Gets ready for requests whose body or header holds `marker`.
    func arm(marker: String, scenario: Scenario) async throws
    /// Lets requests that hold no marker but ask for `path` (such as `/v1/models`) count as those of an armed marker until it is collected.
    func armUnmarked(path: String, marker: String) async throws
    /// Told by the client's observer: everything up to payload event `event` has arrived. Safe from any thread, never blocks.
    func clientReceived(marker: String, event: Int)
    /// How many requests of the marker a provider has read so far.
    func arrivals(marker: String) async throws -> Int
    /// Waits until every attempt of the marker has ended or `graceMilliseconds` have passed, then hands the attempts over and forgets the marker.
    func collect(marker: String, graceMilliseconds: Int) async throws -> [Attempt]
    /// Closes every kept-alive connection that is not in use.
    ///
    /// A gateway may keep a connection that a case left out of step; nothing of it must reach the next case.
    func hangUp() async throws
    /// Requests without a known marker since the last call (health probes, start-up look-ups).
    func strays() async throws -> [Attempt]
    /// The identities that scripts and checks refer to.
    var identities: [ProviderRole: ProviderIdentity] { get }
}

extension ProviderControl {
    /// Does nothing: for stand-ins that serve no requests without a marker.
    package func armUnmarked(path: String, marker: String) async throws {}
}

/// By what one provider can be told from the other at every point of the wire.
package struct ProviderIdentity: Sendable, Equatable, Codable {
    /// Such as `http://127.0.0.1:9901`.
    package var origin: String
    /// The key that a gateway must present here, and nowhere else; a canary.
    package var key: String
    /// The model name that a gateway must ask for here.
    package var model: String
    /// A word that stands in every text of this provider and nowhere else.
    package var word: String

    package init(origin: String, key: String, model: String, word: String) {
        self.origin = origin
        self.key = key
        self.model = model
        self.word = word
    }

    /// The identity with the built-in key, model and word of that role.
    package static func standard(_ role: ProviderRole, origin: String) -> ProviderIdentity {
        switch role {
        case .primary:
            ProviderIdentity(origin: origin, key: "sk-gp-primary-Qm3vT8xK1c", model: "gp-primary", word: "amberfalcon")
        case .backup:
            ProviderIdentity(origin: origin, key: "sk-gp-backup-Zr7wN2yH5d", model: "gp-backup", word: "cobaltotter")
        }
    }
}
