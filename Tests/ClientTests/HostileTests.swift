import Testing
import Wire

@testable import Client

/// A peer that sends an opening once and then a piece without end.
struct Hostile: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var opening: String
    var piece: String
    var ending: Ending = .limit("")

    static let all: [Hostile] = [
        Hostile(testDescription: "endless header", opening: "HTTP/1.1 200 OK\r\n", piece: "X-A: \(filler(100))\r\n"),
        Hostile(testDescription: "endless header line", opening: "HTTP/1.1 200 OK\r\nX-A: ", piece: filler(100)),
        Hostile(testDescription: "endless status line", opening: "HTTP/1.1 200 ", piece: filler(100)),
        Hostile(testDescription: "endless interim heads", opening: "", piece: "HTTP/1.1 100 Continue\r\n\r\n"),
        Hostile(testDescription: "endless body", opening: "HTTP/1.1 200 OK\r\n\r\n", piece: filler(1_000)),
        Hostile(
            testDescription: "endless chunks", opening: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            piece: "1\r\nx\r\n"),
        Hostile(
            testDescription: "endless body of an announced size",
            opening: "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", piece: filler(1_000)),
        Hostile(
            testDescription: "endless trailers",
            opening: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", piece: "T: \(filler(50))\r\n"),
        Hostile(
            testDescription: "endless chunk extension",
            opening: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", piece: filler(100)),
        Hostile(
            testDescription: "one endless event",
            opening: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ",
            piece: filler(1_000)),
    ]

    private static func filler(_ count: Int) -> String {
        String(repeating: "a", count: count)
    }
}

@Suite("A hostile peer")
struct HostileTests {
    private static let limits = ClientLimits(headBytes: 64 << 10, bodyBytes: 1 << 20)

    @Test("costs bounded memory and ends in a limit", arguments: Hostile.all, [false, true])
    func bounded(peer: Hostile, raw: Bool) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(peer.opening)
            let piece = String(repeating: peer.piece, count: 50)
            while connection.write(piece) {}
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var request = get(server)
        request.limits = Self.limits
        request.behaviour.abort = .afterEvents(1_000_000)
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        let record = await client.exchange(request, observer: nil)
        switch record.ending {
        case .limit(let text): #expect(!text.isEmpty)
        // The chunk grammar has limits of its own.
        case .malformed: #expect(peer.opening.contains("chunked"))
        default: Issue.record("\(record.ending)")
        }
        #expect(record.headBytes.count <= 256 << 10)
        #expect(record.body.bytes.count <= (1 << 20) + (64 << 10))
    }

    @Test("is cut off by the time limit when it drips", arguments: [false, true])
    func drips(raw: Bool) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write("x") { usleepBriefly(milliseconds: 5) }
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var request = get(server)
        request.limits.totalMilliseconds = 100
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        let record = await client.exchange(request, observer: nil)
        #expect(record.ending == .timedOut)
        #expect(record.body.bytes.count < 1_000)
    }

    @Test("cannot crash the client with random bytes", arguments: 0..<60)
    func noise(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let opening = ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
        var bytes = Array(opening[Int(seed % 3)].utf8)
        for _ in 0..<(random.next() % 400) {
            let byte = random.next()
            bytes.append(
                byte % 4 == 0 ? [0x0D, 0x0A, 0x3A, 0x30][Int(byte >> 8 & 3)] : UInt8(truncatingIfNeeded: byte >> 16))
        }
        let server = try SocketServer { [bytes] connection in
            if connection.readRequest() != nil { connection.write(bytes) }
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        for raw in [false, true] {
            var request = get(server)
            request.limits.totalMilliseconds = 20_000
            if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
            let record = await client.exchange(request, observer: nil)
            #expect(record.ending != .timedOut)
            #expect(record.headBytes.count + record.body.bytes.count <= bytes.count)
        }
    }
}

/// A small seeded generator.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
