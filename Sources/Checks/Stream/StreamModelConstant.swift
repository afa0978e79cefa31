extension Check {
    /// The other constants of a stream.
    package static let streamModelConstant = Check(
        id: "stream.model-constant", title: "The fields created and model are constant over a stream",
        requirement: "STREAM-004",
        rationale: "Clients that keep the last value log another model than the one that answered; some refuse a final "
            + "chunk with an empty model or a created of 0.",
        passing: [
            Example("as sent", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the alias that the client asked for",
                .stream(
                    Sample.text("Hi"), received: Sample.text("Hi").replacing("gp-primary", with: "gateproof-direct"))),
        ],
        failing: [
            Example(
                "the last chunk has no model",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.role() + Sample.content("Hi") + Sample.finish()
                        + Sample.bare().replacing("gp-primary", with: "") + Sample.done)),
            Example(
                "created is 0 at the end",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.role() + Sample.content("Hi") + Sample.finish().replacing("1700000001", with: "0")
                        + Sample.done)),
        ],
        each: { round in
            round.introduced { Constant.violations(in: $0, of: "created") + Constant.violations(in: $0, of: "model") }
        })
}
