internal import Wire

extension Check {
    /// Clients that ask before they send.
    package static let httpExpectContinue = Check(
        id: "http.expect-continue", title: "Expect: 100-continue gets a 100 or a final answer within a second",
        requirement: "HTTP-007",
        rationale:
            "curl and others hold a large body back until they are told to go on; without an answer every upload "
            + "waits for a timer.",
        parameters: ["within": "Milliseconds; 1000 when absent."], holdsInControl: false,
        passing: [
            Example("continued", .expecting { $0.interim = [100] }), Example("answered at once", .expecting { _ in }),
            Example("not asked", .json("{}", received: "{}")),
        ],
        failing: [Example("neither", .expecting(at: 1500) { _ in })],
        each: { round in
            guard round.client.request.fields["expect"]?.lowercased() == "100-continue" else { return [] }
            if round.client.interim.contains(where: { $0.status == 100 }) { return [] }
            let begun = round.client.ready ?? round.client.started
            let limit = Int64(round.int("within") ?? 1000)
            guard let at = round.client.headAt, (at - begun) / 1_000_000 <= limit else {
                return [
                    Finding(
                        .delayed, at: "status", expected: "100, or a final status within \(limit) ms",
                        actual: round.received.summary)
                ]
            }
            return []
        })
}

extension Trial {
    fileprivate static func expecting(at milliseconds: Int64 = 50, _ change: (inout Setting) -> Void) -> Trial {
        answer(.json("{}"), received: Reply.json("{}").starting(milliseconds)) {
            $0.fields = [HeaderField("expect", "100-continue")]
            change(&$0)
        }
    }
}
