internal import Suites
package import Wire

extension CostReport {
    /// The report in the format `gateproof.cost/1`; money is text, so that no reader rounds it.
    package var json: JSON {
        [
            "schema": "gateproof.cost/1", "workload": JSON(workload.name), "today": JSON(today.description),
            "requests": JSON(workload.requests.plain),
            "inference": [
                "dollars": JSON(inference.total.plain), "steps": .array(inference.steps.map { JSON($0) }),
            ],
            "bills": .array(bills.map(bill)), "breakEvens": .array(breakEvens.map(pair)),
        ]
    }

    private func bill(_ bill: Bill) -> JSON {
        let card = bill.card
        return [
            "card": JSON(card.name), "source": JSON(card.source), "url": JSON(card.url),
            "date": card.date.map { JSON($0.description) } ?? .null,
            "stale": card.staleness(on: today).map { JSON($0) } ?? .null,
            "refusal": bill.refusal.map { JSON($0) } ?? .null, "total": Self.range(bill.total),
            "fees": Self.range(bill.fees),
            "lines": .array(
                bill.lines.map {
                    ["name": JSON($0.name), "formula": JSON($0.formula), "dollars": Self.range($0.amount)]
                }),
            "published": .array(
                published(card.name).map {
                    [
                        "by": JSON($0.by), "isFee": .bool($0.isFee), "dollars": Self.range($0.says),
                        "note": JSON($0.note),
                    ]
                }),
        ]
    }

    private func pair(_ pair: Pair) -> JSON {
        [
            "one": JSON(pair.one), "other": JSON(pair.other), "low": Self.crossings(pair.low),
            "high": Self.crossings(pair.high),
        ]
    }

    private static func crossings(_ point: BreakEven) -> JSON {
        .array(
            point.crossings.map {
                [
                    "cheaper": JSON($0.cheaper), "requests": JSON($0.requests.plain),
                    "dollars": JSON($0.inference.plain), "tokens": JSON($0.tokens.plain),
                ]
            })
    }

    private static func range(_ range: AmountRange) -> JSON {
        ["low": JSON(range.low.plain), "high": JSON(range.high.plain)]
    }
}
