import Testing
import Wire

@testable import Recordings

struct ScrubberTests {
    private static let key = "sk-proj-abcdefghij1234567890"

    @Test(arguments: [
        "Authorization", "x-api-key", "api-key", "X-Portkey-Api-Key", "x-portkey-virtual-key", "Helicone-Auth",
        "cf-aig-authorization", "Cookie", "X-Goog-Api-Key", "x-auth-token", "x-bf-vk",
    ])
    func secretHeadersAreHidden(name: String) {
        let request = RecordedRequest(target: "/v1/x", fields: [HeaderField(name, "my-very-own-secret")])
        #expect(Scrubber().scrub(request).fields[name] == Scrubber.mark)
    }

    @Test(arguments: [
        "content-type", "x-ratelimit-remaining-tokens", "anthropic-beta", "x-request-id", "traceparent", "user-agent",
        "x-gateproof-note", "author",
    ])
    func otherHeadersStay(name: String) {
        let request = RecordedRequest(target: "/v1/x", fields: [HeaderField(name, "an ordinary value")])
        #expect(Scrubber().scrub(request).fields[name] == "an ordinary value")
    }

    @Test func aKeyIsHiddenWhereverItStandsAgain() throws {
        let secret = "nobody-knows-this"
        let body = try JSON.parse(#"{"model":"m","note":"my key is nobody-knows-this","n":1.50}"#)
        var request = RecordedRequest(
            target: "/v1/x?q=nobody-knows-this", fields: [HeaderField("Authorization", "Bearer \(secret)")],
            body: .json(body))
        request.answer = .init(
            status: 401, fields: [HeaderField("set-cookie", "a=b")], body: .text("bad key nobody-knows-this"))
        let line = Scrubber().scrub(request).line.text
        #expect(!line.contains(secret) && !line.contains("a=b"))
        #expect(line.contains(#""Bearer [redacted]""#) && line.contains(#""n":1.50"#))
    }

    @Test(arguments: [
        (#"{"a":"use sk-proj-abcdefghij1234567890 please"}"#, #"{"a":"use [redacted] please"}"#),
        (#"{"api_key":"x"}"#, #"{"api_key":"[redacted]"}"#),
        (
            #"{"tools":[{"type":"mcp","headers":{"Authorization":"Bearer abc"}}]}"#,
            #"{"tools":[{"type":"mcp","headers":{"Authorization":"Bearer [redacted]"}}]}"#
        ),
        (#"{"a":"AIzaSyA1234567890abcdefghijklmnopqrstu"}"#, #"{"a":"[redacted]"}"#),
        (
            #"{"a":"curl -H 'Authorization: Bearer 0123456789abcdef0'"}"#,
            #"{"a":"curl -H 'Authorization: Bearer [redacted]'"}"#
        ),
        (
            #"{"token":"ĠHello","max_tokens":5,"logprobs":[{"token":"a"}]}"#,
            #"{"token":"ĠHello","max_tokens":5,"logprobs":[{"token":"a"}]}"#
        ),
        (
            #"{"a":"task-force-twenty-seven-and-more9 sk-this-is-only-a-sentence"}"#,
            #"{"a":"task-force-twenty-seven-and-more9 sk-this-is-only-a-sentence"}"#
        ),
        (#"{"a":"é\u00e9 1e2","b":1.0}"#, #"{"a":"é\u00e9 1e2","b":1.0}"#),
    ])
    func bodies(before: String, after: String) throws {
        let request = RecordedRequest(target: "/v1/x", body: .json(try JSON.parse(before)))
        #expect(Scrubber().scrub(request).body.json?.text == after)
    }

    @Test(arguments: [
        ("/v1/x?key=abc&n=1", "/v1/x?key=[redacted]&n=1"), ("/v1/x?api-version=2", "/v1/x?api-version=2"),
        ("/v1/x?api_key=abc", "/v1/x?api_key=[redacted]"), ("/v1/x?sig=1&token", "/v1/x?sig=[redacted]&token"),
    ])
    func queries(before: String, after: String) {
        #expect(Scrubber().scrub(RecordedRequest(target: before)).target == after)
    }

    @Test func configurationInAHeaderKeepsItsShape() {
        let config = #"{"retry":{"attempts":0},"targets":[{"api_key":"hush"}]}"#
        let request = RecordedRequest(target: "/v1/x", fields: [HeaderField("x-portkey-config", config)])
        #expect(
            Scrubber().scrub(request).fields["x-portkey-config"]
                == #"{"retry":{"attempts":0},"targets":[{"api_key":"[redacted]"}]}"#)
    }
}
