import Testing
import Wire

@testable import Client

/// What a server does after it has read the request.
struct Answer: Sendable, CustomTestStringConvertible {
    enum Close: Sendable { case keep, finish, reset }

    var testDescription: String
    var bytes: String
    var close = Close.finish
    var method = "GET"
    var ending: Ending
    var body: String?
    var status: Int? = 200

    static let all: [Answer] = [
        Answer(
            testDescription: "whole by length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", close: .keep,
            ending: .complete, body: "hi"),
        Answer(
            testDescription: "whole by chunks, trailers kept raw",
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhi\r\n0\r\nT: 1\r\n\r\n",
            close: .keep,
            ending: .complete, body: "2;x=y\r\nhi\r\n0\r\nT: 1\r\n\r\n"),
        Answer(
            testDescription: "bytes behind the last chunk",
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\nEXTRA", close: .keep,
            ending: .complete, body: "2\r\nhi\r\n0\r\n\r\nEXTRA"),
        Answer(
            testDescription: "bytes behind the length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiEXTRA",
            close: .keep, ending: .complete, body: "hiEXTRA"),
        Answer(
            testDescription: "bytes behind a 204", bytes: "HTTP/1.1 204 No\r\n\r\nEXTRA", close: .keep,
            ending: .complete, body: "EXTRA", status: 204),
        Answer(
            testDescription: "HEAD has no body", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", close: .keep,
            method: "HEAD", ending: .complete, body: ""),
        Answer(
            testDescription: "close-delimited", bytes: "HTTP/1.1 200 OK\r\nX: y\r\n\r\nabc", ending: .closed,
            body: "abc"),
        Answer(
            testDescription: "close-delimited and empty", bytes: "HTTP/1.1 200 OK\r\n\r\n", ending: .closed, body: ""),
        Answer(
            testDescription: "short by length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
            ending: .shortBody(missing: 7), body: "abc"),
        Answer(
            testDescription: "short by all of the length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
            ending: .shortBody(missing: 10), body: ""),
        Answer(
            testDescription: "no last chunk",
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", ending: .missingLastChunk,
            body: "2\r\nhi\r\n"),
        Answer(
            testDescription: "cut in a chunk", bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi",
            ending: .missingLastChunk, body: "5\r\nhi"),
        Answer(
            testDescription: "cut in the trailers",
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nT: ", ending: .missingLastChunk,
            body: "0\r\nT: "),
        Answer(
            testDescription: "bad chunk size",
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhi\r\n0\r\n\r\n", close: .keep,
            ending: .malformed(""), body: "zz\r\nhi\r\n0\r\n\r\n"),
        Answer(
            testDescription: "reset in a body by length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
            close: .reset, ending: .reset, body: "abc"),
        Answer(
            testDescription: "reset in a chunked body",
            bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", close: .reset, ending: .reset,
            body: "2\r\nhi\r\n"),
        Answer(
            testDescription: "reset of a close-delimited body", bytes: "HTTP/1.1 200 OK\r\n\r\nabc", close: .reset,
            ending: .reset, body: "abc"),
        Answer(testDescription: "reset before a byte", bytes: "", close: .reset, ending: .reset, status: nil),
        Answer(testDescription: "no answer", bytes: "", ending: .noAnswer, status: nil),
        Answer(testDescription: "cut in the status line", bytes: "HTTP/1.", ending: .noAnswer, status: nil),
        Answer(
            testDescription: "cut in a header line", bytes: "HTTP/1.1 200 OK\r\nContent-Le", ending: .noAnswer,
            status: nil),
        Answer(
            testDescription: "cut before the blank line", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
            ending: .noAnswer, status: nil),
        Answer(
            testDescription: "only an interim head", bytes: "HTTP/1.1 100 Continue\r\n\r\n", ending: .noAnswer,
            status: nil),
        Answer(testDescription: "no HTTP", bytes: "SSH-2.0-x\r\n", ending: .malformed(""), status: nil),
        Answer(
            testDescription: "bad status", bytes: "HTTP/1.1 2x0 OK\r\n\r\n", ending: .malformed(""), status: nil),
        Answer(
            testDescription: "length that is no number",
            bytes: "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\nabc", ending: .malformed(""), status: nil),
    ]
}

extension Ending {
    /// Equality that leaves the words of a message out.
    func isLike(_ other: Ending) -> Bool {
        switch (self, other) {
        case (.malformed, .malformed), (.limit, .limit), (.failed, .failed): true
        default: self == other
        }
    }
}

@Suite("The ending of an exchange")
struct EndingTests {
    /// Serves `answer` and returns what the client recorded; `split` sends every byte by itself.
    private func play(_ answer: Answer, raw: Bool, split: Bool = false) async throws -> ClientRecord {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            if split {
                for byte in answer.bytes.utf8 { connection.write([byte]) }
            } else {
                connection.write(answer.bytes)
            }
            switch answer.close {
            case .finish: connection.close()
            case .keep: _ = connection.read()
            case .reset:
                // The client must have read what was sent: RST throws away what waits in its socket.
                while connection.hasUnacknowledged { usleepBriefly() }
                usleepBriefly(milliseconds: 50)
                connection.reset()
            }
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var request = get(server)
        request.method = answer.method
        if raw {
            request.behaviour.verbatim = Array("\(answer.method) / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        }
        return await client.exchange(request, observer: nil)
    }

    private func check(_ record: ClientRecord, _ answer: Answer) {
        #expect(record.ending.isLike(answer.ending), "\(record.ending)")
        if let status = answer.status { #expect(record.head?.status == status) }
        if let body = answer.body { #expect(record.text == body) }
        if answer.status == nil, answer.close != .reset {
            #expect(String(decoding: record.headBytes, as: UTF8.self) + record.text == answer.bytes)
        }
    }

    @Test("is told by the framing and the socket", arguments: Answer.all)
    func ends(answer: Answer) async throws {
        check(try await play(answer, raw: false), answer)
    }

    @Test("is the same for verbatim requests", arguments: Answer.all)
    func endsRaw(answer: Answer) async throws {
        check(try await play(answer, raw: true), answer)
    }

    @Test("does not depend on the reads", arguments: Answer.all.filter { $0.body?.contains("EXTRA") != true })
    func endsSplit(answer: Answer) async throws {
        let record = try await play(answer, raw: false, split: true)
        #expect(record.ending.isLike(answer.ending), "\(record.ending)")
        if let body = answer.body, !record.ending.isLike(.malformed("")) { #expect(record.text == body) }
    }

    @Test("is refused where nobody listens", arguments: [false, true])
    func refused(raw: Bool) async throws {
        let server = try SocketServer { _ in }
        server.stop()
        let client = try CurlClient()
        defer { client.shutdown() }
        var request = get(server)
        if raw { request.behaviour.verbatim = [1] }
        #expect(await client.exchange(request, observer: nil).ending == .refused)
    }

    @Test("is the time limit when the peer stays silent", arguments: [false, true])
    func timedOut(raw: Bool) async throws {
        let server = try SocketServer {
            _ = $0.readRequest(); _ = $0.read()
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var request = get(server)
        request.limits.totalMilliseconds = 50
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        #expect(await client.exchange(request, observer: nil).ending == .timedOut)
    }

    @Test("fails in words for a bad origin", arguments: ["http://", "ftp://127.0.0.1", "http://127.0.0.1:99999", ""])
    func badOrigin(origin: String) async throws {
        let client = try CurlClient()
        defer { client.shutdown() }
        let record = await client.exchange(ClientRequest(origin: origin, target: "/"), observer: nil)
        guard case .failed(let text) = record.ending else {
            Issue.record("\(record.ending)")
            return
        }
        #expect(!text.isEmpty)
    }

    @Test("is not hidden by a repetition on a new connection", arguments: [false, true])
    func noRepetition(reset: Bool) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            guard connection.readRequest() != nil else { return }
            if reset { connection.reset() }
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        #expect(await client.exchange(post(server, "1"), observer: nil).ending == .complete)
        let second = await client.exchange(post(server, "2"), observer: nil)
        #expect(second.ending == (reset ? .reset : .noAnswer))
        #expect(second.connection.reused)
        #expect(server.accepted == 1)
    }

    @Test("is aborted when the client shuts down, and failed afterwards")
    func shutDown() async throws {
        let server = try SocketServer { connection in
            _ = connection.readRequest()
            _ = connection.read()
        }
        defer { server.stop() }
        let client = try CurlClient()
        async let record = client.exchange(get(server), observer: nil)
        while server.accepted == 0 { await Task.yield() }
        client.shutdown()
        client.shutdown()
        #expect(await record.ending == .aborted)
        #expect(await client.exchange(get(server), observer: nil).ending.isLike(.failed("")))
    }

    @Test("is aborted when its task is cancelled", arguments: [false, true])
    func cancelled(raw: Bool) async throws {
        let server = try SocketServer { connection in
            _ = connection.readRequest()
            _ = connection.read()
        }
        defer { server.stop() }
        let client = try CurlClient()
        defer { client.shutdown() }
        var request = get(server)
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        let task = Task { [request] in await client.exchange(request, observer: nil) }
        while server.accepted == 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value.ending == .aborted)
    }
}
