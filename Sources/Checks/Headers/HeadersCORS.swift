internal import Wire

extension Check {
    /// Browsers.
    package static let headersCORS = Check(
        id: "headers.cors", title: "A browser's preflight is answered, and the headers that clients read are exposed",
        requirement: "HDR-016",
        rationale: "Without these headers a page cannot call the gateway at all, or cannot read when to come back.",
        holdsInControl: false,
        passing: [
            Example(
                "answered",
                .preflight([
                    HeaderField("access-control-allow-origin", "*"),
                    HeaderField("access-control-allow-methods", "POST, GET"),
                    HeaderField("access-control-allow-headers", "*"),
                ]))
        ],
        failing: [
            Example("not answered", .preflight([])),
            Example(
                "for another method",
                .preflight([
                    HeaderField("access-control-allow-origin", "*"), HeaderField("access-control-allow-methods", "GET"),
                    HeaderField("access-control-allow-headers", "authorization"),
                ])),
        ],
        each: { round in
            guard let head = round.received.head else { return round.unanswered.map { [$0] } ?? [] }
            let asked = round.client.request.fields
            var findings: [Finding] = []
            func demand(_ name: String, _ wanted: [String]) {
                let allowed = head.fields.list(name).map { $0.lowercased() }
                let missing = wanted.filter { !allowed.contains($0.lowercased()) }
                guard !allowed.contains("*"), !missing.isEmpty else { return }
                findings.append(
                    Finding(
                        .lost, at: name, expected: "* or " + missing.joined(separator: ", "),
                        actual: HeaderText.show(head.fields.all(name))))
            }
            demand("access-control-allow-origin", asked.all("origin"))
            demand("access-control-allow-methods", asked.all("access-control-request-method"))
            demand("access-control-allow-headers", asked.list("access-control-request-headers"))
            return findings
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
