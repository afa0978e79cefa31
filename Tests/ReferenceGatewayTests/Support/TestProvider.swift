import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a test's provider does with one request, one step after the other.
enum ProviderStep: Sendable {
    case write(String)
    case bytes([UInt8])
    /// Goes on when the test opens the gate.
    case gate(Gate)
    case close
    case reset
}

/// Opened once by a test, from any thread.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter() }
    }

    func whenOpen(_ run: @escaping @Sendable () -> Void) {
        let isOpen = state.withLock { state in
            if !state.isOpen { state.waiters.append(run) }
            return state.isOpen
        }
        if isOpen { run() }
    }
}

/// What a test's provider saw.
final class ProviderJournal: Sendable {
    struct Entries: Sendable {
        var requests: [String] = []
        var connections = 0
        var closed = 0
        var written = 0
    }

    private let state = Mutex(Entries())

    var entries: Entries { state.withLock { $0 } }

    func note(_ change: (inout Entries) -> Void) {
        state.withLock { change(&$0) }
    }
}

/// A provider on a port of its own that plays steps and keeps every request it got.
final class TestProvider: Sendable {
    let port: Int
    let journal = ProviderJournal()
    private let channel: any Channel

    var requests: [String] { journal.entries.requests }

    /// Successive requests get successive lists; the last repeats.
    init(_ answers: [[ProviderStep]]) async throws {
        let journal = journal
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ProviderHandler(journal: journal, answers: answers))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws {
        try await channel.close().get()
    }
}

/// Reads requests with a known length and plays the steps for each.
private final class ProviderHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let journal: ProviderJournal
    private let answers: [[ProviderStep]]
    private var bytes: [UInt8] = []
    /// Where the request under way ends; nil until its head is in.
    private var end: Int?

    init(journal: ProviderJournal, answers: [[ProviderStep]]) {
        self.journal = journal
        self.answers = answers
    }

    func channelActive(context: ChannelHandlerContext) {
        journal.note { $0.connections += 1 }
    }

    func channelInactive(context: ChannelHandlerContext) {
        journal.note { $0.closed += 1 }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        bytes += buffer.readableBytesView
        end = end ?? ProviderHandler.end(bytes)
        guard let end, bytes.count >= end else { return }
        let request = String(decoding: bytes, as: UTF8.self)
        bytes = []
        self.end = nil
        var number = 0
        journal.note {
            number = $0.requests.count
            $0.requests.append(request)
        }
        play(answers[min(number, answers.count - 1)][...], context)
    }

    private static func end(_ bytes: [UInt8]) -> Int? {
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let text = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).lowercased()
        return head.upperBound + (text.firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0)
    }

    private func play(_ steps: ArraySlice<ProviderStep>, _ context: ChannelHandlerContext) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        switch step {
        case .write(let text): write(Array(text.utf8), rest, context)
        case .bytes(let bytes): write(bytes, rest, context)
        case .gate(let gate):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let loop = context.eventLoop
            gate.whenOpen { loop.execute { bound.value.0.play(rest, bound.value.1) } }
        case .close: context.close(promise: nil)
        case .reset:
            let option = context.channel as? any SocketOptionProvider
            _ = option?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            context.close(promise: nil)
        }
    }

    /// Goes on when the bytes have been taken by the kernel.
    private func write(_ bytes: [UInt8], _ rest: ArraySlice<ProviderStep>, _ context: ChannelHandlerContext) {
        let journal = journal
        let count = bytes.count
        let done = context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).assumeIsolated()
        done.whenSuccess { [self] in
            journal.note { $0.written += count }
            play(rest, context)
        }
    }
}
