internal import Wire

extension Check {
    /// The ids that tie calls and results together.
    package static let toolsIdsConsistent = Check(
        id: "tools.ids-consistent", title: "Tool call ids stay distinct, and results stay tied to their calls",
        requirement: "TOOL-010",
        rationale:
            "The client answers each call by its id; ids may be rewritten, but two calls with one id, or a result "
            + "whose id no longer names its call, are refused by providers or answered wrongly.",
        passing: [
            Example("as sent", .stream(Sample.tools, received: Sample.tools)),
            Example(
                "allowed: rewritten one to one",
                .stream(
                    Sample.tools, received: Sample.tools.replacing("call_A", with: "g1").replacing("call_B", with: "g2")
                )
            ),
            Example(
                "allowed: history rewritten one to one",
                .request(history("call_A", "call_A"), arrived: history("x9", "x9"))),
        ],
        failing: [
            Example(
                "two calls with one id",
                .stream(Sample.tools, received: Sample.tools.replacing("call_B", with: "call_A"))),
            Example(
                "a result lost its call", .request(history("call_A", "call_A"), arrived: history("call_A", "call_X"))),
            Example("ids are gone", .request(history("call_A", "call_A"), arrived: history("", ""))),
        ],
        each: { round in
            let down = round.provided?.isSuccess != false ? round.choices(ToolIds.downward) : []
            return down
                + round.arrived.enumerated().flatMap { index, arrived in
                    guard let sent = round.request.value, let got = arrived.value else { return [Finding]() }
                    return ToolIds.upward(sent, got, at: "attempt \(index + 1)")
                }
        })

    private static func history(_ call: String, _ result: String) -> String {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"\(call)\","
            + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"\(result)\",\"content\":\"ok\"}]}"
    }
}

private enum ToolIds {
    static func downward(_ sent: Fold.Choice, _ received: Fold.Choice, _ place: String) -> [Finding] {
        mapping(
            sent.toolCalls.map { $0.id ?? "" }, received.toolCalls.map { $0.id ?? "" }, at: "\(place) tool call ids")
    }

    static func upward(_ sent: JSON, _ arrived: JSON, at place: String) -> [Finding] {
        mapping(ids(sent), ids(arrived), at: "\(place) tool call ids")
    }

    /// The same id must become the same id, and different ids different ones.
    private static func mapping(_ sent: [String], _ received: [String], at place: String) -> [Finding] {
        var forth: [String: String] = [:]
        var back: [String: String] = [:]
        let isMap = zip(sent, received).allSatisfy { before, after in
            before.isEmpty
                || !after.isEmpty && forth.updateValue(after, forKey: before) ?? after == after
                    && back.updateValue(before, forKey: after) ?? before == before
        }
        guard !isMap || sent.count != received.count else { return [] }
        return [
            Finding(
                sent.count > received.count ? .lost : .altered, at: place,
                expected: Excerpt.of(sent.joined(separator: " ")) + ", or each replaced by one other id",
                actual: Excerpt.of(received.map { $0.isEmpty ? "(none)" : $0 }.joined(separator: " ")))
        ]
    }

    private static func ids(_ body: JSON) -> [String] {
        (body["messages"]?.elements ?? []).flatMap { message in
            (message["tool_calls"]?.elements ?? []).map { $0["id"]?.stringValue ?? "" }
                + (message["tool_call_id"].map { [$0.stringValue ?? ""] } ?? [])
        }
    }
}
