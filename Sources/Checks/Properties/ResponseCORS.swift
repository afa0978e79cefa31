internal import Wire

extension PropertyProbe {
    /// Browsers.
    package static let responseCORS = PropertyProbe(
        id: "response.cors", title: "Whether a page may call the gateway: what a browser's preflight is told",
        examples: [
            Measured(
                "allowed", Measurement("allowed"),
                .preflight([
                    HeaderField("access-control-allow-origin", "*"),
                    HeaderField("access-control-allow-methods", "POST, GET"),
                    HeaderField("access-control-allow-headers", "authorization"),
                ])),
            Measured(
                "in part", Measurement("not allowed: access-control-allow-headers, access-control-allow-methods"),
                .preflight([HeaderField("access-control-allow-origin", "https://app.example")])),
            Measured("no preflight", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, round.client.request.method == "OPTIONS",
                let head = round.received.head
            else { return nil }
            let asked = round.client.request.fields
            let questions = [
                ("access-control-allow-origin", asked.all("origin")),
                ("access-control-allow-methods", asked.all("access-control-request-method")),
                ("access-control-allow-headers", asked.list("access-control-request-headers")),
            ]
            guard questions.contains(where: { !$0.1.isEmpty }) else { return nil }
            let refused = questions.filter { name, wanted in
                let allowed = head.fields.list(name).map { $0.lowercased() }
                return !allowed.contains("*") && !wanted.allSatisfy { allowed.contains($0.lowercased()) }
            }
            guard !refused.isEmpty else { return Measurement("allowed") }
            return Measurement("not allowed: " + refused.map(\.0).sorted().joined(separator: ", "))
        })
}

extension Trial {
    fileprivate static func preflight(_ fields: HeaderFields) -> Trial {
        attempts([], received: Reply(status: 204, fields, body: [])) {
            $0.method = "OPTIONS"
            $0.fields = [
                HeaderField("origin", "https://app.example"), HeaderField("access-control-request-method", "POST"),
                HeaderField("access-control-request-headers", "authorization"),
            ]
        }
    }
}
