internal import Wire

/// Decides when the client stops reading for a while.
struct ReadingRule {
    private let reading: ClientBehaviour.Reading
    private var hasPaused = false

    init(_ reading: ClientBehaviour.Reading) {
        self.reading = reading
    }

    /// The end of the pause that begins now, after `read` more bytes made it `total`; nil to read on.
    mutating func pauseEnd(total: Int, read: Int, now: Instant) -> Instant? {
        switch reading {
        case .eager: return nil
        case .pause(let bytes, let milliseconds):
            guard !hasPaused, total >= bytes else { return nil }
            hasPaused = true
            return now + Int64(clamping: milliseconds) &* 1_000_000
        case .slow(let rate):
            return now + Int64(read) &* 1_000_000_000 / Int64(max(1, rate))
        }
    }
}

extension ClientBehaviour.Reading {
    /// Bytes that libcurl reads at once and that the kernel buffers: small when the peer is to feel the pause.
    var bufferBytes: Int? {
        switch self {
        case .eager: nil
        case .pause: 1 << 10
        case .slow(let rate): min(max(rate / 10, 1 << 10), 16 << 10)
        }
    }
}
