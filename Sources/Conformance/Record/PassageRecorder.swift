internal import Checks
internal import Results
internal import Wire

/// Sorts everything that passed the gateway into kept, lost, altered, invented, duplicated and reordered.
///
/// It judges nothing: much of what it names is allowed, and the checks decide.
struct PassageRecorder {
    var redactor: Redactor
    /// Differences kept of each part.
    static let limit = 40

    func record(_ trial: Trial) -> [PassageRecord] {
        trial.rounds.prefix(EvidenceRecorder.exchangeLimit).enumerated().flatMap { index, round in
            parts(of: round).map { direction, part, sorted in
                PassageRecord(
                    exchange: index + 1, direction: direction, part: part, kept: sorted.kept,
                    differences: sorted.differences.prefix(Self.limit).map(clean))
            }
        }
    }

    private func parts(of round: Round) -> [(String, String, Sorted)] {
        var parts: [(String, String, Sorted)] = []
        if let attempt = round.attempts.last {
            parts.append(("request", "header", .headers(Self.fields(sentBy: round.client), attempt.head.fields)))
            if let sent = round.request.value, let got = round.arrived.last?.value {
                parts.append(("request", "path", .paths(sent, got)))
            }
        }
        guard let provided = round.provided, let head = provided.head, let got = round.received.head else {
            return parts
        }
        parts.append(("response", "header", .headers(head.fields, got.fields)))
        if provided.isStream {
            var events = Sorted.events(
                provided.stream.value.events.map(\.data), round.received.stream.value.events.map(\.data))
            if provided.outcome.isVisibleFailure || provided.outcome == .truncated, round.received.outcome == .success {
                events.differences.insert(
                    .init(kind: "hidden failure", place: "stream", sent: "\(provided.outcome)", received: "success"),
                    at: 0)
            }
            parts.append(("response", "event", events))
            parts.append(("response", "fold", .folds(provided.chat.value.fold, round.received.chat.value.fold)))
        } else if let sent = provided.json.value, let received = round.received.json.value {
            parts.append(("response", "path", .paths(sent, received)))
        }
        return parts
    }

    /// The head as it went over the wire: Host and the framing are the client's too.
    private static func fields(sentBy client: ClientRecord) -> HeaderFields {
        HeadParser.parse(.request, client.sentHead).request?.fields ?? client.request.fields
    }

    private func clean(_ difference: PassageRecord.Difference) -> PassageRecord.Difference {
        let text = { (text: String) in
            let redacted = redactor.redact(text)
            return redacted.count > 200 ? redacted.prefix(200) + "…" : redacted
        }
        return PassageRecord.Difference(
            kind: difference.kind, place: text(difference.place), sent: text(difference.sent),
            received: text(difference.received))
    }
}

/// One kind of thing, sorted.
private struct Sorted {
    var kept = 0
    var differences: [PassageRecord.Difference] = []

    static func headers(_ sent: HeaderFields, _ received: HeaderFields) -> Sorted {
        let names = { (fields: HeaderFields) in fields.map { $0.name.lowercased() } }
        var sorted = Sorted()
        for name in Set(names(sent) + names(received)).sorted() {
            let (before, after) = (sent.all(name), received.all(name))
            if before == after {
                sorted.kept += 1
                continue
            }
            let kind =
                after.isEmpty
                ? "lost"
                : before.isEmpty
                    ? "invented"
                    : before.sorted() == after.sorted()
                        ? "reordered"
                        : after.count > before.count && Set(after) == Set(before) ? "duplicated" : "altered"
            sorted.differences.append(
                .init(
                    kind: kind, place: name, sent: before.joined(separator: " | "),
                    received: after.joined(separator: " | ")))
        }
        return sorted
    }

    static func paths(_ sent: JSON, _ received: JSON) -> Sorted {
        let found = JSONDifference.compare(sent, received)
        let touched = found.filter { $0.kind != .invented && $0.kind != .duplicated }.count
        return Sorted(
            kept: max(0, leaves(sent) - touched),
            differences: found.map {
                .init(
                    kind: $0.kind.rawValue, place: $0.path, sent: $0.sent.map { show($0) } ?? "",
                    received: $0.received.map { show($0) } ?? "")
            })
    }

    static func folds(_ sent: Fold, _ received: Fold) -> Sorted {
        Sorted(
            kept: sent.choices.count,
            differences: FoldDifference.compare(sent, received).map {
                .init(kind: $0.kind.rawValue, place: $0.path, sent: $0.sent ?? "", received: $0.received ?? "")
            })
    }

    /// Events by equal data in the same order; what is left over on one side may stand elsewhere on the other.
    static func events(_ sent: [[UInt8]], _ received: [[UInt8]]) -> Sorted {
        var sorted = Sorted()
        var matched: Set<Int> = []
        var extra: [Int] = []
        var next = 0
        for (index, data) in received.enumerated() {
            if let place = sent[next...].firstIndex(of: data) {
                sorted.kept += 1
                matched.insert(place)
                next = place + 1
            } else {
                extra.append(index)
            }
        }
        let lost = sent.indices.filter { !matched.contains($0) }
        for index in extra {
            let text = PrintableBytes.text(received[index].prefix(400))
            let kind =
                lost.contains { sent[$0] == received[index] }
                ? "reordered" : sent.contains(received[index]) ? "duplicated" : "invented"
            sorted.differences.append(.init(kind: kind, place: "received event \(index + 1)", received: text))
        }
        for index in lost where !extra.contains(where: { received[$0] == sent[index] }) {
            sorted.differences.append(
                .init(
                    kind: "lost", place: "sent event \(index + 1)", sent: PrintableBytes.text(sent[index].prefix(400))))
        }
        return sorted.paired
    }

    /// As many lost as invented events: each is taken for the other, altered.
    private var paired: Sorted {
        let (lost, new) = (differences.filter { $0.kind == "lost" }, differences.filter { $0.kind == "invented" })
        guard lost.count == new.count, !lost.isEmpty else { return self }
        var copy = self
        copy.differences = differences.filter { $0.kind != "lost" && $0.kind != "invented" }
        copy.differences += zip(lost, new).map {
            .init(kind: "altered", place: $0.place, sent: $0.sent, received: $1.received)
        }
        return copy
    }

    private static func show(_ value: JSON) -> String {
        PrintableBytes.text(Array(value.text.utf8.prefix(400)))
    }

    private static func leaves(_ value: JSON) -> Int {
        if let members = value.members { return max(1, members.reduce(0) { $0 + leaves($1.value) }) }
        if let elements = value.elements { return max(1, elements.reduce(0) { $0 + leaves($1) }) }
        return 1
    }
}
