internal import Wire

/// A request as the client sent it, beside what reached the provider.
struct BodyComparison {
    let round: Round

    /// The fields of a chat request (OpenAI's CreateChatCompletionRequest), without `model`, which routing decides.
    static let chatFields: Set<String> = [
        "audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs", "max_completion_tokens",
        "max_tokens", "messages", "metadata", "modalities", "moderation", "n", "parallel_tool_calls", "prediction",
        "presence_penalty", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning_effort",
        "response_format", "safety_identifier", "seed", "service_tier", "stop", "store", "stream", "stream_options",
        "temperature", "tool_choice", "tools", "top_logprobs", "top_p", "user", "verbosity", "web_search_options",
    ]

    /// Judges the differences between the request as sent and as it arrived in each attempt.
    ///
    /// A request that never arrived is itself the finding, unless the client was told which field is not supported.
    func findings(only attempts: [Int]? = nil, _ keep: (JSONDifference) -> Bool) -> [Finding] {
        guard let sent = round.request.value else { return [] }
        guard !round.arrived.isEmpty else { return isRefusedByName(sent) ? [] : [notArrived] }
        return (attempts ?? Array(round.arrived.indices)).flatMap { index in
            differences(sent, at: index, place: round.arrived.count > 1 ? "attempt \(index + 1) " : "", keep)
        }
    }

    private func differences(_ sent: JSON, at index: Int, place: String, _ keep: (JSONDifference) -> Bool) -> [Finding]
    {
        guard let arrived = round.arrived[index].value else {
            return [.malformed("\(place)request body", "the client's JSON", Excerpt.of(round.attempts[index].body))]
        }
        return JSONDifference.compare(sent, arrived).filter { !isAllowed($0) && keep($0) }.map {
            var finding = JSONEvidence.finding($0)
            finding.place = place + finding.place
            return finding
        }
    }

    private var notArrived: Finding {
        Finding(
            .refused, at: "request", expected: "at the provider, or refused with the field's name",
            actual: round.received.summary)
    }

    /// §8: a field may be refused when the error says which, and a body for its size (BODY-009).
    private func isRefusedByName(_ sent: JSON) -> Bool {
        if round.received.status == 413 { return round.received.errorObject?.members != nil }
        guard (400..<500).contains(round.received.status) else { return false }
        let ordinary: Set<String> = ["model", "messages", "stream", "input", "prompt"]
        let fields = (sent.members ?? []).map(\.key.string).filter { !ordinary.contains($0) }
        let text = String(decoding: round.received.payload, as: UTF8.self)
        return fields.contains { text.contains($0) }
    }

    /// §8: what a gateway may change in any request.
    private func isAllowed(_ difference: JSONDifference) -> Bool {
        let steps = PathPattern.steps(of: difference.path)
        if difference.isSameDouble || isRename(difference) { return true }
        switch difference.path {
        // The default by definition, and what the gateway asks of the provider is its own affair.
        case "$.stream": return difference.kind == .lost && difference.sent?.boolValue == false
        case "$.stream_options.include_usage":
            return difference.kind == .invented || difference.received?.boolValue == true
        case "$.stream_options" where difference.kind == .invented:
            return difference.received?.members?.allSatisfy { $0.key.string == "include_usage" } == true
        default:
            return difference.isAddedMember
                && round.context.declaredFields.contains { $0 == steps.last || PathPattern($0).covers(difference.path) }
        }
    }

    /// §8: the two names of the token limit, and of the role above the system's, may stand for each other.
    ///
    /// Whether a gateway documents it cannot be seen on the wire: `request.renamed-fields` reports it (BODY-017).
    private func isRename(_ difference: JSONDifference) -> Bool {
        // A case that names the role asks what became of it.
        guard isChat, !difference.path.hasSuffix(".role") || !round.names("paths").contains(difference.path) else {
            return false
        }
        return round.arrived.compactMap(\.value).contains { RequestRename($0).covers(difference) }
    }

    private var isChat: Bool { round.client.request.target.contains("/chat/completions") }
}

extension BodyComparison {
    /// The lost and altered fields of the request: the documented ones, or those that the parameters name.
    func fieldFindings(only attempts: [Int]? = nil) -> [Finding] {
        let paths = round.names("paths").map(PathPattern.init)
        let ignored = round.names("ignore").map(PathPattern.init)
        return findings(only: attempts) { difference in
            guard !difference.isAddedMember, !ignored.contains(where: { $0.covers(difference.path) }) else {
                return false
            }
            guard paths.isEmpty else {
                return difference.path != "$.model"
                    && paths.contains { $0.covers(difference.path) || $0.isBelow(difference.path) }
            }
            let field = PathPattern.steps(of: difference.path).first ?? ""
            return isChat ? field.isEmpty || Self.chatFields.contains(field) : field != "model"
        }
    }
}
