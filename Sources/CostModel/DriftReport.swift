package import Results
package import Suites
package import Wire

/// What the difference between the reported and the provider's usage would cost (`gateproof cost --result FILE`).
package struct DriftReport: Sendable {
    package var target: String
    package var card: PriceCard
    package var price: ModelPrice
    package var judged: Int
    package var drifts: [Drift]
    package var today: Day

    /// A report with the prices of one model of a card, its first where none is named.
    package init(_ result: RunResult, card: PriceCard, model: String?, today: Day) throws(CostProblem) {
        guard let price = model == nil ? card.prices.first : card.prices.first(where: { $0.model == model }) else {
            let known = card.prices.map { "`\($0.model)`" }.joined(separator: ", ")
            throw CostProblem(
                known.isEmpty
                    ? "the card `\(card.name)` has no prices of models; name one that has, such as `openai`"
                    : "the card `\(card.name)` has no such model; it has \(known)")
        }
        target = "\(result.target.name) \(result.target.version)"
        self.card = card
        self.price = price
        self.today = today
        judged = Drift.judged(in: result)
        drifts = Drift.all(in: result, price: price)
    }

    package func text(markdown: Bool = false) -> String {
        let page = Page(isMarkdown: markdown)
        var lines = page.heading("\(target): usage that differs from the provider's, priced as \(price.model)")
        lines += page.list([
            "\(judged) usage cases were judged; \(Set(drifts.map(\.caseID)).count) report a priced count otherwise",
            "prices: \(card.source), \(card.date?.description ?? "undated")"
                + (card.staleness(on: today).map { " (\($0), look it up again)" } ?? ""),
        ])
        guard !drifts.isEmpty else { return lines.joined(separator: "\n") }
        let header = ["case", "count", "provider said", "client read", "drift", "a million such requests"]
        return (lines + page.table(header, drifts.map(row))).joined(separator: "\n")
    }

    private func row(_ drift: Drift) -> [String] {
        [
            drift.caseID, drift.field, drift.provider?.number ?? "no number", drift.reported?.number ?? "not reported",
            drift.percent.map { $0.text(places: 1) + "%" } ?? "-",
            drift.perMillion.map { ($0 > .zero ? "+" : "") + $0.dollars } ?? "cannot be billed from usage",
        ]
    }

    /// The report in the format `gateproof.drift/1`.
    package var json: JSON {
        [
            "schema": "gateproof.drift/1", "target": JSON(target), "card": JSON(card.name), "model": JSON(price.model),
            "judged": JSON(judged),
            "drifts": .array(
                drifts.map {
                    [
                        "case": JSON($0.caseID), "field": JSON($0.field), "provider": Self.amount($0.provider),
                        "reported": Self.amount($0.reported), "percent": Self.amount($0.percent),
                        "dollarsPerMillion": Self.amount($0.perMillion),
                    ]
                }),
        ]
    }

    private static func amount(_ amount: Amount?) -> JSON {
        amount.map { JSON($0.plain) } ?? .null
    }
}
