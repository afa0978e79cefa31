internal import Wire

extension Check {
    /// The question of streaming where the client's bytes are compressed, so that lock-step cannot read them.
    package static let streamFlows = Check(
        id: "stream.flows", title: "Payload reaches the client before the provider has written all of its own",
        requirement: "HTTP-011",
        rationale:
            "A compressor that is flushed only at its end turns a live stream into a batch. Lock-step cannot look into "
            + "compressed bytes, so the order of reads and writes decides.",
        passing: [
            Example(
                "it flows",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 10),
                    received: Reply.sse(Sample.text("Hi")).starting(11, pace: 10)))
        ],
        failing: [
            Example(
                "held to the end",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 10),
                    received: Reply.sse(Sample.text("Hi")).starting(400)))
        ],
        each: { round in
            round.streams { sent, received in
                guard let last = sent.wire.segments.last?.at, sent.wire.segments.count > 2 else { return [] }
                let early = received.wire.segments.filter { $0.at < last }.map(\.range.upperBound).max() ?? 0
                guard early <= headerBytes else { return [] }
                return [
                    Finding(
                        .held, at: "stream", expected: "payload at the client before the provider's last write",
                        actual: "\(early) of \(received.wire.bytes.count) bytes by then")
                ]
            }
        })

    /// A compressor's own header, and the framing around it, are no payload.
    private static let headerBytes = 64
}
