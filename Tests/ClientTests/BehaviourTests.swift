import Synchronization
import Testing
import Wire

@testable import Client

/// What the peer of an abort saw.
enum PeerEnd: Equatable { case finished, reset }

@Suite("The client's behaviour")
struct BehaviourTests {
    let client: CurlClient

    init() throws {
        client = try CurlClient()
    }

    /// Serves one connection: the head and `pieces`, then waits for the client's end and reports it.
    private func playAborted(
        _ behaviour: ClientBehaviour, raw: Bool, pieces: [String]
    ) async throws -> (ClientRecord, PeerEnd) {
        let (ends, end) = AsyncStream<PeerEnd>.makeStream()
        let server = try SocketServer { connection in
            // An early RST throws even the request away.
            guard connection.readRequest() != nil else { return _ = end.yield(.reset) }
            for piece in pieces { connection.write(piece) }
            end.yield(connection.read() == nil ? .reset : .finished)
        }
        defer { server.stop() }
        var request = get(server, "/", behaviour)
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8) }
        let record = await client.exchange(request, observer: nil)
        var seen = ends.makeAsyncIterator()
        let peer = await seen.next()
        return (record, try #require(peer))
    }

    static let abortRules: [ClientBehaviour.Abort] = [.afterMilliseconds(20), .afterEvents(2), .afterBytes(5)]

    @Test("gives up with FIN or RST", arguments: BehaviourTests.abortRules, [false, true])
    func givesUp(rule: ClientBehaviour.Abort, reset: Bool) async throws {
        for raw in [false, true] {
            let chunk = "d\r\ndata: {\"a\"}\n\n\r\n"
            let (record, end) = try await playAborted(
                ClientBehaviour(abort: rule, abortWithReset: reset), raw: raw,
                // One write at most, and none that could meet the RST: the read behind it would see nothing of that.
                pieces: rule == .afterMilliseconds(20)
                    ? [] : ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)\(chunk)\(chunk)"])
            #expect(record.ending == .aborted)
            #expect(end == (reset ? .reset : .finished))
            if rule != .afterMilliseconds(20) { #expect(record.head?.status == 200) }
        }
    }

    @Test("gives up before an answer", arguments: [false, true])
    func abortsEarly(raw: Bool) async throws {
        let (record, end) = try await playAborted(ClientBehaviour(abort: .afterMilliseconds(5)), raw: raw, pieces: [])
        #expect(record.ending == .aborted)
        #expect(end == .finished)
        #expect(record.head == nil)
    }

    @Test("counts events, not reads", arguments: [false, true])
    func events(raw: Bool) async throws {
        let (record, _) = try await playAborted(
            ClientBehaviour(abort: .afterEvents(2)), raw: raw,
            pieces: [
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", ": comment\n\n", "da", "ta: 1\n", "\n",
                "event: x\n\n", "data: 2\n\nda",
            ])
        #expect(record.ending == .aborted)
        #expect(record.text.contains("data: 2\n\n"))
    }

    @Test("sends the body in chunks of the size asked for", arguments: [1, 3, 7, 100_000])
    func chunked(size: Int) async throws {
        let body = String(repeating: "0123456789", count: 20_000)
        let sent = size < 10 ? String(body.prefix(10)) : body
        let (bodies, got) = AsyncStream<[UInt8]>.makeStream()
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            got.yield(request.body)
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let record = await client.exchange(post(server, sent, .init(upload: .chunked(size: size))), observer: nil)
        #expect(record.ending == .complete)
        #expect(record.sentText.contains("\r\nTransfer-Encoding: chunked\r\n"))
        #expect(!record.sentText.contains("Content-Length"))
        var seen = bodies.makeAsyncIterator()
        var decoder = ChunkedDecoder()
        decoder.feed(try #require(await seen.next()))
        #expect(decoder.isComplete)
        #expect(decoder.payload == Array(sent.utf8))
        let sizes = decoder.frames.map(\.size).filter { $0 > 0 }
        #expect(sizes.dropLast().allSatisfy { $0 == size })
        #expect(sizes.max() == min(size, sent.utf8.count))
    }

    @Test("sends the body slowly, in pieces", arguments: [false, true])
    func slowUpload(raw: Bool) async throws {
        let server = try SocketServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let body = String(repeating: "x", count: 30)
        var request = post(server, body, .init(upload: .slow(bytes: 10, everyMilliseconds: 30)))
        if raw {
            request.behaviour.upload = .slow(bytes: 25, everyMilliseconds: 30)
            request.behaviour.verbatim = Array("POST / HTTP/1.1\r\nContent-Length: 30\r\n\r\n\(body)".utf8)
        }
        let record = await client.exchange(request, observer: nil)
        #expect(record.ending == .complete)
        #expect(record.sentText.contains("Content-Length: 30\r\n\r\n"))
        // The server answers the whole request only, whose third piece leaves two intervals after the first.
        let ready = try #require(record.ready)
        #expect(try #require(record.headAt) - ready >= 60_000_000)
    }

    @Test("stops reading so that the peer cannot write on", arguments: [false, true])
    func pauses(raw: Bool) async throws {
        // The server reports how much its kernel took while the client paused; the client reads on afterwards.
        let (counts, got) = AsyncStream<Int>.makeStream()
        let total = 8 << 20
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let piece = [UInt8](repeating: 120, count: 16 << 10)
            let taken = connection.fill(piece, upTo: total, stallMilliseconds: 100)
            got.yield(taken)
            var left = total - taken
            while left > 0, connection.write(Array(piece.prefix(left))) { left -= piece.count }
            _ = connection.read()
        }
        defer { server.stop() }
        var request = get(server, "/", .init(reading: .pause(afterBytes: 1000, milliseconds: 2_000)))
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        let record = await client.exchange(request, observer: nil)
        #expect(record.ending == .complete)
        #expect(record.body.bytes.count == total)
        var seen = counts.makeAsyncIterator()
        #expect(try #require(await seen.next()) < total)
        let gaps = zip(record.body.segments, record.body.segments.dropFirst()).map { $1.at - $0.at }
        #expect((gaps.max() ?? 0) >= 1_000_000_000)
    }

    @Test("reads slowly and still reads all", arguments: [false, true])
    func slowReading(raw: Bool) async throws {
        let body = String(repeating: "y", count: 20_000)
        let server = try SocketServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n\(body)")
        defer { server.stop() }
        var request = get(server, "/", .init(reading: .slow(bytesPerSecond: 100_000)))
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        let record = await client.exchange(request, observer: nil)
        #expect(record.ending == .complete)
        #expect(record.text == body)
        #expect(record.body.segments.count >= 2)
        #expect(record.body.segments.allSatisfy { $0.range.count <= 10_000 })
    }

    @Test("reuses a connection unless asked for a fresh one")
    func reuse() async throws {
        let server = try SocketServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        defer { server.stop() }
        let first = await client.exchange(get(server), observer: nil)
        let second = await client.exchange(get(server), observer: nil)
        let third = await client.exchange(get(server, "/", .init(freshConnection: true)), observer: nil)
        let fourth = await client.exchange(get(server), observer: nil)
        #expect([first, second, third, fourth].map(\.connection.reused) == [false, true, false, true])
        #expect(first.connection.localPort == second.connection.localPort)
        #expect(first.connection.localPort != third.connection.localPort)
        #expect(first.connection.localPort == fourth.connection.localPort)
        #expect(first.connection.connectNanoseconds > 0)
        #expect(second.connection.connectNanoseconds == 0)
        #expect(server.accepted == 2)
    }

    @Test("never reuses a connection with bytes behind an answer")
    func noReuseAfterExcess() async throws {
        let server = try SocketServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Forged\r\n\r\n")
        defer { server.stop() }
        for _ in 0..<2 {
            let record = await client.exchange(get(server), observer: nil)
            #expect(record.head?.status == 200)
            #expect(!record.connection.reused)
        }
    }

    @Test("carries hundreds of exchanges at once", arguments: ClientKind.allCases)
    func many(kind: ClientKind) async throws {
        let arrived = Atomic<Int>(0)
        let waiting = Shared(arrived)
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            // Nobody is answered before all have asked: the exchanges really are concurrent.
            waiting.add()
            while waiting.count < 200 { usleepBriefly() }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
            connection.write(request.body)
        }
        defer { server.stop() }
        let client = try kind.make()
        defer { client.shutdown() }
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let record = await client.exchange(post(server, "number \(number)"), observer: nil)
                    return record.ending == .complete && record.text == "number \(number)"
                }
            }
            for await fits in group { #expect(fits) }
        }
    }
}

/// A counter that threads share.
final class Shared: Sendable {
    private let value: Atomic<Int>

    init(_ value: consuming Atomic<Int>) {
        self.value = value
    }

    func add() {
        value.add(1, ordering: .sequentiallyConsistent)
    }

    var count: Int { value.load(ordering: .sequentiallyConsistent) }
}
