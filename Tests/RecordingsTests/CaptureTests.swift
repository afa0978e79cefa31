import Synchronization
import Testing
import Wire

@testable import Capture
@testable import Recordings

struct CaptureTests {
    @Test(arguments: [
        ("https://api.openai.com/v1", "/v1/chat/completions", "/v1/chat/completions"),
        ("https://openrouter.ai/api/v1/", "/v1/models?a=b", "/api/v1/models?a=b"),
        ("http://h:1", "/v1/x", "/v1/x"), ("http://h/llm", "/chat", "/llm/chat"), ("http://h/v1", "/v1", "/v1"),
    ])
    func targets(base: String, asked: String, upstream: String) throws {
        #expect(try #require(Upstream(baseURL: base)).target(asked) == upstream)
    }

    @Test(arguments: ["", "ftp://h/v1", "http://", "http://h/v1?a=b", "h:80", "http://user:key@h/v1"])
    func noUpstream(text: String) {
        #expect(Upstream(baseURL: text) == nil)
    }

    private static func read(_ text: String, cut: Int) -> (IncomingMessage, rest: Int) {
        var message = IncomingMessage(bodyLimit: 20)
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count, !message.isComplete, message.refusal == nil {
            index += message.feed(bytes[index..<min(bytes.count, index + cut)])
        }
        return (message, bytes.count - index)
    }

    @Test(arguments: [1, 2, 3, 7, 1000]) func requestsAreReadHoweverCut(cut: Int) {
        let (plain, rest) = Self.read("POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET", cut: cut)
        #expect(plain.isComplete && plain.body == Array("abc".utf8) && rest >= 3)
        let chunked = Self.read(
            "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\nGE", cut: cut)
        #expect(chunked.0.isComplete && chunked.0.body == Array("abc".utf8) && chunked.rest >= 2)
        #expect(Self.read("GET /a HTTP/1.1\r\n\r\nGET", cut: cut).0.isComplete)
    }

    @Test(arguments: [
        ("POST /a HTTP/1.1\r\nContent-Length: 21\r\n\r\n", 413),
        ("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n15\r\naaaaaaaaaaaaaaaaaaaaaaaaa", 413),
        ("POST /a HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        ("POST /a HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST /a HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n", 400),
    ])
    func refusals(text: String, status: Int) {
        #expect(Self.read(text, cut: 5).0.refusal?.status == status)
    }
}
