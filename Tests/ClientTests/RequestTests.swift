import Testing
import Wire

@testable import Client

@Suite("The request on the wire")
struct RequestTests {
    private let client: CurlClient

    init() throws {
        client = try CurlClient()
    }

    /// Sends `request` and returns what the server read, byte for byte.
    private func send(
        _ change: (inout ClientRequest) -> Void
    ) async throws -> (head: String, body: [UInt8], ClientRecord) {
        let (requests, got) = AsyncStream<(String, [UInt8])>.makeStream()
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            got.yield((request.head, request.body))
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        var request = ClientRequest(origin: server.origin, target: "/")
        change(&request)
        let record = await client.exchange(request, observer: nil)
        var seen = requests.makeAsyncIterator()
        let (head, body) = try #require(await seen.next())
        #expect(record.sentText == head)
        return (head.replacing("127.0.0.1:\(server.port)", with: "HOST"), body, record)
    }

    @Test(
        "holds the given fields in order and nothing else",
        arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"], [false, true])
    func fields(method: String, withBody: Bool) async throws {
        let (head, body, record) = try await send {
            $0.method = method
            $0.target = "/a/../b/./c?x=%41&y=[]{1,2}"
            $0.fields = [HeaderField("x-Two", "2"), HeaderField("X-one", "1"), HeaderField("x-Two", "again")]
            $0.body = withBody ? Array("{}".utf8) : []
        }
        let length =
            withBody
            ? "Content-Length: 2\r\n" : ["POST", "PUT", "PATCH"].contains(method) ? "Content-Length: 0\r\n" : ""
        #expect(
            head
                == "\(method) /a/../b/./c?x=%41&y=[]{1,2} HTTP/1.1\r\nHost: HOST\r\nx-Two: 2\r\nX-one: 1\r\nx-Two: again\r\n\(length)\r\n"
        )
        #expect(body == (withBody ? Array("{}".utf8) : []))
        #expect(record.ending == .complete)
    }

    @Test("keeps odd fields as they are")
    func oddFields() async throws {
        let (head, _, _) = try await send {
            $0.method = "GET"
            $0.fields = [
                HeaderField("Host", "other.example"), HeaderField("Accept", "*/*"), HeaderField("Expect", "x"),
                HeaderField("User-Agent", "me"), HeaderField("X-Empty", ""), HeaderField("X-Blank", " "),
                HeaderField("X-Spaced", "  a  b"), HeaderField("Accept-Encoding", "gzip"),
                HeaderField("Connection", "close"), HeaderField("X-Colon", "a:b;c"),
            ]
        }
        #expect(
            head
                == "GET / HTTP/1.1\r\nHost: other.example\r\nAccept: */*\r\nExpect: x\r\nUser-Agent: me\r\nX-Empty:\r\n"
                + "X-Blank:\r\nX-Spaced:   a  b\r\nAccept-Encoding: gzip\r\nConnection: close\r\nX-Colon: a:b;c\r\n\r\n"
        )
    }

    @Test("sends Latin-1 where the text fits and UTF-8 elsewhere")
    func fieldBytes() {
        let lines = RequestLines.lines(
            [HeaderField("X", "\u{E9}"), HeaderField("Y", "京"), HeaderField("Z", "a\0b")], chunked: false)
        #expect(lines[0] == Array("X: ".utf8) + [0xE9])
        #expect(lines[1] == Array("Y: 京".utf8))
        #expect(lines[2] == Array("Z: ab".utf8))
    }

    @Test("leaves a given Content-Length alone")
    func wrongLength() async throws {
        let (head, _, _) = try await send {
            $0.fields = [HeaderField("content-length", "1")]
            $0.body = Array("{}".utf8)
        }
        #expect(head.hasSuffix("content-length: 1\r\n\r\n"))
        #expect(!head.contains("Content-Length"))
    }

    @Test("sends large bodies whole", arguments: [1 << 10, 3 << 20])
    func largeBody(size: Int) async throws {
        let sent = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let (head, body, record) = try await send { $0.body = sent }
        #expect(head.hasSuffix("Content-Length: \(size)\r\n\r\n"))
        #expect(body == sent)
        #expect(record.ending == .complete)
    }

    @Test("is exactly the verbatim bytes where those are given")
    func verbatim() async throws {
        let (head, body, record) = try await send {
            $0.behaviour.verbatim = Array("POST /x HTTP/1.1\r\n bad\rline\r\nContent-Length: 3\r\n\r\nabc".utf8)
        }
        #expect(head == "POST /x HTTP/1.1\r\n bad\rline\r\nContent-Length: 3\r\n\r\n")
        #expect(body == Array("abc".utf8))
        #expect(record.ending == .complete)
    }

    @Test("is shown to an observer before and while the answer arrives", arguments: [false, true])
    func observed(raw: Bool) async throws {
        let server = try SocketServer.answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
        defer { server.stop() }
        let observer = Recorder()
        var request = get(server)
        if raw { request.behaviour.verbatim = Array("GET / HTTP/1.1\r\n\r\n".utf8) }
        let record = await client.exchange(request, observer: observer)
        #expect(observer.log == ["200", "2\r\nok\r\n0\r\n\r\n"])
        #expect(observer.instants == record.body.segments.map(\.at))
    }
}
