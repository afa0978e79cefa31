internal import Wire

extension Check {
    /// Distributed traces.
    package static let headersTraceparent = Check(
        id: "headers.traceparent", title: "A trace goes on upstream with the same trace id", requirement: "HDR-012",
        rationale:
            "Without it the provider's spans hang in a trace of their own; a malformed header must not be passed on, "
            + "for it breaks the receiver's trace.",
        passing: [
            Example("same", .traced(trace, trace)),
            Example(
                "allowed: a new parent id",
                .traced(trace, trace.replacing("b7ad6b7169203331", with: "0000000000000001"))),
            Example("a malformed one is dropped", .traced("00-xyz", nil)),
            Example("a malformed one is replaced", .traced("00-xyz", trace)),
            Example("allowed: a state of two lines in one", .traced(trace, trace, state: ["a=1", "b=2"], ["a=1,b=2"])),
            Example("allowed: an entry of the gateway's own", .traced(trace, trace, state: ["a=1"], ["gw=7, a=1"])),
        ],
        failing: [
            Example("lost", .traced(trace, nil)),
            Example("another trace", .traced(trace, trace.replacing("4bf9", with: "0000"))),
            Example("malformed", .traced(trace, "00-xyz")),
            Example("a malformed one goes on", .traced("00-xyz", "00-xyz")),
            Example("the state is lost", .traced(trace, trace, state: ["a=1"], [])),
            Example("an entry of the state is lost", .traced(trace, trace, state: ["a=1,b=2"], ["a=1"])),
            Example("the state is reordered", .traced(trace, trace, state: ["a=1,b=2"], ["b=2,a=1"])),
        ],
        each: { round in
            guard let sent = round.client.request.fields["traceparent"] else { return [] }
            return round.attempts.compactMap { attempt in
                let fields = attempt.head.fields
                guard let id = TraceParent.id(sent) else { return TraceParent.passedOn(sent, fields["traceparent"]) }
                guard let arrived = fields["traceparent"] else {
                    return Finding(.lost, at: "traceparent", expected: sent, actual: "absent")
                }
                if TraceParent.id(arrived) != id {
                    return Finding(.altered, at: "traceparent", expected: "trace id \(id)", actual: Excerpt.of(arrived))
                }
                return TraceState.kept(round.client.request.fields, fields)
            }
        })

    private static let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"
}

private enum TraceState {
    /// Nil when every entry has arrived in order; a participant may put its own in front (W3C Trace Context §3.5).
    static func kept(_ sent: HeaderFields, _ received: HeaderFields) -> Finding? {
        let after = received.list("tracestate")
        var rest = after[...]
        for entry in sent.list("tracestate") {
            guard let index = rest.firstIndex(of: entry) else {
                return Finding(
                    after.isEmpty ? .lost : .altered, at: "tracestate",
                    expected: HeaderText.show(sent.all("tracestate")),
                    actual: HeaderText.show(received.all("tracestate")))
            }
            rest = rest[(index + 1)...]
        }
        return nil
    }
}

private enum TraceParent {
    /// The trace id of a valid header (W3C Trace Context §3.2); nil when it is malformed.
    static func id(_ value: String) -> String? {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, zip(parts, [2, 32, 16, 2]).allSatisfy({ isHex($0, $1) }), parts[0] != "ff",
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        return parts[1]
    }

    /// A malformed header must be dropped or replaced (W3C Trace Context §4.3).
    static func passedOn(_ sent: String, _ arrived: String?) -> Finding? {
        guard let arrived, id(arrived) == nil else { return nil }
        return Finding(
            .malformed, at: "traceparent", expected: "absent, or a valid one in place of \(Excerpt.of(sent))",
            actual: Excerpt.of(arrived))
    }

    private static func isHex(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension Trial {
    fileprivate static func traced(
        _ sent: String, _ arrived: String?, state: [String] = [], _ arrivedState: [String] = []
    ) -> Trial {
        json("{}", received: "{}") {
            $0.fields = HeaderFields([HeaderField("traceparent", sent)] + state.map { HeaderField("tracestate", $0) })
            $0.arrivedFields = HeaderFields(
                (arrived.map { [HeaderField("traceparent", $0)] } ?? [])
                    + arrivedState.map { HeaderField("tracestate", $0) })
        }
    }
}
