internal import Wire

extension Check {
    /// How often providers were asked.
    package static let attemptsCount = Check(
        id: "attempts.count", title: "The providers are asked as often as the case allows", requirement: "FAIL-010",
        rationale:
            "Every hidden attempt costs tokens and time; retries of a request that cannot succeed become storms when "
            + "clients retry too.",
        parameters: [
            "primary": "Exactly so many requests at the primary.", "backup": "Exactly so many at the backup.",
            "max": "At most so many in all.", "min": "At least so many in all.",
        ],
        holdsInControl: false,
        passing: [
            Example("one, by default", .attempts([.json("{}")], received: .json("{}"))),
            Example(
                "one each",
                .attempts([.error(503), .json("{}").by(.backup)], received: .json("{}")) {
                    $0.parameters = "{\"primary\":1,\"backup\":1}"
                }),
            Example(
                "none: answered by the gateway",
                .attempts([], received: .error(400)) { $0.parameters = "{\"max\":0}" }),
        ],
        failing: [
            Example("retried", .attempts([.error(400), .error(400)], received: .error(400))),
            Example(
                "the backup was never asked",
                .attempts([.error(503)], received: .error(503)) { $0.parameters = "{\"primary\":1,\"backup\":1}" }),
            Example(
                "more than allowed",
                .attempts([.error(503), .error(503), .error(503)], received: .error(503)) {
                    $0.parameters = "{\"max\":2}"
                }),
            Example("never asked", .attempts([], received: .json("{}"))),
        ],
        each: { round in
            let primary = round.exchange.attempts(at: .primary).count
            let backup = round.exchange.attempts(at: .backup).count
            let all = primary + backup
            var findings: [Finding] = []
            func demand(_ met: Bool, _ expected: String, _ place: String) {
                guard !met else { return }
                findings.append(
                    Finding(.behaviour, at: place, expected: expected, actual: "\(primary) primary, \(backup) backup"))
            }
            let (exactPrimary, exactBackup) = (round.int("primary"), round.int("backup"))
            let (most, least) = (round.int("max"), round.int("min"))
            exactPrimary.map { demand(primary == $0, "exactly \($0)", "requests at the primary") }
            exactBackup.map { demand(backup == $0, "exactly \($0)", "requests at the backup") }
            most.map { demand(all <= $0, "at most \($0)", "requests at the providers") }
            least.map { demand(all >= $0, "at least \($0)", "requests at the providers") }
            if exactPrimary == nil, exactBackup == nil, most == nil, least == nil {
                demand(all == 1, "exactly one", "requests at the providers")
            }
            return findings
        })
}
