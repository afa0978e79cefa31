internal import Checks
package import Suites
internal import Wire

/// Which cases say something where a real provider stands behind the gateway.
package enum LiveScope {
    /// Checks that the client's end alone decides, or that hold a client's end against a well-behaved provider's.
    ///
    /// A check that compares texts, counts or headers of both ends is not among them: two answers of a model differ.
    static let checks: Set<String> = [
        "errors.code", "errors.object", "errors.status", "headers.date", "headers.stream-hygiene",
        "http.encoding-label", "http.framing-consistent", "http.status", "models.shape", "response.content-type",
        "response.shape", "stream.chunk-shape",
        "stream.done-once", "stream.events-terminated", "stream.grammar", "stream.id-constant",
        "stream.id-hygiene", "stream.line-ends", "stream.media-type", "stream.model-constant", "stream.no-bom",
        "stream.no-control-events", "stream.no-dataless", "stream.no-empty-data", "stream.open-finish-null",
        "stream.role-once", "usage.absent-unasked", "usage.chunk-shape", "usage.once",
    ]

    /// Checks of the body that arrives upstream, for gateways that repeat it.
    static let echoed: Set<String> = ["body.equal", "body.no-additions", "body.messages-equal", "body.strings-equal"]

    /// Checks that nobody can decide live and without which a case still says what its title says.
    static let left: Set<String> = ["errors.provider-not-called", "http.encoding-asked"]

    /// Scripts of a provider that does nothing odd, as they stand in their files; any real provider may play them.
    private static let plain: Set<String> = ["text/plain", "json/plain", "endpoints/models"]

    /// Why the case cannot be measured live; nil when it can.
    ///
    /// - Parameter scripts: the library's, to see whether the case changed one.
    package static func obstacle(_ planned: PlannedCase, target: Target, scripts: [String: Script]) -> String? {
        let item = planned.definition
        if item.route != .direct { return "needs a provider that fails when it is told to" }
        if item.client != ClientBehaviour() || item.requests > 1 || item.concurrent > 1 || item.exclusive {
            return "needs both ends of the connection"
        }
        let part = item.scenario.primary
        if part.fault != .none || !plain.contains(part.script.name) {
            return "needs a provider that plays the script \(part.script.name)"
        }
        if part.script.behaviours != scripts[part.script.name]?.behaviours {
            return "needs a provider that writes \(part.script.name) in its own way"
        }
        let needed = planned.checks.map(\.check.id).filter { !left.contains($0) }
        let known = checks.union(repeats(item, target) ? echoed : [])
        if let other = needed.first(where: { !known.contains($0) }) {
            return "\(other) needs the provider's end"
        }
        return needed.isEmpty ? "its checks need the provider's end" : nil
    }

    /// Whether the gateway itself has to refuse the request, so that no provider has a part in it.
    static func asksForError(_ item: Case) -> Bool {
        item.request.auth != .valid || item.expect.contains { $0.id == "errors.status" }
    }

    /// Whether the gateway repeats the body that it sent upstream for such a request.
    static func repeats(_ item: Case, _ target: Target) -> Bool {
        guard target.profile.visibility.echoPath != nil else { return false }
        return String(decoding: item.request.body, as: UTF8.self).contains("\"stream\":true")
    }

    /// The case with the checks that live mode judges.
    static func judged(_ planned: PlannedCase) -> PlannedCase {
        var planned = planned
        planned.checks = planned.checks.filter { !left.contains($0.check.id) }
        return planned
    }

    /// What a verdict does not say because nobody saw the provider's end; nil when it says all.
    static func caveat(_ item: Case) -> String? {
        let unseen = item.expect.map(\.id).filter(left.contains)
        return unseen.isEmpty ? nil : "judged without \(unseen.joined(separator: ", "))"
    }
}
