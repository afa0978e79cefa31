/// Follows a response body while it arrives and tells how much of the answer a client has seen: used for lock-step.
///
/// Merged, split and rewritten events do not disturb it, since it counts content and not bytes.
package struct ContentProgress: Sendable {
    /// Content units in the whole events so far, counted as `ContentUnits` does.
    package private(set) var contentUnits = 0
    /// Data events so far, `[DONE]` included: the measure of streams without content.
    package private(set) var eventCount = 0
    /// Payload bytes so far, transfer coding removed.
    package private(set) var payloadBytes = 0
    /// `[DONE]` came.
    package private(set) var isDone = false

    private var chunked: ChunkedDecoder?
    /// Payload bytes that the framing still allows.
    private var remaining: Int
    private var decoder = SSEDecoder()
    /// Everything so far of a packed body; nil where it is not packed.
    private var packed: [UInt8]?
    private var unpacked = 0
    /// A longer packed stream is not followed: it is unpacked anew with every read.
    private static let packedLimit = 256 << 10

    /// Begins a body with this framing, as `MessageBody.framing(of:method:)` tells it.
    package init(framing: MessageBody.Framing) {
        switch framing {
        case .none: remaining = 0
        case .length(let length): remaining = length
        case .close: remaining = .max
        case .chunked:
            remaining = .max
            chunked = ChunkedDecoder()
        }
    }

    /// Begins the body of the answer with this head to a request of that method.
    package init(head: ResponseHead, method: String) {
        self.init(framing: MessageBody.framing(of: head, method: method).0)
        if head.isGzip { packed = [] }
    }

    /// Takes body bytes as they stand on the wire, transfer coding included.
    package mutating func feed(_ wire: UnsafeRawBufferPointer) {
        if chunked != nil {
            let before = chunked?.payload.count ?? 0
            chunked?.feed(wire)
            if let new = chunked?.payload[before...] { payload(new) }
        } else {
            let piece = UnsafeRawBufferPointer(rebasing: wire.prefix(remaining))
            remaining -= piece.count
            payload(piece)
        }
    }

    package mutating func feed(_ wire: [UInt8]) {
        wire.withUnsafeBytes { feed($0) }
    }

    private mutating func unpack(_ bytes: some Collection<UInt8>) {
        packed?.append(contentsOf: bytes)
        guard let packed, packed.count <= Self.packedLimit else { return }
        guard packed.starts(with: [0x1F, 0x8B]) || packed.count < 2 else {
            // A false label: the bytes are what they are.
            decoder.feed(packed[unpacked...])
            unpacked = packed.count
            return
        }
        let all = Inflater.gzip(packed, limit: 4 << 20).bytes
        guard all.count > unpacked else { return }
        decoder.feed(all[unpacked...])
        unpacked = all.count
    }

    private mutating func payload(_ bytes: some Collection<UInt8>) {
        payloadBytes += bytes.count
        if packed != nil { unpack(bytes) } else { decoder.feed(bytes) }
        while eventCount < decoder.eventCount {
            let data = decoder.event(eventCount).data
            eventCount += 1
            if data == Array("[DONE]".utf8) { isDone = true }
            if let json = try? JSON.parse(data) { contentUnits += ContentUnits.count(in: json) }
        }
    }
}
