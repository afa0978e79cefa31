internal import Wire

extension Check {
    /// The gateway's secrets.
    package static let securityProviderKeyNotDownstream = Check(
        id: "security.provider-key-not-downstream", title: "A provider's key never reaches the client",
        requirement: "HDR-010",
        rationale: "Whoever has it can spend at the provider without the gateway.",
        holdsInControl: false,
        passing: [Example("clean", .json("{}", received: "{}"))],
        failing: [
            Example(
                "in a header",
                .answer(.json("{}"), received: .json("{}", status: 200, [HeaderField("x-debug", "Bearer sk-primary")]))),
            Example("in an error", .answer(.error(401), received: .error(401, "Incorrect API key: sk-backup"))),
        ],
        each: { round in
            [round.context.primary.key, round.context.backup.key].filter { $0 != round.context.clientKey }
                .compactMap { Canary(name: "provider key", word: $0).finding(in: round.downward) }
        })
}
