internal import NIOCore
internal import Wire

/// One request while it is read and answered; lives on the event loop and becomes an `Attempt` when it is collected.
///
/// Writes are kept as ranges of the playlist's bytes, so that recording one costs no copy.
final class AttemptRecord {
    /// Bodies beyond this are counted, not kept.
    static let bodyLimit = 64 << 20

    var attempt: Attempt
    var playlist: Playlist?
    private var writes: [Transcript.Segment] = []
    private var written = 0
    private(set) var accepted = 0
    /// Called when the attempt ended or its peer went away.
    var onChange: (() -> Void)?

    init(_ attempt: Attempt) {
        self.attempt = attempt
    }

    /// Whether nothing more will happen: the last step was played, and a stalled connection was left by the gateway.
    var isSettled: Bool {
        if attempt.peerClose != nil { return true }
        return attempt.ended != nil && attempt.ending != .stalled
    }

    /// Whether a gateway that has this behind it may ask somebody else: the provider had said all, or had said an error.
    var mayBeRetried: Bool {
        switch attempt.ending {
        case .complete, .closed, .reset: true
        case .abandoned, .stalled, .playing: attempt.headWritten != nil && (playlist?.head?.status ?? 0) >= 400
        }
    }

    // MARK: request

    func append(body part: ByteBuffer) {
        attempt.bodyBytes += part.readableBytes
        let room = Self.bodyLimit - attempt.body.count
        if room > 0 { attempt.body.append(contentsOf: part.readableBytesView.prefix(room)) }
    }

    // MARK: answer

    /// Notes a write before it is made; `range` indexes the playlist's wire bytes.
    func wrote(_ range: Range<Int>, at instant: Instant) {
        writes.append(Transcript.Segment(at: instant, range: range))
        written = range.upperBound
    }

    func kernelAccepted(_ count: Int) {
        accepted += count
    }

    /// Body bytes that the kernel accepted.
    var acceptedBody: Int {
        max(0, accepted - (playlist?.headBytes ?? 0))
    }

    /// Body bytes written so far.
    var writtenBody: Int {
        max(0, written - (playlist?.headBytes ?? 0))
    }

    func end(_ ending: Attempt.ScriptEnding, at instant: Instant) {
        guard attempt.ended == nil else { return }
        let leftBefore = attempt.peerClose != nil && ending != .reset
        attempt.ending = leftBefore ? .abandoned : ending
        attempt.ended = instant
        onChange?()
    }

    func peerClosed(reset: Bool, at instant: Instant) {
        guard attempt.peerClose == nil else { return }
        attempt.peerClose = Attempt.PeerClose(at: instant, reset: reset, acceptedBytes: acceptedBody)
        onChange?()
    }

    // MARK: hand-over

    /// The finished entry; the playlist's bytes are copied only now.
    func snapshot() -> Attempt {
        var result = attempt
        result.acceptedBytes = acceptedBody
        if attempt.peerClose != nil, attempt.ended == nil { result.ending = .abandoned }
        guard let playlist else { return result }
        let headEnd = min(written, playlist.headBytes)
        result.sentHeadBytes = playlist.bytes(of: 0..<headEnd)
        result.sentHead = result.headWritten == nil ? nil : playlist.head
        let kept = min(written, playlist.headBytes + Self.bodyLimit)
        guard kept > playlist.headBytes else { return result }
        result.sentBody.bytes = playlist.bytes(of: playlist.headBytes..<kept)
        result.sentBody.segments = writes.compactMap { segment($0, from: playlist.headBytes, to: kept) }
        return result
    }

    private func segment(_ write: Transcript.Segment, from start: Int, to end: Int) -> Transcript.Segment? {
        let lower = max(write.range.lowerBound, start)
        let upper = min(write.range.upperBound, end)
        return lower < upper ? Transcript.Segment(at: write.at, range: (lower - start)..<(upper - start)) : nil
    }
}
