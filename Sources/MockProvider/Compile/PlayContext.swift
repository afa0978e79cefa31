package import Suites
package import Wire

/// What decides the bytes of one attempt beside its script: who answers, to which marker, for the how-many-th time.
package struct PlayContext: Sendable, Equatable {
    package var role: ProviderRole
    package var identity: ProviderIdentity
    package var nonce: String
    /// 1 for the first request with this marker at this provider.
    package var attempt: Int
    /// The method of the request; an answer to HEAD has no body.
    package var method: String
    /// Whether the request allows a second one on its connection.
    package var keepAlive: Bool

    package init(
        role: ProviderRole, identity: ProviderIdentity, nonce: String, attempt: Int = 1, method: String = "POST",
        keepAlive: Bool = true
    ) {
        self.role = role
        self.identity = identity
        self.nonce = nonce
        self.attempt = attempt
        self.method = method
        self.keepAlive = keepAlive
    }

    /// The response id of this attempt; no two attempts of a run share one.
    package var id: String {
        "chatcmpl-gp\(nonce)\(role == .primary ? "p" : "b")\(attempt)"
    }

    /// Words that stand in the texts of this provider and nowhere else.
    package var words: String {
        "\(identity.word) \(identity.word)\(attempt)"
    }
}
