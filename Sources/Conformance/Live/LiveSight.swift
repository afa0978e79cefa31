internal import Checks
internal import Suites
internal import Wire

/// What a live answer shows of the side that is not ours: the body sent upstream, the number of attempts, the tokens.
struct LiveSight {
    let answer: Answer
    let visibility: LiveVisibility

    init(_ record: ClientRecord, visibility: LiveVisibility) {
        answer = Answer(received: record, choices: 1)
        self.visibility = visibility
    }

    /// The payloads of the answer that are JSON, events or the whole.
    private var documents: [JSON] {
        guard answer.isStream else { return answer.json.value.map { [$0] } ?? [] }
        return answer.stream.value.events.compactMap { try? JSON.parse($0.data) }
    }

    /// The last usage object.
    var usage: JSON? {
        documents.last { $0["usage"]?.members != nil }?["usage"]
    }

    /// The body as the gateway says to have sent it upstream; the last attempt's.
    var upstreamBody: [UInt8]? {
        guard let path = visibility.echoPath else { return nil }
        let echoed = documents.compactMap { Self.value(at: path, in: $0) }.last
        return echoed.map { Array($0.text.utf8) }
    }

    /// What the gateway tells of its attempts, as `name: value` in the order of the target file.
    var attempts: [String] {
        visibility.attempts.compactMap { name in
            let told = answer.head?.fields[name] ?? documents.compactMap { Self.value(at: name, in: $0)?.text }.last
            return told.map { "\(name): \($0)" }
        }
    }

    private static func value(at path: String, in json: JSON) -> JSON? {
        path.split(separator: ".").reduce(Optional(json)) { $0?[String($1)] }
    }

    /// Seconds that the answer asks to wait; nil when it says none.
    var retryAfter: Int? {
        answer.head?.fields["retry-after"].flatMap { Int($0.trimmingOWS()) }
    }
}
