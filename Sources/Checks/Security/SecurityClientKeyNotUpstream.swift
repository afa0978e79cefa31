internal import Wire

extension Check {
    /// The client's secret.
    package static let securityClientKeyNotUpstream = Check(
        id: "security.client-key-not-upstream", title: "The client's key for the gateway never reaches a provider",
        requirement: "HDR-010",
        rationale: "The provider, or whoever stands in for it, could use the key at the gateway.",
        holdsInControl: false,
        passing: [
            Example("replaced", .json("{}", received: "{}"))
        ],
        failing: [
            Example("relayed", .json("{}", received: "{}") { $0.arrivedFields = $0.fields }),
            Example("in the body", .json("{}", received: "{}") { $0.arrived = "{\"user\":\"sk-client\"}" }),
        ],
        each: { round in
            guard round.context.clientKey != round.context.primary.key,
                round.context.clientKey != round.context.backup.key
            else { return [] }
            return Canary(name: "client key", word: round.context.clientKey).finding(in: round.upward).map { [$0] }
                ?? []
        })
}
