import Foundation
import Testing
import Wire

@testable import Client

/// Starts `count` requests, `again` as a closed loop, and keeps what came back.
private final class TallyDirector: LoadDirector {
    struct Summary: Sendable {
        var endings: [Ending] = []
        var bodies: Set<String> = []
        var tags: [Int] = []
        var readsFit = true
        var stampsFit = true
        var dropped = 0
        var reused = 0
    }

    private let arrivals: Int
    private var arrived = 0
    private var left: Int
    private var started = 0
    private var tally = Summary()
    private let stopAfter: Int

    init(arrivals: Int, again: Int = 0, stopAfter: Int = .max) {
        self.arrivals = arrivals
        left = again
        self.stopAfter = stopAfter
    }

    func nextArrival() -> Int64? {
        arrived += 1
        return arrived <= arrivals ? 0 : nil
    }

    func prepare(_ slot: LoadSlot) {
        started += 1
        slot.tag = started
        // Patches the last four digits of the body.
        var number = started
        for offset in 1...4 where slot.body.count >= 4 {
            slot.body[slot.body.count - offset] = UInt8(ascii: "0") + UInt8(number % 10)
            number /= 10
        }
    }

    func dropped(intended: Int64) {
        tally.dropped += 1
    }

    func finished(_ slot: LoadSlot) -> LoadNext {
        tally.endings.append(slot.ending)
        tally.bodies.insert(String(decoding: slot.bodyBytes, as: UTF8.self))
        tally.tags.append(slot.tag)
        tally.readsFit = tally.readsFit && (slot.reads.last?.end ?? 0) == slot.bodyBytes.count
        let stamps = [slot.started, slot.ready, slot.headAt] + slot.reads.map(\.at) + [slot.ended]
        tally.stampsFit = tally.stampsFit && zip(stamps, stamps.dropFirst()).allSatisfy { $0 <= $1 }
        if slot.isReused { tally.reused += 1 }
        if tally.endings.count >= stopAfter { return .stop }
        guard left > 0 else { return .rest }
        left -= 1
        return .again
    }

    func summary() -> Summary {
        tally
    }
}

@Suite("A load run")
struct LoadTests {
    private func plan(_ server: SocketServer, slots: Int, method: String = "POST") -> LoadPlan {
        let body = method == "POST" ? Array("number 0000".utf8) : []
        let request = LoadRequest(
            origin: server.origin, method: method, target: "/x", fields: [HeaderField("X-A", "1")], body: body)
        return LoadPlan(requests: [request], slots: slots, expectedBytes: 1, expectedReads: 1)
    }

    /// Answers each request with its own body.
    private func echo() throws -> SocketServer {
        try SocketServer { connection in
            while let request = connection.readRequest() {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
                connection.write(request.body)
            }
        }
    }

    @Test("reuses slots and connections, and patches each body", arguments: ClientKind.allCases)
    func closedLoop(kind: ClientKind) async throws {
        let server = try echo()
        defer { server.stop() }
        let client = try kind.make()
        defer { client.shutdown() }
        let (tally, report) = try await client.load(plan(server, slots: 8)) { TallyDirector(arrivals: 8, again: 192) }
        #expect(tally.endings.allSatisfy { $0 == .complete })
        #expect(tally.bodies.count == 200)
        #expect(tally.bodies.contains("number 0200"))
        #expect(tally.tags.sorted() == Array(1...200))
        #expect(tally.readsFit)
        #expect(tally.stampsFit)
        #expect(tally.dropped == 0)
        #expect(server.accepted == 8)
        #expect(tally.reused == 192)
        #expect(report.requests == 200)
        #expect(report.answerBytes == 200 * 11)
        #expect(report.processorNanoseconds > 0)
    }

    @Test("drops arrivals that find every slot taken")
    func drops() async throws {
        let server = try echo()
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        let (tally, _) = try await client.load(plan(server, slots: 2)) { TallyDirector(arrivals: 5) }
        #expect(tally.endings.count == 2)
        #expect(tally.dropped == 3)
    }

    @Test("stops when the director says so")
    func stops() async throws {
        let server = try echo()
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        let (tally, _) = try await client.load(plan(server, slots: 4)) {
            TallyDirector(arrivals: 4, again: .max, stopAfter: 50)
        }
        #expect(tally.endings.count == 50)
        // The client is as good as new afterwards.
        #expect(await client.exchange(post(server, "hi"), observer: nil).text == "hi")
    }

    @Test("tells each failure apart")
    func failures() async throws {
        let answers = [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na",
            "", "HTTP/1.1 200 OK\r\n\r\nabc", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
        ]
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            let digit = Int(request.body.last ?? 0) - 0x30
            connection.write(answers[digit - 1])
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var plan = plan(server, slots: 1)
        plan.freshConnections = true
        let (tally, _) = try await client.load(plan) { TallyDirector(arrivals: 1, again: 4) }
        #expect(tally.endings == [.shortBody(missing: 2), .missingLastChunk, .noAnswer, .closed, .complete])
        #expect(tally.reused == 0)
    }

    @Test("ends silent and endless answers by its limits", arguments: [false, true])
    func limits(silent: Bool) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            guard !silent else {
                _ = connection.read()
                return
            }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write(String(repeating: "x", count: 10_000)) {}
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var plan = plan(server, slots: 2)
        plan.limits = ClientLimits(bodyBytes: 100_000, totalMilliseconds: silent ? 100 : 30_000)
        let (tally, _) = try await client.load(plan) { TallyDirector(arrivals: 2) }
        #expect(tally.endings.count == 2)
        #expect(tally.endings.allSatisfy { silent ? $0 == .timedOut : $0.isLike(.limit("")) })
    }

    @Test("gives up a connection that is never made, long before the request's own limit")
    func connectLimit() async throws {
        // A full backlog, from which nobody accepts: further attempts stay unanswered.
        let server = SocketServer.unaccepting()
        defer { server.forEach { close($0) } }
        let port = try #require(SocketServer.port(of: server.first))
        let client = try CurlClient()
        defer { client.shutdown() }
        var plan = LoadPlan(requests: [LoadRequest(origin: "http://127.0.0.1:\(port)", target: "/")], slots: 1)
        plan.limits = ClientLimits(connectMilliseconds: 50, totalMilliseconds: 3_600_000)
        let (tally, _) = try await client.load(plan) { TallyDirector(arrivals: 1) }
        #expect(tally.endings == [.timedOut])
    }

    @Test("is refused in words where nobody listens")
    func refused() async throws {
        let server = try echo()
        server.stop()
        let client = try CurlClient()
        defer { client.shutdown() }
        let (tally, _) = try await client.load(plan(server, slots: 2, method: "GET")) { TallyDirector(arrivals: 2) }
        #expect(tally.endings == [.refused, .refused])
    }

    @Test("ends with its task, with its client, and not at all after that")
    func ends() async throws {
        let server = try SocketServer { connection in
            _ = connection.readRequest()
            _ = connection.read()
        }
        defer { server.stop() }
        let client = try CurlClient()
        let plan = plan(server, slots: 3)
        let cancelled = Task { try await client.load(plan) { TallyDirector(arrivals: 3) } }
        while server.accepted < 3 { await Task.yield() }
        cancelled.cancel()
        #expect(try await cancelled.value.0.endings.isEmpty)
        async let abandoned = client.load(plan) { TallyDirector(arrivals: 3) }
        while server.accepted < 6 { await Task.yield() }
        client.shutdown()
        #expect(try await abandoned.0.endings.isEmpty)
        await #expect(throws: ClientStartError.self) { try await client.load(plan) { TallyDirector(arrivals: 1) } }
    }

    @Test("keeps to a schedule and measures what it costs")
    func bench() async throws {
        let server = try echo()
        defer { server.stop() }
        let request = LoadRequest(origin: server.origin, target: "/", body: Array("x".utf8))
        let open = try await ClientBench.run(request, slots: 50, count: 50, rate: 1_000)
        #expect(open.report.requests == 50)
        #expect(open.failures == 0)
        #expect(open.report.nanoseconds >= 50_000_000)
        let closed = try await ClientBench.run(request, slots: 3, count: 100)
        #expect(closed.report.requests == 100)
        #expect("\(closed)".contains("requests 100, failures 0"))
    }
}
