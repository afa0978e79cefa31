internal import Checks
internal import Suites
internal import Wire

/// One plain request before anything is judged, to see the gateway, its key and its wiring.
package struct Preflight: Sendable {
    package var world: World
    package var wiring: Wiring

    package init(world: World, wiring: Wiring) {
        self.world = world
        self.wiring = wiring
    }

    /// Sends a plain chat request on the direct route; nil when all is well, else what is wrong and what to do.
    package func problem() async throws -> String? {
        var seed = CaseSeed(run: 0, caseID: "preflight", repeat: 0)
        let nonce = seed.nonce()
        let endpoint = wiring.endpoint(.direct)
        let part = Scenario.Part(script: Self.script)
        try await world.providers.arm(marker: nonce, scenario: Scenario(primary: part, backup: part))
        let record = await world.exchanger.exchange(wiring.plainRequest(endpoint, nonce: nonce), observer: nil)
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: 200)
        return judge(record, attempts: attempts, endpoint: endpoint)
    }

    private func judge(_ record: ClientRecord, attempts: [Attempt], endpoint: Endpoint) -> String? {
        guard let head = record.head else { return Self.silence(record, at: endpoint) }
        if attempts.isEmpty {
            if [401, 403].contains(head.status) {
                return "the gateway at \(endpoint.baseURL) refused the key (HTTP \(head.status)); "
                    + "name the variable that holds it with --api-key-env"
            }
            if (300...399).contains(head.status) {
                return "the gateway at \(endpoint.baseURL) answers with a redirect (HTTP \(head.status) to "
                    + "\(head.fields["location"] ?? "nowhere")), which API clients do not follow; name the address behind it"
            }
            let primary = wiring.identities[.primary]?.origin ?? "the primary provider"
            return
                "a request for the model `\(endpoint.model)` got HTTP \(head.status) from \(endpoint.baseURL), but never "
                + "reached the primary provider; let the gateway's upstream for that model be \(primary)/v1"
                + Self.excerpt(record)
        }
        if attempts.allSatisfy({ $0.provider == .backup }) {
            return "requests on the direct route reach the backup provider; "
                + "let the upstream of the model `\(endpoint.model)` be \(wiring.identities[.primary]?.origin ?? "")/v1"
        }
        if let target = attempts.first?.head.target, target.hasPrefix("/v1/v1/") {
            return "the gateway asks the provider for \(target), which a real provider does not serve; "
                + "leave /v1 out of its upstream's base URL"
        }
        if head.status != 200 {
            return
                "a plain request on the direct route came back as HTTP \(head.status) although the provider answered 200"
                + Self.excerpt(record)
        }
        return nil
    }

    /// What it means that no head came, and what to do about it.
    private static func silence(_ record: ClientRecord, at endpoint: Endpoint) -> String {
        let place = endpoint.baseURL
        switch record.ending {
        case .refused:
            return "no gateway answers at \(place) (refused); start it, or give --launch with a target"
        case .timedOut:
            return "what listens at \(place) took a plain request and said nothing for "
                + "\(record.request.limits.totalMilliseconds / 1000) s; look whether its upstream for the model "
                + "`\(endpoint.model)` is the primary provider"
        case .reset, .noAnswer:
            let scheme = place.hasPrefix("http://") ? "; if it speaks TLS, write https:// and give --cacert" : ""
            return "what listens at \(place) closes the connection without an answer (\(record.ending))\(scheme); "
                + "its log may say why"
        case .malformed(let what), .limit(let what), .failed(let what):
            return
                "what listens at \(place) does not answer as an HTTP/1.1 server (\(what)); is this the gateway's port?"
        default:
            return "no gateway answers at \(place) (\(record.ending))"
        }
    }

    private static func excerpt(_ record: ClientRecord) -> String {
        let payload = Answer(received: record, choices: 1).payload
        return payload.isEmpty ? "" : "; it said: \(PrintableBytes.text(Array(payload.prefix(300))))"
    }

    static let script = Script(
        name: "preflight",
        behaviours: [
            Behaviour(
                encode: {
                    var encoding = Encoding(); encoding.framing = .length; return encoding
                }(),
                steps: [
                    .head(Step.Head(fields: [HeaderField("Content-Type", "application/json")])),
                    .bytes(
                        Array(
                            """
                            {"id":"${id}","object":"chat.completion","created":1700000001,"model":"${model}","choices":\
                            [{"index":0,"message":{"role":"assistant","content":"ready"},"finish_reason":"stop"}],\
                            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
                            """.utf8)),
                    .end(trailers: []),
                ])
        ])
}
