package import Suites

/// Everything that `gateproof cost` has to say about one workload.
package struct CostReport: Sendable {
    package var workload: Workload
    package var inference: InferenceCost
    package var bills: [Bill]
    package var breakEvens: [Pair]
    package var today: Day

    /// Two cards held against each other, with the least and the greatest figures of their ranges.
    package struct Pair: Sendable {
        package var one: String
        package var other: String
        package var low: BreakEven
        package var high: BreakEven
    }

    /// Writes the bills of the named cards, or of the workload's, or of all.
    package init(
        _ workload: Workload, cards: [String: PriceCard], names: [String] = [], today: Day
    ) throws(CostProblem) {
        let chosen = try Self.chosen(names.isEmpty ? workload.cards : names, cards)
        inference = try InferenceCost.of(workload, cards: cards)
        self.workload = workload
        self.today = today
        let list = inference.total
        bills = chosen.map { Bill.of(workload, inference: list, card: $0) }
        breakEvens = Self.pairs(chosen, cards: cards, workload: workload, inference: list)
    }

    private static func chosen(_ names: [String], _ cards: [String: PriceCard]) throws(CostProblem) -> [PriceCard] {
        if names.isEmpty { return cards.values.sorted { $0.name < $1.name }.filter { !$0.charges.isEmpty } }
        var chosen: [PriceCard] = []
        for name in names {
            guard let card = cards[name] else {
                let hint = nearest(to: name, in: cards.keys.sorted()).map { "; did you mean `\($0)`?" } ?? ""
                throw CostProblem("no price card is called `\(name)`\(hint)")
            }
            chosen.append(card)
        }
        return chosen
    }

    /// The pairs that the workload names, else every pair of at most four cards.
    private static func pairs(
        _ chosen: [PriceCard], cards: [String: PriceCard], workload: Workload, inference: Amount
    ) -> [Pair] {
        var pairs: [(PriceCard, PriceCard)] = workload.breakEvens.compactMap { wanted in
            cards[wanted.cheaper].flatMap { one in cards[wanted.than].map { (one, $0) } }
        }
        if pairs.isEmpty, chosen.count <= 4 {
            for (index, one) in chosen.enumerated() { pairs += chosen[(index + 1)...].map { (one, $0) } }
        }
        return pairs.map { one, other in
            Pair(
                one: one.name, other: other.name,
                low: .between(one, other, workload: workload, inference: inference),
                high: .between(one, other, workload: workload, inference: inference, isHigh: true))
        }
    }

    /// What was published about a card's bill.
    package func published(_ card: String) -> [Workload.Published] {
        workload.published.filter { $0.card == card }
    }
}
