internal import Wire

extension Defect {
    /// Broken streams, silence, clients that leave.
    static let failures: [Defect] = [
        Defect(
            "clean-end-after-cut", "Ends a broken stream as if it were whole", ["FAIL-001"],
            checks: ["failure.cut-visible"]
        ) { $0.cut = .cleanEnd },
        Defect(
            "done-after-cut", "Ends a broken stream with `[DONE]`", ["FAIL-001", "FAIL-003"],
            checks: ["failure.cut-visible", "failure.no-done"]
        ) { $0.cut = .done },
        Defect(
            "invent-stop-on-cut", "Invents a finish for a broken stream", ["FAIL-001", "FAIL-002", "FAIL-003"],
            checks: ["failure.cut-visible", "failure.no-done", "failure.no-invented-finish"]
        ) {
            $0.cut = .stop
        },
        Defect(
            "half-event-forwarded", "Passes half an event on", ["FAIL-001", "FAIL-005"],
            checks: ["failure.no-half-event"]
        ) { $0.cut = .halfEvent },
        Defect(
            "hang-after-cut", "Leaves the client waiting when a stream breaks", ["FAIL-001"],
            checks: ["failure.cut-visible"]
        ) { $0.cut = .hang },
        Defect(
            "tail-lost-on-cut", "Loses the last event before a cut", ["FAIL-006"], checks: ["failure.prefix-delivered"]
        ) {
            $0.hold = .behind
            $0.cut = .abort
        },
        Defect(
            "truncated-json-passed", "Passes broken JSON on as a success", ["FAIL-007"],
            checks: ["response.not-plain-success"]
        ) {
            $0.quirks = .passesBrokenJSON
        },
        Defect(
            "retry-after-first-byte", "Asks again when a stream breaks after its first event", ["FAIL-008"],
            checks: ["failure.no-duplicate-text", "failure.single-attempt"]
        ) {
            $0.policy.restartsStreams = true
        },
        Defect("retry-on-400", "Asks again after a 400, 401, 403, 404 or 422", ["FAIL-010"], checks: ["attempts.count"])
        {
            $0.policy.repeats = { (400..<500).contains($0) && $0 != 408 && $0 != 409 && $0 != 429 ? 2 : 0 }
        },
        Defect(
            "retry-storm", "Asks the same provider eight times more after a 503", ["FAIL-010"],
            checks: ["attempts.count"]
        ) {
            $0.policy.repeats = { $0 == 503 ? 8 : 0 }
        },
        Defect(
            "retry-after-disregarded", "Asks again at once after a 429 or 503", ["FAIL-010"],
            checks: ["failover.retry-after-honoured"]
        ) {
            $0.policy.repeats = { $0 == 429 || $0 == 503 ? 1 : 0 }
        },
        Defect(
            "cancel-not-propagated", "Reads on when the client has left", ["FAIL-011", "FAIL-012"],
            checks: ["failure.cancel-propagated"]
        ) {
            $0.quirks = .staysAfterClient
        },
        Defect(
            "cancel-only-in-stream", "Reads on when the client has left before the first byte", ["FAIL-012"],
            checks: ["failure.cancel-propagated"]
        ) {
            $0.quirks = .staysWhileWaiting
        },
        Defect(
            "backup-for-nobody", "Asks the backup for a client that has left", ["FAIL-012"], checks: ["attempts.count"]
        ) {
            $0.quirks = .staysWhileWaiting
        },
        Defect(
            "unreachable-as-400", "Answers 400 when the provider cannot be reached", ["FAIL-013"],
            checks: ["errors.status-class"]
        ) {
            $0.ownError = { if $0.status == 502 { $0.status = 400 } }
        },
        Defect(
            "timeout-as-400", "Answers 400 when the provider says nothing", ["FAIL-014"],
            checks: ["errors.status-class"]
        ) {
            $0.ownError = { if $0.status == 504 { $0.status = 400 } }
        },
        Defect(
            "no-head-timeout", "Waits for ever for an answer", ["FAIL-014", "FAILOVER-007"], checks: ["failure.bounded"]
        ) {
            $0.configure = { $0.timeouts.head = 3_600_000 }
        },
        Defect(
            "idle-limit-short", "Ends a stream after half a silent second", ["FAIL-015"], checks: ["stream.fold-equal"]
        ) {
            $0.configure = { $0.timeouts.idle = 500 }
        },
        Defect(
            "no-backpressure", "Reads the provider whatever the client takes", ["FAIL-018"],
            checks: ["failure.back-pressure"]
        ) {
            $0.quirks = .readsWithoutEnd
        },
        Defect(
            "fallback-hidden", "Says nothing of a fallback and writes the alias as model", ["FAIL-017"],
            checks: ["failover.disclosed"]
        ) {
            $0.dropsFields("x-gateproof-provider", "x-gateproof-attempts")
            $0.eachChunk { $0.replace("model", "gateproof-failover") }
            $0.answer { $0.replace("model", "gateproof-failover") }
        },
    ]

    /// The choice of provider.
    static let failover: [Defect] = [
        Defect(
            "failover-never", "Never asks the backup",
            ["FAILOVER-001", "FAILOVER-003", "FAILOVER-004", "FAILOVER-007"],
            checks: ["attempts.count", "failover.served-by", "response.equal", "stream.done-once"]
        ) {
            $0.policy.failsOver = { _ in false }
        },
        Defect(
            "failover-not-on-429", "Does not ask the backup after a 429", ["FAILOVER-004"],
            checks: ["failover.served-by"]
        ) {
            $0.policy.failsOver = { $0 >= 500 }
        },
        Defect(
            "failover-not-on-5xx", "Asks the backup after 429 only", ["FAILOVER-001", "FAILOVER-003"],
            checks: ["attempts.count", "failover.served-by", "response.equal", "stream.done-once"]
        ) {
            $0.policy.failsOver = { $0 == 429 || $0 == 504 }
        },
        Defect(
            "failover-not-on-500", "Does not ask the backup after a 500 or 503", ["FAILOVER-003"],
            checks: ["attempts.count", "failover.served-by"]
        ) {
            $0.policy.failsOver = { $0 == 429 || $0 == 502 || $0 == 504 }
        },
        Defect(
            "failover-not-on-silence", "Does not ask the backup when the primary is silent", ["FAILOVER-007"],
            checks: ["failover.served-by"]
        ) {
            $0.policy.failsOver = { $0 == 429 || $0 >= 500 && $0 != 504 }
        },
        Defect("failover-on-400", "Asks the backup after a 400", ["FAIL-010"], checks: ["attempts.count"]) {
            $0.policy.failsOver = { $0 >= 400 }
        },
        Defect(
            "backup-body-shortened", "Sends the backup fewer fields", ["FAILOVER-002"],
            checks: ["failover.same-request"]
        ) {
            $0.backupBody = { JSON.edited($0) { $0.keep(["model", "messages", "stream"]) } }
        },
        Defect(
            "backup-body-marked", "Adds a field to what the backup gets", ["FAILOVER-002"],
            checks: ["failover.same-request"]
        ) {
            $0.backupBody = { JSON.edited($0) { $0.set("x_retry", true) } }
        },
        Defect(
            "failed-fields-kept", "Passes fields of the failed attempt on", ["FAILOVER-005"],
            checks: ["failover.no-first-headers", "failover.no-first-words"]
        ) {
            $0.responseFields { fields, passage in
                for field in passage.failedFields where field.name.lowercased().hasPrefix("x-") {
                    fields.lines.append(field)
                }
            }
        },
        Defect(
            "backup-first", "Asks the backup although the primary is well", ["FAILOVER-006"],
            checks: ["attempts.count", "failover.served-by"]
        ) {
            $0.quirks = .asksBackupFirst
        },
    ]
}
