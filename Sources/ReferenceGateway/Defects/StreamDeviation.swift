internal import NIOCore

/// What a behaviour does to one stream: changes its events and holds them back.
///
/// The correct gateway has none of these objects.
final class StreamDeviation {
    private let change: ((StreamEvent) -> [StreamEvent])?
    private let changeBytes: (([UInt8]) -> [UInt8])?
    private let hold: Behaviour.Hold
    private var held = ByteBuffer()
    private var events = 0
    private var isTicking = false
    private let loop: any EventLoop
    private let write: (ByteBuffer) -> Void

    /// `asksUsage`: the client wants to see usage.
    init(_ behaviour: Behaviour, asksUsage: Bool, loop: any EventLoop, write: @escaping (ByteBuffer) -> Void) {
        let hides = behaviour.quirks.contains(.hidesUnaskedUsage) && !asksUsage
        change = hides ? { $0.json?.isUsageChunk == true ? [] : [$0] } : behaviour.events?()
        changeBytes = behaviour.streamBytes?()
        hold = behaviour.hold
        self.loop = loop
        self.write = write
    }

    /// The provider's bytes as the defective gateway takes them.
    func read(_ bytes: ByteBuffer) -> ByteBuffer {
        changeBytes.map { ByteBuffer(bytes: $0(Array(bytes.readableBytesView))) } ?? bytes
    }

    func changed(_ bytes: ByteBuffer) -> ByteBuffer {
        guard let change else { return bytes }
        let all = StreamEvent.split(Array(bytes.readableBytesView)).flatMap(change)
        return ByteBuffer(bytes: all.flatMap(\.bytes))
    }

    /// Takes what is to be sent and returns what leaves now; at the end, everything.
    func release(_ bytes: ByteBuffer, isLast: Bool) -> ByteBuffer {
        guard hold != .none else { return bytes }
        held.writeImmutableBuffer(bytes)
        events += StreamEvent.split(Array(bytes.readableBytesView)).count { !$0.isComment }
        if isLast || isDue { return takeHeld() }
        if case .behind = hold { return takeAllButLast() }
        if case .tick(let milliseconds) = hold { tick(milliseconds) }
        return ByteBuffer()
    }

    private var isDue: Bool {
        switch hold {
        case .none: true
        case .bytes(let count): held.readableBytes >= count
        case .first(let count): events >= count
        case .untilEnd, .tick, .behind: false
        }
    }

    private func takeHeld() -> ByteBuffer {
        defer { held = ByteBuffer() }
        return held
    }

    private func takeAllButLast() -> ByteBuffer {
        let all = StreamEvent.split(Array(held.readableBytesView))
        held = ByteBuffer(bytes: all.last?.bytes ?? [])
        return ByteBuffer(bytes: all.dropLast().flatMap(\.bytes))
    }

    private func tick(_ milliseconds: Int) {
        guard !isTicking else { return }
        isTicking = true
        loop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) { [self] in
            isTicking = false
            let bytes = takeHeld()
            if bytes.readableBytes > 0 { write(bytes) }
        }
    }
}
