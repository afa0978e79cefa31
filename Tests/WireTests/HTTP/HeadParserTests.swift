import TestSupport
import Testing
import Wire

@Suite struct HeadParserTests {
    @Test func request() {
        var parser = HeadParser(.request)
        let bytes = Array("\r\nPOST /v1/x?y=1 HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nx:  two words \r\n\r\nbody".utf8)
        #expect(parser.feed(bytes) == bytes.count - 4)
        #expect(parser.isComplete && parser.problems.isEmpty && parser.error == nil)
        #expect(
            parser.request
                == RequestHead(
                    method: "POST", target: "/v1/x?y=1",
                    fields: [HeaderField("Host", "a"), HeaderField("X-Empty", ""), HeaderField("x", "two words")]))
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n\r\n", 200, "OK"), ("HTTP/1.0 404 Not Found\r\n\r\n", 404, "Not Found"),
        ("HTTP/1.1 529 \r\n\r\n", 529, ""), ("HTTP/1.1 200\r\n\r\n", 200, ""),
        ("HTTP/1.1 200 caf\u{E9}\r\n\r\n", 200, "cafÃ©"),
    ])
    func response(_ text: String, _ status: Int, _ reason: String) {
        let parser = HeadParser.parse(.response, Array(text.utf8))
        #expect(parser.response?.status == status && parser.response?.reason == reason)
        #expect(parser.problems.isEmpty)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nA: 1\r\n  2\r\n\r\n", HeadProblem.Kind.obsFold), ("GET / HTTP/1.1\nA: 1\r\n\r\n", .bareLF),
        ("GET / HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n", .bareCR), ("GET /\r\n\r\n", .badStartLine),
        ("GET / x HTTP/1.1\r\n\r\n", .badStartLine),
        ("GET / HTTP/3.0\r\n\r\n", .badVersion), ("GET / HTTP/1.1\r\nno colon\r\n\r\n", .missingColon),
        ("GET / HTTP/1.1\r\nA b: 1\r\n\r\n", .badFieldName), ("GET / HTTP/1.1\r\n: 1\r\n\r\n", .badFieldName),
        ("GET / HTTP/1.1\r\nA : 1\r\n\r\n", .blankBeforeColon), ("GET / HTTP/1.1\r\nA: \u{1}\r\n\r\n", .badFieldValue),
        ("G(T / HTTP/1.1\r\n\r\n", .badStartLine), (" / HTTP/1.1\r\n\r\n", .badStartLine),
    ])
    func requestProblems(_ text: String, _ kind: HeadProblem.Kind) {
        let parser = HeadParser.parse(.request, Array(text.utf8))
        #expect(parser.isComplete && parser.problems.map(\.kind) == [kind])
    }

    @Test(arguments: [
        ("\r\nHTTP/1.1 200 OK\r\n\r\n", HeadProblem.Kind.leadingBlankLine), ("HTTP/1.1 20 OK\r\n\r\n", .badStatus),
        ("HTTP/1.1 2xx OK\r\n\r\n", .badStatus), ("200 OK\r\n\r\n", .badStartLine),
        ("HTTP/1.1 099 X\r\n\r\n", .badStatus),
    ])
    func responseProblems(_ text: String, _ kind: HeadProblem.Kind) {
        #expect(HeadParser.parse(.response, Array(text.utf8)).problems.map(\.kind) == [kind])
    }

    @Test func foldedLineIsJoined() {
        let parser = HeadParser.parse(.response, Array("HTTP/1.1 200 OK\r\nA: 1\r\n\t 2\r\n\r\n".utf8))
        #expect(parser.response?.fields["a"] == "1 2")
    }

    @Test func keepsEveryByte() {
        let value: [UInt8] = [0x80, 0xFF, 0xC3, 0xA9]
        let parser = HeadParser.parse(.response, Array("HTTP/1.1 200 OK\r\nA: ".utf8) + value + Array("\r\n\r\n".utf8))
        #expect(parser.response?.fields["A"]?.latin1 == value)
    }

    @Test func isBounded() {
        var parser = HeadParser(.response, limit: 1_000)
        let taken = parser.feed(Array(("HTTP/1.1 200 OK\r\nA: " + String(repeating: "x", count: 9_000)).utf8))
        #expect(parser.error == "the head is longer than 1000 bytes" && taken == 1_000)
        var lines = HeadParser(.response, limit: 1_000)
        lines.feed(Array(("HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 9_000)).utf8))
        #expect(lines.error != nil && lines.bytes.count == 1_000)
    }

    @Test func survivesMutationInAnySplit() {
        var random = SplitMix64(seed: 5)
        let seed = Array("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX: 1\r\n 2\r\n\r\n".utf8)
        for _ in 0..<2_000 {
            let bytes = random.mutated(seed)
            let whole = HeadParser.parse(.response, bytes)
            var pieces = HeadParser(.response)
            for piece in random.pieces(bytes) {
                pieces.feed(piece)
            }
            #expect(
                pieces.response == whole.response && pieces.problems == whole.problems && pieces.error == whole.error)
        }
    }
}
