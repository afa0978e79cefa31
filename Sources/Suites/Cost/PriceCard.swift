/// What a gateway, or a provider, charged on a day, with the source (`suites/prices/*.yaml`).
package struct PriceCard: Sendable, Equatable {
    package var name: String
    package var title: String
    /// Who says so: a vendor's page, or an article.
    package var source: String
    package var url: String
    /// The day on which the source said so; nil where the source is not dated.
    package var date: Day?
    package var notes: [String]
    package var charges: [Charge]
    /// List prices by model; empty for a card that only has fees.
    package var prices: [ModelPrice]
    /// More requests a month than the card is offered for; nil for no limit.
    package var limit: Amount?
    package var location: SourceLocation

    /// Older cards are flagged.
    package static let freshDays = 90

    /// Days between the card and the day; nil when the card has no date.
    package func age(on day: Day) -> Int? {
        date.map { day.number - $0.number }
    }

    /// Why the card should be looked up again; nil while it is fresh.
    package func staleness(on day: Day) -> String? {
        guard let age = age(on: day) else { return "undated" }
        if age < 0 { return "dated \(-age) days ahead" }
        return age > Self.freshDays ? "\(age) days old" : nil
    }
}

/// One line of a bill, as a rule.
package struct Charge: Sendable, Equatable {
    package var name: String
    package var rule: Rule
    /// Up to so many requests a month the charge is not made.
    package var freeTo: Amount

    package enum Rule: Sendable, Equatable {
        case percent(Percent)
        /// So much a month.
        case flat(AmountRange)
        /// So much for each `every` requests above `included`; a started unit counts whole when `started`.
        case perRequests(price: Amount, every: Amount, included: Amount, started: Bool)
        /// So much a seat and month.
        case perSeat(Amount)
        /// What runs the gateway; the workload's own figure comes first.
        case infrastructure(AmountRange)
        /// Hours of work a month; the workload's own figures come first.
        case work(hours: AmountRange, hourly: Amount)
    }

    /// A share of what is paid for inference.
    package struct Percent: Sendable, Equatable {
        package var percent: AmountRange
        package var base: Base
        /// Only what is above so much a month counts.
        package var above: Amount
        /// Only the share of the requests above so many counts.
        package var aboveRequests: Amount
        /// At least so much for each purchase.
        package var minimum: Amount
    }

    /// What a share is taken of, at list price.
    package enum Base: String, Sendable, CaseIterable {
        /// All inference.
        case inference
        /// Inference that is paid through the gateway.
        case bought
        /// Inference that is paid to the provider, with the customer's own key.
        case ownKey = "own-key"
    }
}

/// Dollars for a million tokens of one model.
package struct ModelPrice: Sendable, Equatable {
    package var model: String
    package var prompt: Amount
    package var completion: Amount
    /// Prompt tokens read from the provider's cache; the prompt price where there is none.
    package var cached: Amount
    /// Prompt tokens written to the provider's cache; the prompt price where there is none.
    package var cacheWrite: Amount
    /// Completion tokens that were not shown; the completion price where there is none.
    package var reasoning: Amount
    /// Per cent that are taken off for a batch.
    package var batchDiscount: Amount

    package init(
        model: String, prompt: Amount, completion: Amount, cached: Amount? = nil, cacheWrite: Amount? = nil,
        reasoning: Amount? = nil, batchDiscount: Amount = .zero
    ) {
        self.model = model
        self.prompt = prompt
        self.completion = completion
        self.cached = cached ?? prompt
        self.cacheWrite = cacheWrite ?? prompt
        self.reasoning = reasoning ?? completion
        self.batchDiscount = batchDiscount
    }
}
