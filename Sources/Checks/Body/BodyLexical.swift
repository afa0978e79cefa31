internal import Wire

extension Check {
    /// Whether the request was written anew.
    package static let bodyLexical = Check(
        id: "body.lexical", title: "The request's bytes are left alone, but for the model's name",
        requirement: "BODY-017",
        rationale:
            "A request that is parsed and written anew may keep every value and still change number spellings, key "
            + "order and blanks, which defeats prompt caches that compare bytes. That is reported, not judged.",
        passing: [
            Example("the same bytes", .request(sample, arrived: sample)),
            Example(
                "another model in the same bytes",
                .request(sample, arrived: sample.replacing("gateproof-direct", with: "gp-primary"))),
        ],
        failing: [
            Example("blanks are gone", .request(sample, arrived: sample.replacing(" ", with: ""))),
            Example("a number is spelled anew", .request(sample, arrived: sample.replacing("1.50", with: "1.5"))),
        ],
        each: { round in
            let sent = round.client.request.body
            return round.attempts.indices.compactMap { index in
                let arrived = round.attempts[index].body
                guard let difference = firstDifference(sent, arrived, round.context, round.arrived[index].value) else {
                    return nil
                }
                return Finding(
                    .altered, at: "attempt \(index + 1) request body, byte \(difference)",
                    expected: Excerpt.of(Array(sent.dropFirst(difference).prefix(40))),
                    actual: Excerpt.of(Array(arrived.dropFirst(difference).prefix(40))))
            }
        })

    private static let sample = "{\"model\": \"gateproof-direct\", \"top_p\":1.50}"

    /// The offset of the first byte that differs; nil if none does once the model's name is put back.
    private static func firstDifference(
        _ sent: [UInt8], _ arrived: [UInt8], _ context: Trial.Context, _ json: JSON?
    ) -> Int? {
        var arrived = arrived
        if let model = json?["model"]?.stringValue, model != context.requestedModel {
            let text = String(decoding: arrived, as: UTF8.self)
            arrived = Array(text.replacing("\"\(model)\"", with: "\"\(context.requestedModel)\"").utf8)
        }
        guard sent != arrived else { return nil }
        return zip(sent, arrived).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(sent.count, arrived.count)
    }
}
