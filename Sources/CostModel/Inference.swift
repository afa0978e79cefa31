package import Suites

/// The list price of a workload's inference, and how it came about.
package struct InferenceCost: Sendable, Equatable {
    package var total: Amount
    /// One input or step a line, such as `prompt 100,000 × 4,000 tokens × $0.40 per million = $160.00`.
    package var steps: [String]

    /// The cost of a workload; throws a sentence where a card or a model is not there.
    package static func of(
        _ workload: Workload, cards: [String: PriceCard]
    ) throws(CostProblem) -> InferenceCost {
        switch workload.inference {
        case .spend(let spend): return InferenceCost(total: spend, steps: ["given: \(spend.dollars) a month"])
        case .prices(let price): return priced(workload, price)
        case .model(let model, let card): return priced(workload, try find(model, card: card, in: cards))
        }
    }

    private static func find(
        _ model: String, card: String, in cards: [String: PriceCard]
    ) throws(CostProblem) -> ModelPrice {
        guard let found = cards[card] else {
            throw CostProblem("no price card is called `\(card)`\(hint(card, cards.keys.sorted()))")
        }
        if let price = found.prices.first(where: { $0.model == model }) { return price }
        throw CostProblem(
            "the card `\(card)` has no price of the model `\(model)`\(hint(model, found.prices.map(\.model)))")
    }

    private static func hint(_ word: String, _ known: [String]) -> String {
        nearest(to: word, in: known).map { "; did you mean `\($0)`?" } ?? ""
    }

    private static func priced(_ workload: Workload, _ price: ModelPrice) -> InferenceCost {
        let tokens = workload.tokens
        let parts: [(String, Amount, Amount)] = [
            ("prompt", tokens.prompt - tokens.cached - tokens.cacheWrite, price.prompt),
            ("cached prompt", tokens.cached, price.cached), ("cache write", tokens.cacheWrite, price.cacheWrite),
            ("completion", tokens.completion - tokens.reasoning, price.completion),
            ("reasoning", tokens.reasoning, price.reasoning),
        ]
        var total = Amount.zero
        var steps: [String] = []
        for (name, count, each) in parts where count > .zero {
            let cost = (workload.requests * count * each / Amount.million) ?? .zero
            total = total + cost
            steps.append(
                "\(name): \(workload.requests.number) × \(count.number) tokens × \(each.price) per million = "
                    + cost.dollars)
        }
        let discount = total.percent(workload.batch).percent(price.batchDiscount)
        if discount > .zero {
            steps.append(
                "batch: \(workload.batch.plain)% of it at \(price.batchDiscount.plain)% less = -\(discount.dollars)")
        }
        return InferenceCost(total: total - discount, steps: steps)
    }
}

/// Why a bill cannot be written, as a sentence for people.
package struct CostProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension Amount {
    /// For counts: no places where none matter.
    package var number: String {
        let plain = plain
        guard let point = plain.firstIndex(of: ".") else { return text(places: 0) }
        return text(places: min(2, plain.distance(from: point, to: plain.endIndex) - 1))
    }
}
