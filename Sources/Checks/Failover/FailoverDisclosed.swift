internal import Wire

extension Check {
    /// Telling who answered.
    package static let failoverDisclosed = Check(
        id: "failover.disclosed", title: "The client can tell that another provider answered", requirement: "FAIL-017",
        rationale:
            "Another model writes another answer at another price; without a sign, quality and cost cannot be explained.",
        holdsInControl: false,
        passing: [
            Example("by the model", .told(Sample.completion().replacing("gp-primary", with: "gp-backup"))),
            Example("by a header", .told(Sample.completion(), [HeaderField("x-gateway-attempted-fallbacks", "1")])),
            Example("the primary answered", .json(Sample.completion(), received: Sample.completion())),
        ],
        failing: [
            Example("by nothing", .told(alias)),
            Example("a mark that the provider set", .told(alias, [HeaderField("x-provider-mark", "b")], relayed: true)),
            Example("a counter of zero", .told(Sample.completion(), [HeaderField("x-fallbacks", "0")])),
        ],
        each: { round in
            guard let index = round.answering, round.attempts[index].provider == .backup, round.received.isSuccess
            else { return [] }
            let backup = round.context.backup
            let model =
                round.received.isStream
                ? round.received.chat.value.fold.model : round.received.json.value?["model"]?.stringValue
            if let model, model.contains(backup.model) { return [] }
            // A header of the provider's own, which the gateway relays, tells nothing of a fallback.
            let relayed = round.sent[index].head?.fields
            let isTold =
                round.received.head?.fields.contains {
                    relayed?.all($0.name).contains($0.value) != true && Disclosure.tells($0, of: backup)
                } ?? false
            guard !isTold else { return [] }
            return [
                Finding(
                    .hiddenFailure, at: "model", expected: "the backup's model, or a header that names the fallback",
                    actual: model ?? "no model")
            ]
        })

    private static let alias = Sample.completion().replacing("gp-primary", with: "gateproof-failover")
}

private enum Disclosure {
    private static let signs = [
        "fallback", "failover", "attempt", "provider", "upstream", "deployment", "retries", "served-by",
    ]

    static func tells(_ field: HeaderField, of backup: Trial.Context.Provider) -> Bool {
        let name = field.name.lowercased()
        if !backup.model.isEmpty, field.value.contains(backup.model) { return true }
        if field.value.contains(backup.origin.split(separator: "/").last ?? "-") { return true }
        return signs.contains(where: name.contains)
            && !["", "0", "false", "primary", "none"].contains(field.value.lowercased())
    }
}

extension Trial {
    fileprivate static func told(_ text: String, _ fields: HeaderFields = [], relayed: Bool = false) -> Trial {
        attempts(
            [.error(503), Reply.json(Sample.completion(), relayed ? fields : []).by(.backup)],
            received: .json(text, status: 200, fields))
    }
}
