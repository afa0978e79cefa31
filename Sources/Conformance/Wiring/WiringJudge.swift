internal import Suites
internal import Wire

/// What one visit shows of a route; pure.
struct WiringJudge {
    var wiring: Wiring
    var route: Route

    private var binding: Target.RouteBinding {
        route == .failover ? wiring.target.failover ?? wiring.target.direct : wiring.target.direct
    }

    private var subject: String { wiring.subject(of: route) }

    private func origin(_ role: ProviderRole) -> String { (wiring.identities[role]?.origin ?? "") + "/v1" }

    /// Why no provider was asked; nil when one was.
    func unreached(_ answer: WiringVisit.Answer) -> WiringLine? {
        guard answer.attempts.isEmpty else { return nil }
        let name = route.rawValue
        guard let head = answer.records.last?.head else {
            let ending = answer.records.last.map { "\($0.ending)" } ?? "nothing was sent"
            return .wrong(
                "nothing answers at \(binding.baseURL) (\(ending))",
                "start the gateway, or give --launch; for TLS with a certificate of your own give --cacert FILE")
        }
        if !answer.strays.isEmpty {
            return .wrong(
                "the \(name) route reaches a provider, but the marker in the message text is gone",
                "switch off what rewrites messages: prompt templates, guardrails, redaction, compression")
        }
        if [401, 403].contains(head.status) {
            return .wrong(
                "the gateway refuses the client's key (HTTP \(head.status))",
                "name the variable that holds the right one with --api-key-env")
        }
        if (200..<300).contains(head.status) {
            return .wrong(
                "a request for \(subject) got HTTP \(head.status) and no provider was asked\(excerpt(answer))",
                "switch caches and canned answers off, or look what it is that answers at \(binding.baseURL)")
        }
        return .wrong(
            "a request for \(subject) got HTTP \(head.status) and reached no provider\(excerpt(answer))",
            "let the upstream of \(subject) be \(origin(.primary)); look whether the path is doubled or cut")
    }

    /// A route whose request came to a provider.
    func reached(_ answer: WiringVisit.Answer) -> [WiringLine] {
        let name = route.rawValue
        guard let first = answer.attempts.first else { return [] }
        if first.provider == .backup {
            return [
                .wrong(
                    "the \(name) route asks the backup first",
                    "let the first upstream of \(subject) be \(origin(.primary))")
            ]
        }
        if answer.status != 200 {
            let status = answer.status.map { "HTTP \($0)" } ?? "no answer"
            return [
                .wrong(
                    "the primary answered 200, the \(name) route gave \(status)\(excerpt(answer))",
                    "look into the gateway's log: it did not like a plain answer")
            ]
        }
        if answer.attempts.count > 1 {
            return [
                .wrong(
                    "one request on the \(name) route made \(answer.attempts.count) attempts",
                    "switch off hedging, shadowing and retries of \(subject)")
            ]
        }
        return [.right("the \(name) route reaches the primary, once, and the marker survives")]
            + path(of: first) + key(of: first) + model(of: first)
    }

    /// What came of a failing primary on the failover route.
    func takenOver(_ answer: WiringVisit.Answer, status: Int) -> [WiringLine] {
        guard let attempt = answer.attempts.last(where: { $0.provider == .backup }) else {
            return [
                .wrong(
                    "a \(status) of the primary does not lead to the backup",
                    "let \(subject) try \(origin(.backup)) after 429, 5xx and time-outs")
            ]
        }
        if answer.status != 200 {
            return [
                .wrong(
                    "the backup answered 200, the client got \(answer.status.map { "HTTP \($0)" } ?? "no answer")",
                    "look into the gateway's log\(excerpt(answer))")
            ]
        }
        return [.right("a \(status) of the primary leads to the backup")] + key(of: attempt) + model(of: attempt)
    }

    /// The mock providers know a request by its marker; a real one knows it by its path.
    private func path(of attempt: Attempt) -> [WiringLine] {
        let path = attempt.head.target.prefix { $0 != "?" }
        guard path != "/v1/chat/completions" else { return [] }
        return [
            .unsure(
                "the \(attempt.provider.rawValue) is asked at \(path)",
                "let the upstream of \(subject) be \(origin(attempt.provider)): a real provider knows no such path")
        ]
    }

    private func key(of attempt: Attempt) -> [WiringLine] {
        guard let identity = wiring.identities[attempt.provider] else { return [] }
        let role = attempt.provider.rawValue
        let given = attempt.head.fields["authorization"] ?? attempt.head.fields["api-key"]
        let change = "let the key of the upstream \(identity.origin)/v1 be \(identity.key)"
        switch given {
        case "Bearer \(identity.key)": return [.right("the \(role) gets its own key")]
        case nil: return [amiss("the \(role) gets no key", change)]
        case .some(let text) where !wiring.clientKey.isEmpty && text.contains(wiring.clientKey):
            return [amiss("the client's own key is passed on to the \(role)", change)]
        default: return [amiss("the \(role) gets another key than its own", change)]
        }
    }

    /// A gateway that does not declare that it holds keys is not wired wrongly by having none.
    private func amiss(_ text: String, _ advice: String) -> WiringLine {
        wiring.target.features.contains("upstream.keys")
            ? .wrong(text, advice)
            : .unsure(
                text, "no harm where the gateway holds no keys (it does not declare `upstream.keys`); else \(advice)")
    }

    private func model(of attempt: Attempt) -> [WiringLine] {
        guard wiring.target.features.contains("model.map"), let identity = wiring.identities[attempt.provider],
            let asked = (try? JSON.parse(attempt.body))?["model"]?.stringValue, asked != identity.model
        else { return [] }
        let role = attempt.provider.rawValue
        return [
            .unsure(
                "the \(role) is asked for the model `\(asked)`",
                "let the upstream model of `\(binding.model)` be \(identity.model); cases on model names fail otherwise"
            )
        ]
    }

    private func excerpt(_ answer: WiringVisit.Answer) -> String {
        guard let body = answer.records.last?.body.bytes, !body.isEmpty else { return "" }
        let secrets = wiring.secrets
        return "; it said: " + Redactor(secrets).redact(PrintableBytes.text(Array(body.prefix(300))))
    }
}

extension Wiring {
    /// A route as the gateway's configuration knows it: by its model, or by its address where both have one model.
    func subject(of route: Route) -> String {
        let (direct, failover) = (target.direct, target.failover)
        let binding = route == .failover ? failover ?? direct : direct
        return failover?.model == direct.model ? "the route at \(binding.baseURL)" : "`\(binding.model)`"
    }
}
