internal import Suites
internal import Wire

/// What a provider says to a request that belongs to no case: health probes and start-up look-ups of a gateway.
enum StrayAnswer {
    static func behaviour(for request: Attempt) -> Behaviour {
        let path = request.head.target.prefix { $0 != "?" }
        switch request.head.method {
        case "GET", "HEAD": return json(path.contains("/models") ? models(path) : #"{"status":"ok"}"#)
        case "POST" where path.hasSuffix("/chat/completions"): return chat(request)
        case "POST" where path.hasSuffix("/embeddings"): return json(embeddings)
        case "OPTIONS": return Behaviour(steps: [.head(Step.Head(status: 204))])
        default: return error(status: 404, message: "the mock provider has no \(request.head.method) \(path)")
        }
    }

    static func error(status: Int, message: String) -> Behaviour {
        let text = message.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return json(
            #"{"error":{"message":"\#(text)","type":"invalid_request_error","param":null,"code":null}}"#, status: status
        )
    }

    static func json(_ text: String, status: Int = 200) -> Behaviour {
        var encode = Encoding()
        encode.framing = .length
        encode.write = .whole
        let head = Step.Head(status: status, fields: [HeaderField("content-type", "application/json")])
        return Behaviour(encode: encode, steps: [.head(head), .bytes(Array(text.utf8))])
    }

    // MARK: bodies

    private static func models(_ path: Substring) -> String {
        let model = #"{"id":"${model}","object":"model","created":1700000001,"owned_by":"gateproof-${provider}"}"#
        return path.hasSuffix("/models") ? #"{"object":"list","data":[\#(model)]}"# : model
    }

    private static let embeddings =
        #"{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.25,-0.5]}],"model":"${model}","#
        + #""usage":{"prompt_tokens":1,"total_tokens":1}}"#

    private static func chat(_ request: Attempt) -> Behaviour {
        guard asksForStream(request.body) else {
            return json(
                #"{"id":"${id}","object":"chat.completion","created":1700000001,"model":"${model}","choices":[{"index":0,"#
                    + #""message":{"role":"assistant","content":"${words}","refusal":null},"logprobs":null,"#
                    + #""finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}"#)
        }
        let head = Step.Head(fields: [HeaderField("content-type", "text/event-stream")])
        return Behaviour(steps: [
            .head(head), .data(chunk(#"{"role":"assistant","content":""}"#, finish: "null")),
            .data(chunk(#"{"content":"${words}"}"#, finish: "null")), .data(chunk("{}", finish: #""stop""#)), .done,
        ])
    }

    private static func chunk(_ delta: String, finish: String) -> String {
        #"{"id":"${id}","object":"chat.completion.chunk","created":1700000001,"model":"${model}","#
            + #""choices":[{"index":0,"delta":\#(delta),"logprobs":null,"finish_reason":\#(finish)}]}"#
    }

    /// Looks for `"stream": true` in any spacing; a whole parser would be no more right about a stray.
    private static func asksForStream(_ body: [UInt8]) -> Bool {
        let dense = body.prefix(1 << 20).filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return String(decoding: dense, as: UTF8.self).contains(#""stream":true"#)
    }
}
