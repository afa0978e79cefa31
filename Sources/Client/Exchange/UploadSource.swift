internal import Wire

/// The request body on its way to libcurl, in stable memory.
struct UploadSource {
    enum Step {
        /// So many bytes were copied; 0 at the end.
        case bytes(Int)
        /// Nothing more may leave before that instant.
        case notBefore(Instant)
    }

    let bytes: UnsafeMutableRawBufferPointer
    private let upload: ClientBehaviour.Upload
    private var sent = 0
    private var next: Instant?

    /// Copies the body; `deallocate` gives the memory back.
    init(_ request: ClientRequest) {
        bytes = .allocate(byteCount: max(1, request.body.count), alignment: 1)
        bytes.copyBytes(from: request.body)
        upload = request.behaviour.upload
        count = request.body.count
    }

    /// The size of the body.
    let count: Int

    func deallocate() {
        bytes.deallocate()
    }

    mutating func next(into buffer: UnsafeMutableRawBufferPointer, now: Instant) -> Step {
        let left = min(count - sent, buffer.count)
        switch upload {
        case .whole: return copy(left, buffer)
        case .chunked(let size): return copy(min(left, max(1, size)), buffer)
        case .slow(let size, let milliseconds):
            guard left > 0 else { return .bytes(0) }
            if let next, now < next { return .notBefore(next) }
            // The next piece is due an interval after this one was, however late this one is.
            next = (next ?? now) + Int64(clamping: milliseconds) &* 1_000_000
            return copy(min(left, max(1, size)), buffer)
        }
    }

    private mutating func copy(_ size: Int, _ buffer: UnsafeMutableRawBufferPointer) -> Step {
        guard size > 0 else { return .bytes(0) }
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[sent..<sent + size]))
        sent += size
        return .bytes(size)
    }
}
