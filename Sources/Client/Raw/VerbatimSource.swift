internal import Wire

/// Verbatim bytes on their way out, whole or a few at a time.
struct VerbatimSource {
    private let bytes: [UInt8]
    private var sent = 0
    private let pieceSize: Int
    private let interval: Int64
    private var due = Int64.min
    /// Bytes of the current piece that are still to go.
    private var open = 0

    /// Takes the pace from the upload behaviour; chunks make no sense for bytes that are to stay as they are.
    init(_ bytes: [UInt8], _ upload: ClientBehaviour.Upload) {
        self.bytes = bytes
        switch upload {
        case .slow(let size, let milliseconds):
            pieceSize = max(1, size)
            interval = Int64(clamping: milliseconds) &* 1_000_000
        case .whole, .chunked:
            pieceSize = max(1, bytes.count)
            interval = 0
        }
    }

    /// When the next bytes may leave; nil when all have left.
    var nextDue: Int64? {
        sent == bytes.count ? nil : open > 0 ? Int64.min : due
    }

    /// What may leave now.
    mutating func piece(now: Instant) -> ArraySlice<UInt8>? {
        guard let next = nextDue, next <= now.nanoseconds else { return nil }
        if open == 0 {
            open = min(pieceSize, bytes.count - sent)
            due = (due == .min ? now.nanoseconds : due) &+ interval
        }
        return bytes[sent..<sent + open]
    }

    mutating func advance(_ count: Int) {
        sent += count
        open -= count
    }

    /// Sends no more.
    mutating func stop() {
        sent = bytes.count
        open = 0
    }
}
