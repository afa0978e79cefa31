import Testing
import Wire

@testable import Client

/// One client per test, over both pollers.
enum ClientKind: String, CaseIterable, Sendable {
    case native, poll

    func make() throws -> CurlClient {
        try CurlClient(options: CurlClient.Options(usesPoll: self == .poll))
    }
}

func get(_ server: SocketServer, _ target: String = "/", _ behaviour: ClientBehaviour = .init()) -> ClientRequest {
    ClientRequest(origin: server.origin, method: "GET", target: target, behaviour: behaviour)
}

func post(_ server: SocketServer, _ body: String, _ behaviour: ClientBehaviour = .init()) -> ClientRequest {
    ClientRequest(
        origin: server.origin, target: "/v1/x", fields: [HeaderField("Content-Type", "application/json")],
        body: Array(body.utf8), behaviour: behaviour)
}

extension ClientRecord {
    var text: String { String(decoding: body.bytes, as: UTF8.self) }
    var sentText: String { String(decoding: sentHead, as: UTF8.self) }
}

@Suite("A whole exchange")
struct ExchangeTests {
    @Test("is recorded from the sent head to the last byte", arguments: ClientKind.allCases)
    func records(kind: ClientKind) async throws {
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 Fine\r\nX-A: 1\r\nx-a: 2\r\n")
            connection.write("Content-Length: \(request.body.count)\r\n\r\n")
            connection.write(request.body)
        }
        defer { server.stop() }
        let client = try kind.make()
        defer { client.shutdown() }
        let record = await client.exchange(post(server, #"{"a":1}"#), observer: nil)
        #expect(record.ending == .complete)
        #expect(record.text == #"{"a":1}"#)
        #expect(record.interim.map(\.status) == [103])
        #expect(record.head?.status == 200)
        #expect(record.head?.reason == "Fine")
        #expect(record.head?.fields.lines.map(\.name) == ["X-A", "x-a", "Content-Length"])
        #expect(
            record.sentText
                == "POST /v1/x HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n"
        )
        #expect(String(decoding: record.headBytes, as: UTF8.self).hasPrefix("HTTP/1.1 103"))
        #expect(record.ready.map { $0 >= record.started } == true)
        #expect(record.headAt.map { $0 <= record.ended } == true)
        #expect(record.connection.localPort > 0)
        #expect(!record.connection.reused)
    }
}
