/// A month of traffic, as far as bills depend on it (`gateproof cost --workload FILE`).
package struct Workload: Sendable, Equatable {
    package var name: String
    package var title: String
    /// Requests a month.
    package var requests: Amount
    package var tokens: Tokens
    /// Per cent of the requests that go through a batch interface.
    package var batch: Amount
    package var inference: Inference
    /// Purchases of credit a month.
    package var purchases: Amount
    package var seats: Amount
    /// Per cent of the inference that is paid to the provider, with the customer's own key.
    package var ownKey: Amount
    package var infrastructure: AmountRange?
    package var hours: AmountRange?
    package var hourly: Amount?
    /// The cards to compare; empty for all.
    package var cards: [String]
    package var published: [Published]
    package var breakEvens: [PublishedBreakEven]
    package var notes: [String]
    package var location: SourceLocation

    /// Means of one request; cached and written ones are part of the prompt, reasoning is part of the completion.
    package struct Tokens: Sendable, Equatable {
        package var prompt: Amount
        package var completion: Amount
        package var cached: Amount
        package var cacheWrite: Amount
        package var reasoning: Amount

        package var sum: Amount { prompt + completion }
    }

    /// How the list price of the inference is known.
    package enum Inference: Sendable, Equatable {
        /// Dollars a month.
        case spend(Amount)
        case prices(ModelPrice)
        /// A model of a price card.
        case model(String, card: String)
    }

    /// A figure that somebody published for this workload.
    package struct Published: Sendable, Equatable {
        package var card: String
        /// The whole bill, or with `isFee` what comes on top of the inference.
        package var says: AmountRange
        package var isFee: Bool
        package var by: String
        package var note: String
    }

    /// A point that somebody published as the one from which a card is cheaper than another.
    package struct PublishedBreakEven: Sendable, Equatable {
        package var cheaper: String
        package var than: String
        /// Tokens a month; nil where only the pair is named.
        package var tokens: Amount?
        package var by: String
        package var note: String
    }
}
