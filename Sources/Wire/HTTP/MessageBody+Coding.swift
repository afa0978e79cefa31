extension MessageBody {
    /// More than this is never unpacked: a few bytes can stand for gigabytes.
    package static let unpackedLimit = 32 << 20

    /// The body with its content coding removed where the head names gzip and the bytes begin so; else unchanged.
    ///
    /// What cannot be unpacked to its end is kept as far as it goes, with the reason in `codingProblem`.
    package func unpacked(head: ResponseHead, limit: Int = unpackedLimit) -> MessageBody {
        guard head.isGzip, payload.starts(with: [0x1F, 0x8B]) else { return self }
        let inflated = Inflater.gzip(payload, limit: limit, marks: payloadSegments.map(\.range.upperBound))
        var body = self
        body.payload = inflated.bytes
        body.payloadSegments = []
        var start = 0
        for (segment, end) in zip(payloadSegments, inflated.marks) where end > start {
            body.payloadSegments.append(Transcript.Segment(at: segment.at, range: start..<end))
            start = end
        }
        switch inflated.state {
        case .complete: break
        case .starved: if isComplete { body.codingProblem = "the compressed bytes end in the middle" }
        case .malformed(let what): body.codingProblem = "the compressed bytes are broken: \(what)"
        case .tooLarge: body.codingProblem = "more than \(limit >> 20) MiB come out of \(payload.count) bytes"
        }
        return body
    }
}

extension ResponseHead {
    /// Whether the last content coding is gzip (RFC 9110 §8.4.1.3).
    package var isGzip: Bool {
        guard let last = fields.list("content-encoding").last else { return false }
        return last.equalsIgnoringASCIICase("gzip") || last.equalsIgnoringASCIICase("x-gzip")
    }
}
