import NIOCore
import NIOPosix
import Synchronization

/// A client that sends bytes as told and keeps every byte that comes back.
final class TestClient: Sendable {
    struct Received: Sendable {
        var bytes: [UInt8] = []
        var isClosed = false

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let channel: any Channel
    private let inbox: Inbox

    var received: Received { inbox.received }

    /// Bytes so far, without a copy of them.
    var count: Int { inbox.count }

    init(port: Int, reads: Bool = true) async throws {
        let inbox = Inbox()
        self.inbox = inbox
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ClientHandler(inbox: inbox))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
    }

    func startReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    func close() async throws {
        try await channel.close().get()
    }

    /// Waits until what came satisfies the condition; gives up after ten seconds and returns what there is.
    @discardableResult
    func wait(until isEnough: (Received) -> Bool) async throws -> Received {
        try await poll { isEnough(received) }
        return received
    }

    /// Waits for one whole response.
    func response() async throws -> TestResponse {
        try await wait { TestResponse($0) != nil }
        return TestResponse(received) ?? TestResponse.missing
    }
}

/// Looks again and again, less and less often and about ten seconds at most, whether something has come true.
func poll(_ isTrue: () -> Bool) async throws {
    for round in 0..<420 where !isTrue() { try await Task.sleep(for: .milliseconds(min(2 + round, 25))) }
}

private final class Inbox: Sendable {
    private let state = Mutex(TestClient.Received())

    var received: TestClient.Received { state.withLock { $0 } }

    var count: Int { state.withLock { $0.bytes.count } }

    func note(_ change: (inout TestClient.Received) -> Void) {
        state.withLock { change(&$0) }
    }
}

private final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let inbox: Inbox

    init(inbox: Inbox) {
        self.inbox = inbox
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        inbox.note { $0.bytes += bytes }
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.note { $0.isClosed = true }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// One response as a client reads it.
struct TestResponse {
    static let missing = TestResponse(status: 0, head: "", body: "", isWhole: false)

    var status: Int
    var head: String
    /// Without the chunked coding.
    var body: String
    /// False if the connection ended before the message did.
    var isWhole: Bool

    private init(status: Int, head: String, body: String, isWhole: Bool) {
        self.status = status
        self.head = head
        self.body = body
        self.isWhole = isWhole
    }

    /// Nil while more has to come.
    init?(_ received: TestClient.Received) {
        let text = received.text
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        head = String(text[..<end.lowerBound])
        status = Int(head.dropFirst(9).prefix(3)) ?? 0
        let rest = Array(text[end.upperBound...].utf8)
        let lower = head.lowercased()
        if lower.contains("transfer-encoding: chunked") {
            let (payload, isWhole) = TestResponse.dechunk(rest)
            (body, self.isWhole) = (String(decoding: payload, as: UTF8.self), isWhole)
        } else {
            let length = lower.firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) }
            body = String(decoding: rest, as: UTF8.self)
            isWhole = length.map { $0 == rest.count } ?? (received.isClosed || status == 204 || status == 304)
        }
        if !isWhole, !received.isClosed { return nil }
    }

    func field(_ name: String) -> String? {
        let lines = head.split(separator: "\r\n").map { $0.split(separator: ":", maxSplits: 1) }
        return lines.first { $0.count == 2 && $0[0].lowercased() == name }.map { String($0[1].drop { $0 == " " }) }
    }

    private static func dechunk(_ bytes: [UInt8]) -> (payload: [UInt8], isWhole: Bool) {
        var rest = bytes[...]
        var payload: [UInt8] = []
        while let end = rest.firstIndex(of: 0x0A) {
            let size = Int(String(decoding: rest[..<end].dropLast(), as: UTF8.self), radix: 16) ?? 0
            rest = rest[(end + 1)...]
            if size == 0 { return (payload, rest.count >= 2) }
            payload += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return (payload, false)
    }
}
