import NIOCore
import Suites
import Testing
import Wire

@testable import MockProvider

/// Bytes that no client should send; none may cost more than an answer.
struct HostileTests {
    static let requests: [String] = [
        "garbage\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\nAB\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n" + String(repeating: "0", count: 9000),
        "GET / HTTP/1.1\r\n" + String(repeating: "x", count: 300 << 10),
    ]

    @Test(arguments: requests)
    func answersNonsenseAndCloses(_ request: String) async throws {
        try await ProviderFleet.with { fleet in
            let client = RawClient(port: fleet.port(.primary))
            client.send(request)
            let (bytes, end) = client.read()
            #expect(String(decoding: bytes.prefix(10), as: UTF8.self) == "HTTP/1.1 4")
            #expect(end == .fin)
            let next = RawClient(port: fleet.port(.primary))
            next.send("GET /health HTTP/1.1\r\n\r\n")
            #expect(next.text(endingWith: "}").contains("ok"))
        }
    }

    @Test func countsABodyThatIsTooLongToKeep() {
        let record = AttemptRecord(
            Attempt(
                provider: .primary, accepted: .now(), firstByte: .now(), head: RequestHead(method: "POST", target: "/"))
        )
        let part = ByteBuffer(repeating: 0x41, count: 1 << 20)
        for _ in 0..<70 { record.append(body: part) }
        #expect(record.attempt.bodyBytes == 70 << 20)
        #expect(record.attempt.body.count == AttemptRecord.bodyLimit)
    }

    /// Any split of the bytes gives the same requests.
    @Test func decodesTheSameAtEverySplit() {
        let text =
            "POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3;x=\"y\"\r\nabc\r\nA\r\n0123456789\r\n0\r\nt: 1\r\n\r\n"
            + "\r\nGET /b HTTP/1.1\nx: y\n\nPOST /c HTTP/1.1\r\ncontent-length: 4\r\n\r\nwxyzGET /d HTTP/1.0\r\n\r\n"
        let bytes = Array(text.utf8)
        let whole = Self.decode([bytes])
        #expect(
            whole == [
                "POST /a chunked", "abc0123456789", "GET /b none", "", "POST /c length", "wxyz", "GET /d none", "",
            ])
        for cut in 1..<bytes.count {
            #expect(Self.decode([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(Self.decode(bytes.map { [$0] }) == whole)
    }

    @Test func survivesRandomBytes() {
        var state: UInt64 = 7
        let alphabet = Array("GET POST / HTTP/1.1\r\n\r\n\r\ncontent-length:5transfer-encoding: chunked0aF;\u{0}".utf8)
        for _ in 0..<3000 {
            var bytes = Array("POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n".utf8)
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let cut = Int(state >> 40) % bytes.count
            #expect(Self.decode([bytes]) == Self.decode([Array(bytes[..<cut]), Array(bytes[cut...])]))
        }
    }

    private static func decode(_ parts: [[UInt8]]) -> [String] {
        var decoder = RequestDecoder()
        var out: [String] = []
        for part in parts {
            decoder.feed(ByteBuffer(bytes: part))
            reading: while true {
                switch decoder.next() {
                case .needsMore: break reading
                case .head(let head, _, let framing): out += ["\(head.method) \(head.target) \(framing.rawValue)", ""]
                case .body(let bytes): out[out.count - 1] += String(buffer: bytes)
                case .end: break
                case .bad(let status, _): out.append("bad \(status)")
                }
            }
        }
        return out
    }
}
