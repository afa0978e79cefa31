internal import Recordings
internal import Suites
internal import Wire

/// What the provider says to a recorded request: the recorded answer, else a suitable script.
struct ReplayScript {
    enum Kind {
        case stream, json, error
    }

    var script: Script
    var kind: Kind
    /// Features that the target needs for the request.
    var features: [String]

    init(request: RecordedRequest, endpoint: ReplayEndpoint, scripts: [String: Script]) {
        features = [endpoint.feature]
        if endpoint.feature == "chat", request.asksForStream { features.append("chat.stream") }
        if let answer = request.answer, let recorded = Self.recorded(answer) {
            (script, kind) = recorded
            return
        }
        let name = request.asksForStream ? endpoint.stream : endpoint.plain
        script = scripts[name] ?? Script(name: name, behaviours: [])
        kind = request.asksForStream && endpoint.stream != endpoint.plain ? .stream : .json
    }

    /// The recorded answer as a script; nil where it is not whole.
    private static func recorded(_ answer: RecordedRequest.Answer) -> (Script, Kind)? {
        guard answer.ending == "complete", let bytes = answer.body.bytes, !bytes.isEmpty, answer.status != 204,
            answer.status != 304
        else { return nil }
        let isStream = answer.fields["content-type"]?.hasPrefix("text/event-stream") ?? false
        var encode = Encoding()
        if !isStream {
            encode.framing = .length
            encode.write = .whole
        }
        let head = Step.head(.init(status: answer.status, fields: kept(answer.fields)))
        let escaped = ReplayBody.escaped(bytes)
        let body = isStream ? blocks(escaped).map { Step.bytes($0) } : [.bytes(escaped)]
        let behaviour = Behaviour(encode: encode, steps: [head] + body + [.end(trailers: [])])
        let kind: Kind = answer.status >= 400 ? .error : isStream ? .stream : .json
        return (Script(name: "recorded", title: "The recorded answer", behaviours: [behaviour]), kind)
    }

    private static func kept(_ fields: HeaderFields) -> HeaderFields {
        let own = ["content-length", "transfer-encoding", "connection", "keep-alive", "date", "set-cookie", "trailer"]
        return HeaderFields(
            fields.lines.filter { field in
                !own.contains { $0.equalsIgnoringASCIICase(field.name) } && !field.value.contains(Scrubber.mark)
            })
    }

    /// The events, each with the blank line that ends it.
    static func blocks(_ bytes: [UInt8]) -> [[UInt8]] {
        var (blocks, start, lineStart, index): ([[UInt8]], Int, Int, Int) = ([], 0, 0, 0)
        while index < bytes.count {
            defer { index += 1 }
            guard bytes[index] == 0x0A else { continue }
            let line = bytes[lineStart..<index].filter { $0 != 0x0D }
            lineStart = index + 1
            guard line.isEmpty else { continue }
            blocks.append(Array(bytes[start...index]))
            start = index + 1
        }
        return start < bytes.count ? blocks + [Array(bytes[start...])] : blocks
    }
}

/// The checks of a recorded request: only such as compare both ends, since nobody knows whether the recorded answer was right.
enum ReplayChecks {
    static func must(_ endpoint: ReplayEndpoint, _ kind: ReplayScript.Kind) -> [(String, JSON)] {
        var checks: [(String, JSON)] = [
            ("body.equal", .null), ("body.strings-equal", .null), ("security.client-key-not-upstream", .null),
            ("security.provider-key-not-downstream", .null),
        ]
        if endpoint.feature == "chat" { checks += [("body.messages-equal", .null), ("body.tools-equal", .null)] }
        switch (endpoint.feature, kind) {
        case (_, .error): checks += [("errors.status-class", .null), ("headers.retry-after-kept", .null)]
        case ("chat", .stream):
            checks += [("stream.fold-equal", .null), ("stream.finish-equal", .null), ("usage.equal", .null)]
        case ("chat", .json): checks += [("response.equal", .null), ("usage.equal", .null)]
        case ("embeddings", _): checks += [("embeddings.equal", .null)]
        default: break
        }
        return checks
    }

    static func should(_ endpoint: ReplayEndpoint, _ kind: ReplayScript.Kind) -> [(String, JSON)] {
        var checks: [(String, JSON)] = [("body.equal", ["paths": ["$"]]), ("body.no-additions", .null)]
        switch (endpoint.feature, kind) {
        case (_, .error): checks += [("errors.status", .null), ("errors.fields-kept", .null)]
        case ("chat", .stream): checks += [("stream.extensions-kept", .null), ("stream.top-fields-kept", .null)]
        case ("chat", .json): checks.append(("response.fields-kept", .null))
        default: break
        }
        return checks
    }
}
