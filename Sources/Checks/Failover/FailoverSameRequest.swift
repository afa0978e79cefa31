internal import Wire

extension Check {
    /// What the backup is asked.
    package static let failoverSameRequest = Check(
        id: "failover.same-request", title: "The backup gets the request that the client sent",
        requirement: "FAILOVER-002",
        rationale: "A second attempt without tools, limits or the last message answers another question.",
        parameters: ["paths": "As in body.equal.", "ignore": "As in body.equal."], holdsInControl: false,
        passing: [
            Example("the same", .failedOver(Sample.plainRequest)),
            Example(
                "the gateway itself refuses the request, which other checks judge", .attempts([], received: .error(400))
            ),
            Example(
                "allowed: another model",
                .failedOver(Sample.plainRequest.replacing("gateproof-direct", with: "gp-backup"))),
            Example(
                "allowed here: what the primary did not get either, which the cases about bodies tell",
                .failedOver("{\"model\":\"m\",\"messages\":[]}")),
        ],
        failing: [
            Example("a field is added for the backup", .markedAtBackup),
            Example("a message is lost", .lostAtBackup),
            Example(
                "never asked", .attempts([.error(503)], received: .error(503)) { $0.request = Sample.plainRequest }),
        ],
        each: { round in
            let backups = round.attempts.indices.filter { round.attempts[$0].provider == .backup }
            guard !backups.isEmpty else {
                if round.attempts.isEmpty, (400..<500).contains(round.received.status) { return [] }
                return [
                    Finding(
                        .behaviour, at: "request at the backup", expected: "the client's",
                        actual: "none; the client got " + round.received.summary)
                ]
            }
            return Losses(round).findings(backups) + Additions(round).findings(backups)
        })
}

/// What the backup's request has lost or altered, and the primary's has not.
private struct Losses {
    let round: Round

    init(_ round: Round) {
        self.round = round
    }

    func findings(_ backups: [Int]) -> [Finding] {
        let comparison = BodyComparison(round: round)
        let primaries = round.attempts.indices.filter { !backups.contains($0) }
        let known = Set(comparison.fieldFindings(only: primaries).map(Self.key))
        return comparison.fieldFindings(only: backups).filter { !known.contains(Self.key($0)) }
    }

    /// A finding without the number of its attempt.
    private static func key(_ finding: Finding) -> String {
        let place = finding.place.hasPrefix("attempt ") ? finding.place.split(separator: " ").dropFirst(2) : []
        let path = place.isEmpty ? finding.place : place.joined(separator: " ")
        return "\(finding.kind) \(path) \(finding.actual)"
    }
}

/// What stands in the backup's request and in neither the client's nor the primary's.
private struct Additions {
    let round: Round

    init(_ round: Round) {
        self.round = round
    }

    /// Translations may need other fields for another provider, so only plain pass-through is judged.
    func findings(_ backups: [Int]) -> [Finding] {
        guard round.context.lane == "passthrough", let sent = round.request.value else { return [] }
        let primaries = round.attempts.indices.filter { !backups.contains($0) }.compactMap { round.arrived[$0].value }
        let known = Set((primaries + [sent]).flatMap { $0.members ?? [] }.map(\.key.string))
            .union(round.context.declaredFields).union(["stream_options"])
        return backups.flatMap { index in
            (round.arrived[index].value?.members ?? []).filter { !known.contains($0.key.string) }.map {
                Finding(
                    .invented, at: "attempt \(index + 1) $.\($0.key.string)", expected: "absent, as at the primary",
                    actual: Excerpt.of($0.value.text))
            }
        }
    }
}

extension Trial {
    fileprivate static var markedAtBackup: Trial {
        atBackup(Sample.plainRequest.replacing("\"model\"", with: "\"x_retry\":true,\"model\""))
    }

    fileprivate static var lostAtBackup: Trial {
        atBackup("{\"model\":\"m\",\"messages\":[]}")
    }

    private static func atBackup(_ arrived: String) -> Trial {
        var exchange = Exchange.example(
            [.error(503), Reply.json(Sample.completion()).by(.backup)], received: .json(Sample.completion()),
            Setting { $0.request = Sample.plainRequest })
        exchange.attempts[1].body = Array(arrived.utf8)
        return several([exchange])
    }

    fileprivate static func failedOver(_ arrived: String) -> Trial {
        attempts([.error(503), Reply.json(Sample.completion()).by(.backup)], received: .json(Sample.completion())) {
            $0.request = Sample.plainRequest
            $0.arrived = arrived
        }
    }
}
