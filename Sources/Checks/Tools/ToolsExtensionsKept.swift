internal import Wire

extension Check {
    /// Further fields of a tool call.
    package static let toolsExtensionsKept = Check(
        id: "tools.extensions-kept", title: "Further fields of a tool call, such as a thought signature, are kept",
        requirement: "TOOL-012",
        rationale: "Some providers refuse the next turn when the signature that came with a call is not sent back.",
        parameters: ["names": "The fields to judge, such as [extra_content]; all when absent."],
        passing: [
            Example("as sent", .stream(signed, received: signed)),
            Example("none sent", .stream(Sample.tools, received: Sample.tools)),
        ],
        failing: [
            Example("dropped", .stream(signed, received: Sample.tools)),
            Example("changed", .stream(signed, received: signed.replacing("sig==", with: "sig"))),
        ],
        each: { round in
            let names = round.names("names")
            return round.choices { sent, received, place in
                sent.toolCalls.enumerated().flatMap { slot, call in
                    ExtensionComparison.findings(
                        call.extensions,
                        received.toolCalls.indices.contains(slot) ? received.toolCalls[slot].extensions : [],
                        names: names, at: "\(place) tool call \(slot)")
                }
            }
        })

    private static let signed = Sample.tools.replacing(
        "\"id\":\"call_A\",",
        with: "\"id\":\"call_A\",\"extra_content\":{\"google\":{\"thought_signature\":\"sig==\"}},")
}
