internal import Wire

extension Check {
    /// Request fidelity.
    package static let bodyEqual = Check(
        id: "body.equal", title: "The fields of the request reach the provider unchanged, or are refused by name",
        requirement: "BODY-001",
        rationale: "A parameter that is dropped, rounded or defaulted on the way changes the answer and the price, and "
            + "nothing tells the client; null, false, 0 and empty values differ from absent ones.",
        parameters: [
            "paths": "Only these places, such as [$.seed, $.x_unknown]; [$] for everything. Without it, the documented "
                + "chat fields, or every field on other endpoints; never model.",
            "ignore": "Places that are not judged.",
        ],
        passing: [
            Example("as sent", .request(full, arrived: full)),
            Example(
                "allowed: another model, key order and number text",
                .request(
                    full,
                    arrived: "{\"temperature\":0.0,\"seed\":9007199254740993,\"model\":\"gp-primary\",\"stop\":[],"
                        + "\"user\":\"\"}")),
            Example(
                "allowed: include_usage is added",
                .request(
                    "{\"model\":\"m\",\"stream\":true}",
                    arrived: "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}")),
            Example(
                "refused by name",
                .attempts([], received: .error(400, "Unsupported parameter: seed")) { $0.request = full }),
            Example("refused for its size", .attempts([], received: .error(413)) { $0.request = full }),
            Example(
                "allowed: stream false is left out, and a decimal keeps its binary64",
                .request(
                    "{\"model\":\"m\",\"stream\":false,\"top_p\":0.1234567890123456789}",
                    arrived: "{\"model\":\"m\",\"top_p\":0.12345678901234568}")),
            Example(
                "allowed: the limit under its other name",
                .request(
                    "{\"model\":\"m\",\"max_tokens\":5}", arrived: "{\"model\":\"m\",\"max_completion_tokens\":5}")),
            Example("an unknown field is judged only when named", .request(unknown, arrived: full)),
        ],
        failing: [
            Example("a zero is dropped", .request(full, arrived: full.replacing("\"temperature\":0,", with: ""))),
            Example("an integer is rounded", .request(full, arrived: full.replacing("740993", with: "740992"))),
            Example(
                "the limit under its other name, with another value",
                .request(
                    "{\"model\":\"m\",\"max_tokens\":5}", arrived: "{\"model\":\"m\",\"max_completion_tokens\":6}")),
            Example(
                "a decimal is rounded",
                .request("{\"model\":\"m\",\"top_p\":0.30000000000000004}", arrived: "{\"model\":\"m\",\"top_p\":0.3}")),
            Example("an empty list became an object", .request(full, arrived: full.replacing("[]", with: "{}"))),
            Example(
                "an unknown field is dropped",
                .request(unknown, arrived: full) { $0.parameters = "{\"paths\":[\"$.x_unknown\"]}" }),
            Example(
                "refused without a name", .attempts([], received: .error(400, "Bad request")) { $0.request = full }),
        ],
        each: { BodyComparison(round: $0).fieldFindings() })

    private static let full =
        "{\"model\":\"m\",\"temperature\":0,\"seed\":9007199254740993,\"stop\":[],\"user\":\"\"}"
    private static let unknown = full.dropping(1) + ",\"x_unknown\":{\"deep\":[null,1e-7]}}"
}
