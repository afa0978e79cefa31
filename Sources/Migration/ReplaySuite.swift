package import Recordings
package import Suites
internal import Wire

/// Recorded requests as a suite: each is sent as it was, under the target's own model and key, and both ends are compared.
package struct ReplaySuite: Sendable {
    package var suite: Suite
    /// Requests that are not played, with the reason.
    package var skipped: [String]

    /// Makes at most `limit` different requests into cases; equal ones are played once.
    package init(_ recording: Recording, file: String, scripts: [String: Script], limit: Int) {
        var (cases, skipped, seen): ([Case], [String], Set<String>) = ([], [], [])
        for (index, request) in recording.requests.enumerated() {
            let maker = ReplayCase(request: request, number: index + 1, file: file, scripts: scripts)
            if let reason = maker.obstacle {
                skipped.append("request \(index + 1) (\(request.method) \(request.path)): \(reason)")
            } else if seen.insert(request.path + "\n" + (request.body.json?.text ?? "")).inserted {
                if seen.count > limit {
                    skipped.append("request \(index + 1): more than \(limit) different requests")
                } else {
                    cases += maker.cases
                }
            }
        }
        suite = .made(id: "replay", title: "Recorded requests", file: file, cases: cases)
        self.skipped = skipped
    }
}

/// One recorded request as two cases: what breaks a client, and what loses information.
struct ReplayCase {
    var request: RecordedRequest
    var number: Int
    var file: String
    var scripts: [String: Script]

    /// Why the request cannot be played; nil when it can.
    var obstacle: String? {
        guard request.method == "POST" else { return "only POST requests are replayed" }
        guard ReplayEndpoint.of(request.path) != nil else { return "no endpoint that is known here" }
        if case .omitted = request.body { return "its body was too large to be kept" }
        return request.body.json?.members == nil ? "its body is no JSON object" : nil
    }

    var cases: [Case] {
        guard let endpoint = ReplayEndpoint.of(request.path), let body = request.body.json else { return [] }
        let plan = RequestPlan(
            path: "/" + endpoint.path + request.target.dropFirst(request.path.count),
            fields: ReplayFields.kept(request),
            body: ReplayBody(endpoint: endpoint).plan(body).bytes)
        let answer = ReplayScript(request: request, endpoint: endpoint, scripts: scripts)
        return [
            make("must", "BODY-001", nil, plan, answer, ReplayChecks.must(endpoint, answer.kind)),
            make("should", "BODY-016", .should, plan, answer, ReplayChecks.should(endpoint, answer.kind)),
        ]
    }

    private func make(
        _ word: String, _ requirement: String, _ level: Level?, _ plan: RequestPlan, _ answer: ReplayScript,
        _ checks: [(String, JSON)]
    ) -> Case {
        let place = SourceLocation(file: file, line: number, column: 1)
        return .made(
            id: "replay.r\(number).\(word)", title: title(word), requirement: requirement, level: level, request: plan,
            script: answer.script, expect: checks.map { CheckUse(id: $0.0, parameters: $0.1, location: place) },
            requires: answer.features, location: place)
    }

    private func title(_ word: String) -> String {
        let what = "\(request.path)\(request.asksForStream ? ", a stream" : "")\(request.model.map { ", \($0)" } ?? "")"
        return word == "must"
            ? "Recorded request \(number) (\(what)) and its answer pass unharmed"
            : "Recorded request \(number) (\(what)) and its answer lose nothing"
    }
}

/// An endpoint whose requests can be played.
struct ReplayEndpoint: Sendable {
    var path: String
    var feature: String
    /// Scripts for a plain answer and for a stream.
    var plain: String
    var stream: String

    private static let all = [
        ReplayEndpoint(path: "chat/completions", feature: "chat", plain: "json/plain", stream: "text/plain"),
        ReplayEndpoint(
            path: "completions", feature: "completions", plain: "endpoints/completions",
            stream: "endpoints/completions-stream"),
        ReplayEndpoint(
            path: "embeddings", feature: "embeddings", plain: "endpoints/embeddings-float",
            stream: "endpoints/embeddings-float"),
        ReplayEndpoint(
            path: "responses", feature: "responses", plain: "endpoints/responses", stream: "endpoints/responses-stream"),
        ReplayEndpoint(
            path: "messages", feature: "messages", plain: "endpoints/messages", stream: "endpoints/messages-stream"),
    ]

    /// The endpoint whose words the path ends in, longest first.
    static func of(_ path: String) -> ReplayEndpoint? {
        all.first { path.hasSuffix("/" + $0.path) }
    }
}

/// Which recorded header lines are sent again.
enum ReplayFields {
    private static let own = [
        "host", "content-length", "connection", "keep-alive", "transfer-encoding", "expect", "accept-encoding", "te",
        "upgrade", "proxy-connection",
    ]

    /// Everything but what belongs to a connection, and what was taken out as a secret.
    static func kept(_ request: RecordedRequest) -> HeaderFields {
        HeaderFields(
            request.fields.lines.filter { field in
                !own.contains { $0.equalsIgnoringASCIICase(field.name) } && !field.value.contains(Scrubber.mark)
                    && !field.value.contains("${")
            })
    }
}
