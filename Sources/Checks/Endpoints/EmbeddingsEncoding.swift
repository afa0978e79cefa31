internal import Wire

extension Check {
    /// The encoding that was asked for.
    package static let embeddingsEncoding = Check(
        id: "embeddings.encoding", title: "Vectors come in the encoding that the client asked for",
        requirement: "EP-002",
        rationale:
            "SDKs ask for base64 and decode it; a client that asked for floats and gets base64 hands a string to code "
            + "that expects numbers.",
        passing: [
            Example("base64", .encoded("base64", sent: "\"AACAPw==\"", "\"AACAPw==\"")),
            Example("floats by default", .encoded(nil, sent: "[1]", "[1]")),
            Example("allowed: the provider ignored it", .encoded("float", sent: "\"AACAPw==\"", "\"AACAPw==\"")),
        ],
        failing: [
            Example(
                "floats that the gateway asked for in place of base64",
                .encoded("base64", sent: "[1]", "[1]", arrived: "float")),
            Example("base64 for float", .encoded("float", sent: "[1]", "\"AACAPw==\"")),
            Example("floats for base64", .encoded("base64", sent: "\"AACAPw==\"", "[1]")),
        ],
        each: { round in
            let wantsBase64 = round.request.value?["encoding_format"]?.stringValue == "base64"
            // A provider that disobeys is not the gateway's fault; one that obeys what the gateway asked in its place is.
            let arrived = round.answering.flatMap { round.arrived[$0].value }
            let asked = arrived.map { $0["encoding_format"]?.stringValue == "base64" } ?? wantsBase64
            return round.documents { sent, received in
                let wrong = Embedding.all(received).first { $0.isBase64 != wantsBase64 }
                let isProviders =
                    asked == wantsBase64 && Embedding.all(sent).contains { $0.isBase64 != wantsBase64 }
                guard let wrong, !isProviders else { return [] }
                return [
                    Finding(
                        .altered, at: "$.data[*].embedding", expected: wantsBase64 ? "base64" : "a list of numbers",
                        actual: Excerpt.of(wrong.value?.text ?? "absent"))
                ]
            }
        })
}

extension Trial {
    fileprivate static func encoded(
        _ format: String?, sent: String, _ received: String, arrived: String? = nil
    ) -> Trial {
        func list(_ value: String) -> String { "{\"data\":[{\"index\":0,\"embedding\":\(value)}]}" }
        return json(list(sent), received: list(received)) {
            func request(_ format: String?) -> String {
                "{\"input\":\"x\"" + (format.map { ",\"encoding_format\":\"\($0)\"" } ?? "") + "}"
            }
            $0.request = request(format)
            $0.arrived = request(arrived ?? format)
        }
    }
}
