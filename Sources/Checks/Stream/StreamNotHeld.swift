internal import Wire

extension Check {
    /// The yes/no question of streaming.
    package static let streamNotHeld = Check(
        id: "stream.not-held", title: "Every event reaches the client before the provider writes the next",
        requirement: "PERF-002",
        rationale:
            "The provider waits for the client to have each event before it writes the next one. A gateway that holds "
            + "events until the next one, until a buffer is full or until the end turns a live stream into a batch.",
        passing: [
            Example(
                "each wait was released",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [1, 2, 1] }),
            Example(
                "allowed: released late; that is delay, not holding",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [190, 200, 195] }),
            Example(
                "a delta arrives in time without what it said: that is loss, not holding",
                .answer(
                    Reply.sse(thought).starting(10, pace: 100),
                    received: Reply.sse(thought.replacing("\"reasoning_content\":\"why\"", with: "")).starting(
                        12, pace: 100)
                ) { $0.waits = [1, nil] }),
            Example(
                "a delta never arrives, and the next is not seen to be on time by its place",
                .answer(
                    Reply.sse(thought).starting(10, pace: 100),
                    received: Reply.sse(Sample.text("Hi", usage: false)).starting(112, pace: 100)
                ) { $0.waits = [1, nil, nil] }),
            Example(
                "allowed: the role alone waits and comes with the first text",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(merged).starting(112, pace: 100)
                ) { $0.waits = [nil, 2, 1] }),
        ],
        failing: [
            Example(
                "a delta is emptied and held as well",
                .answer(
                    Reply.sse(thought).starting(10, pace: 100),
                    received: Reply.sse(thought.replacing("\"reasoning_content\":\"why\"", with: "")).starting(
                        900)
                ) { $0.waits = [nil, nil] }),
            Example(
                "the role and the first text come with the second",
                .answer(
                    Reply.sse(Sample.text("Hi", "you")).starting(10, pace: 100),
                    received: Reply.sse(merged).starting(212, pace: 100)
                ) { $0.waits = [nil, nil, 1] }),
            Example(
                "held to the end",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(Sample.text("Hi")).starting(900)
                ) { $0.waits = [nil, nil, nil] }),
            Example(
                "the first event waits for the second",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(Sample.text("Hi")).starting(112, pace: 100)
                ) { $0.waits = [nil] }),
        ],
        each: { round in
            round.streams { sent, received in
                guard let attempt = round.answering.map({ round.attempts[$0] }) else { return [] }
                let held = attempt.lockstep.filter {
                    $0.released == nil && !Merge.absorbed($0.event, of: sent, in: received)
                        && !Loss.explains($0.event, of: attempt, sent, in: received)
                }
                guard let first = held.first else { return [] }
                let hold = Holding(attempt: attempt, sent: sent, received: received, wait: first)
                return [
                    Finding(
                        .held, at: "event \(first.event)",
                        expected: "at the client before the provider writes event \(first.event + 1)",
                        actual: "\(hold.description); \(held.count) of \(attempt.lockstep.count) waits ran out")
                ]
            }
        })

    private static let merged = Sample.text("Hi").replacing(Sample.role(), with: "")
    private static let thought =
        Sample.role() + Sample.chunk("{\"reasoning_content\":\"why\"}") + Sample.content("Hi") + Sample.finish()
        + Sample.done
}

/// A gateway that loses content holds nothing back by that: then the words of an event are looked for, not its place.
private enum Loss {
    /// Whether the event's words arrived in time, or never.
    static func explains(_ event: Int, of attempt: Attempt, _ sent: Answer, in received: Answer) -> Bool {
        let units = (sent: sent.chat.value.contentEnds.last ?? 0, received: received.chat.value.contentEnds.last ?? 0)
        guard units.received < units.sent, event >= 1, event <= sent.chat.value.events.count else { return false }
        let words = words(sent.chat.value.events[event - 1])
        guard !words.isEmpty, let written = attempt.events.first(where: { $0.index == event })?.at,
            let next = attempt.events.first(where: { $0.index > event })?.at
        else { return false }
        let came = received.chat.value.events.filter { words.isSubset(of: Self.words($0)) }.compactMap {
            received.body.value.instant(ofByte: $0.range.upperBound - 1)
        }
        if came.contains(where: { $0 >= written && $0 < next }) { return true }
        let all = received.chat.value.events.flatMap(Self.words).joined()
        return words.allSatisfy { !all.contains($0) }
    }

    private static func words(_ event: ChatEvent) -> Set<String> {
        Set((event.json?["choices"]?.elements ?? []).flatMap { texts($0["delta"] ?? .null) })
    }

    private static func texts(_ value: JSON) -> [String] {
        let members = (value.members ?? []).filter { $0.key.string != "role" }.map(\.value)
        return (members + (value.elements ?? [])).flatMap(texts) + [value.stringValue ?? ""].filter { !$0.isEmpty }
    }
}

/// Chunks may be merged (`requirements.md` §8): one that says nothing yet may come with the first that does.
private enum Merge {
    static func absorbed(_ event: Int, of sent: Answer, in received: Answer) -> Bool {
        let ends = sent.chat.value.contentEnds
        guard event >= 1, event <= ends.count, ends[event - 1] == 0 else { return false }
        guard event <= sent.goodChunks.count, sent.goodChunks.prefix(event).allSatisfy({ $0.toolCalls.isEmpty }) else {
            return false
        }
        return received.chat.value.contentEnds.first.map { $0 > 0 } == true
            || received.goodChunks.first?.toolCalls.isEmpty == false
    }
}
