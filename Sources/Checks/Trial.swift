package import Wire

/// What a check judges: the exchanges of one case, both ends decoded once, and what the target declared.
package struct Trial: Sendable {
    /// In the order in which they were started; at least one.
    package var exchanges: [Exchange]
    package var context: Context
    /// What the case gave the check; an object or null.
    package var parameters: JSON

    /// Facts that are not on the wire.
    package struct Context: Sendable {
        package var lane: String
        package var route: String
        /// True when client and provider speak without a gateway.
        package var control: Bool
        /// The client's key for the gateway.
        package var clientKey: String
        /// The providers' keys, model names and words.
        package var primary: Provider
        package var backup: Provider
        /// The model name that the client asked for.
        package var requestedModel: String
        /// Headers and body fields that the target documents to add.
        package var declaredHeaders: [String]
        package var declaredFields: [String]
        /// The trial of the same case without the gateway; nil in the control run itself.
        package var controlExchanges: [Exchange]

        package struct Provider: Sendable {
            package var key: String
            package var model: String
            package var word: String
            package var origin: String

            package init(key: String, model: String, word: String, origin: String) {
                self.key = key
                self.model = model
                self.word = word
                self.origin = origin
            }
        }
    }

    package init(exchanges: [Exchange], context: Context, parameters: JSON = .null) {
        self.exchanges = exchanges
        self.context = context
        self.parameters = parameters
    }

    package var exchange: Exchange {
        exchanges[0]
    }
}
