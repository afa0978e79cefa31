package import Wire

/// What a check judges: the exchanges of one case, both ends decoded once, and what the target declared.
package struct Trial: Sendable {
    /// In the order in which they were started; at least one.
    package let exchanges: [Exchange]
    package var context: Context
    /// What the case gave the check; an object or null.
    package var parameters: JSON
    private let decoded: [Round]

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

        package init(
            lane: String = "passthrough", route: String = "direct", control: Bool = false, clientKey: String,
            primary: Provider, backup: Provider, requestedModel: String, declaredHeaders: [String] = [],
            declaredFields: [String] = [], controlExchanges: [Exchange] = []
        ) {
            self.lane = lane
            self.route = route
            self.control = control
            self.clientKey = clientKey
            self.primary = primary
            self.backup = backup
            self.requestedModel = requestedModel
            self.declaredHeaders = declaredHeaders
            self.declaredFields = declaredFields
            self.controlExchanges = controlExchanges
        }

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

        package func provider(_ role: ProviderRole) -> Provider {
            role == .primary ? primary : backup
        }
    }

    package init(exchanges: [Exchange], context: Context, parameters: JSON = .null) {
        self.exchanges = exchanges
        self.context = context
        self.parameters = parameters
        decoded = exchanges.map { Round($0, context: context) }
    }

    package var exchange: Exchange { exchanges[0] }

    /// The exchanges with both ends decoded; decoding happens once, however many checks ask.
    package var rounds: [Round] {
        decoded.map { round in
            var round = round
            round.context = context
            round.parameters = parameters
            return round
        }
    }
}

extension Trial {
    /// Findings in one exchange of many are alike, so only the first few are kept.
    private static let mostFindings = 20

    /// Judges exchange by exchange, and says in which one a finding is when there are several.
    package func each(_ judge: (Round) -> [Finding]) -> [Finding] {
        var all: [Finding] = []
        for (index, round) in rounds.enumerated() {
            for var finding in Blame.named(judge(round), in: round) {
                if exchanges.count > 1 { finding.place = "exchange \(index + 1), \(finding.place)" }
                all.append(finding)
            }
        }
        return Array(all.prefix(Self.mostFindings))
    }
}
