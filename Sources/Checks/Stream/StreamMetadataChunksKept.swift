internal import Wire

extension Check {
    /// Chunks without choices that are not the usage chunk.
    package static let streamMetadataChunksKept = Check(
        id: "stream.metadata-chunks-kept", title: "Chunks without choices reach the client with what they say",
        requirement: "STREAM-025",
        rationale:
            "Filter results and moderation come in chunks with an empty list of choices; gateways that look only at "
            + "the first choice drop them or crash.",
        passing: [
            Example("as sent", .stream(filtered, received: filtered)),
            Example(
                "allowed: moved to the next chunk",
                .stream(
                    filtered,
                    received: Sample.text("Hi").replacing(
                        "\"choices\":[{", with: "\"prompt_filter_results\":[{\"severity\":\"safe\"}],\"choices\":[{"))),
        ],
        failing: [
            Example("dropped", .stream(filtered, received: Sample.text("Hi")))
        ],
        each: { round in
            round.streams { sent, received in
                sent.goodChunks.filter { $0.json["choices"]?.elements?.isEmpty == true && $0.usage == nil }
                    .flatMap { Metadata.members($0) }
                    .filter { member in
                        !received.goodChunks.contains { $0.json[member.key.string] == member.value }
                    }
                    .map {
                        Finding(.lost, at: $0.key.string, expected: Excerpt.of($0.value.text), actual: "on no chunk")
                    }
            }
        })

    private static let filtered =
        Sample.bare("\"prompt_filter_results\":[{\"severity\":\"safe\"}]") + Sample.text("Hi")
}

private enum Metadata {
    /// What any chunk has says nothing about this one.
    private static let ordinary: Set<String> = [
        "id", "object", "created", "model", "choices", "usage", "obfuscation", "service_tier", "system_fingerprint",
    ]

    static func members(_ chunk: Chunk) -> [JSON.Member] {
        (chunk.json.members ?? []).filter { !ordinary.contains($0.key.string) && !$0.value.isNull }
    }
}
