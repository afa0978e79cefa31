internal import Results

/// Both ends of a streamed answer of thirteen events, as they would be recorded.
enum SampleEvidence {
    private static let words = ["", "Hé ", "北京", "🙂", " is", " a", " city", " of", " many", " words", "."]

    static func stream(held: Bool = false) -> Evidence {
        let provider = events(dropping: nil)
        let client = held ? provider : events(dropping: " many") + ["data: [DONE]"]
        let attempt = Evidence.Side(
            name: "primary", request: request(host: "127.0.0.1:9901", key: "sk-…primary", model: "gpt-test"),
            response: answer(provider, lineEnd: "\\r\\n", server: ""), ending: "complete",
            timeline: provider.indices.map { moment(1.4 + 2.1 * Double($0), "event \($0 + 1), 213 bytes") })
        let reads = client.indices.map { index -> Evidence.Moment in
            let late = held && index >= 2 ? 2.1 : index > 8 ? 0.9 : 0.21
            return moment(1.4 + 2.1 * Double(index) + late, "event \(index + 1)")
        }
        let side = Evidence.Side(
            name: "client", request: request(host: "127.0.0.1:4000", key: "sk-…client", model: "gateproof-direct"),
            response: answer(client, lineEnd: "\\n", server: "server: acme/1.55.3\\r\\n"), ending: "complete",
            timeline: [moment(0, "start"), moment(1.2, "head")] + reads + [moment(31.2, "end")])
        return Evidence(exchanges: [.init(client: side, attempts: [attempt], curl: curl)])
    }

    /// One attempt that fails and one that answers, in bytes meant to break a page.
    static func hostile() -> Evidence {
        let bad =
            "HTTP/1.1 429 Too Many\\r\\ncontent-type: text/html\\r\\n\\r\\n</pre></details><img src=x onerror=alert(1)>\\x00\\xFF"
        let first = Evidence.Side(
            name: "primary", request: request(host: "127.0.0.1:9901", key: "sk-…primary", model: "gpt-test"),
            response: "", ending: "reset", timeline: [moment(0.9, "request"), moment(1.1, "reset")])
        let second = Evidence.Side(
            name: "backup", request: request(host: "127.0.0.1:9902", key: "sk-…backup", model: "gpt-test"),
            response:
                "HTTP/1.1 429 Too Many Requests\\r\\ncontent-type: application/json\\r\\n\\r\\n{\"error\":{\"message\":\"slow down\"}}",
            ending: "complete", timeline: [moment(1.6, "request"), moment(2.2, "head"), moment(2.3, "end")],
            omitted: 4096)
        let client = Evidence.Side(
            name: "client", request: request(host: "127.0.0.1:4000", key: "sk-…client", model: "gateproof-failover"),
            response: bad, ending: "complete",
            timeline: [moment(0, "start"), moment(2.9, "</title><script>head"), moment(3, "end")])
        return Evidence(exchanges: [.init(client: client, attempts: [first, second], curl: curl)])
    }

    private static func events(dropping dropped: String?) -> [String] {
        let chunks = words.filter { $0 != dropped }.enumerated().map { index, word in
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000001,\"model\":\"gpt-test\","
                + "\"choices\":[{\"index\":0,\"delta\":{\(index == 0 ? "\"role\":\"assistant\"," : "")\"content\":\"\(word)\"},"
                + "\"finish_reason\":null}]}"
        }
        let stop =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},"
            + "\"finish_reason\":\"stop\"}]}"
        return chunks + [stop, "data: [DONE]"]
    }

    private static func answer(_ events: [String], lineEnd: String, server: String) -> String {
        "HTTP/1.1 200 OK\\r\\n\(server)content-type: text/event-stream\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n"
            + events.map { $0 + lineEnd + lineEnd }.joined()
    }

    private static func request(host: String, key: String, model: String) -> String {
        "POST /v1/chat/completions HTTP/1.1\\r\\nhost: \(host)\\r\\nauthorization: Bearer \(key)\\r\\n"
            + "content-type: application/json\\r\\ncontent-length: 162\\r\\n\\r\\n{\"model\":\"\(model)\",\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Say it. gp:stream.framing.crlf:0123456789abcdef\"}]}"
    }

    private static func moment(_ milliseconds: Double, _ what: String) -> Evidence.Moment {
        Evidence.Moment(milliseconds: (milliseconds * 1000).rounded() / 1000, what: what)
    }

    private static let curl =
        "curl -sS -N http://127.0.0.1:4000/v1/chat/completions -H 'content-type: application/json' "
        + "-H \"authorization: Bearer $GATEPROOF_KEY\" --data-binary '{\"model\":\"gateproof-direct\",\"stream\":true}'"
}
