internal import CCurl
package import Wire

extension LoadSlot {
    /// The final head, parsed; nil when there is none.
    package var responseHead: ResponseHead? {
        var recorder = HeadRecorder(limit: .max)
        for line in headBytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
            _ = (Array(line) + [0x0A]).withUnsafeBytes { recorder.take($0, at: Instant(nanoseconds: headAt)) }
        }
        return recorder.head
    }

    /// The body as a transcript, copied.
    package var transcript: Transcript {
        var start = 0
        let segments = reads.map { read in
            defer { start = read.end }
            return Transcript.Segment(at: Instant(nanoseconds: read.at), range: start..<read.end)
        }
        return Transcript(bytes: Array(bodyBytes), segments: segments)
    }

    /// The precise ending, found by parsing the answer again: for failures and samples, not for every request.
    package var ending: Ending {
        if let verdict { return verdict }
        return TransferFacts(
            code: result, systemError: systemError, wasReady: ready != 0, head: responseHead,
            headBytes: Array(headBytes), method: plan.requests[chosen].method, body: transcript
        ).ending
    }
}
