package import Wire

/// A file of cases.
package struct Suite: Sendable {
    /// Such as `stream.framing`.
    package var id: String
    package var title: String
    /// Features that every case of the suite needs of the target.
    package var requires: [String]
    package var cases: [Case]
    package var file: String
}

/// One test: a request, what the providers do, and the checks expected to find nothing.
package struct Case: Sendable {
    /// `area.topic.detail`; stable for ever.
    package var id: String
    package var title: String
    /// The first decides the level; all are what the case covers.
    package var requirements: [String]
    /// A weaker level than the requirement's, for a case that asks more than the requirement demands; nil for none.
    package var level: Level?
    package var route: Route
    package var request: RequestPlan
    /// What the later ones of several requests send; nil where they are alike.
    ///
    /// `${call-id:0}` stands in it for the id of the first call that the client received before.
    package var then: RequestPlan?
    package var client: ClientBehaviour
    package var scenario: Scenario
    package var expect: [CheckUse]
    package var requires: [String]
    /// Lanes to which the case applies; empty for all.
    package var lanes: [String]
    /// Runs alone: it takes a port away, or measures time.
    package var exclusive: Bool
    /// Runs only with `--slow`.
    package var slow: Bool
    /// Exchanges one after another over the same client; at least 1.
    package var requests: Int
    /// Exchanges at the same time, each with its own marker; at least 1.
    package var concurrent: Int
    /// The exchanges one after another are the same to the byte, their marker included.
    package var identical = false
    /// Cases that must pass before this one says anything.
    package var dependsOn: [String]
    /// Upper bound on one exchange.
    package var timeoutMilliseconds: Int
    /// Played without the gateway first; false where there is nothing to play (the gateway's own errors).
    package var control: Bool
    /// `file:line:column` of the case's id.
    package var location: SourceLocation
}

/// The two ways through a gateway.
package enum Route: String, Sendable, CaseIterable {
    case direct
    case failover
}

/// The request of a case, before target, marker and model name are filled in.
package struct RequestPlan: Sendable, Equatable {
    package var method: String
    /// Path below the target's base URL, such as `/chat/completions`, or absolute with a leading `//`-free path when `absolutePath`.
    package var path: String
    package var fields: HeaderFields
    /// JSON text with `${model}` and `${marker}` place-holders; exact bytes are kept apart from these.
    package var body: [UInt8]
    /// How the client's key is presented.
    package var auth: Auth

    package enum Auth: String, Sendable, CaseIterable {
        case valid, missing, wrong
    }

    package init(
        method: String = "POST", path: String = "/chat/completions", fields: HeaderFields = [], body: [UInt8] = [],
        auth: Auth = .valid
    ) {
        self.method = method
        self.path = path
        self.fields = fields
        self.body = body
        self.auth = auth
    }
}

/// A check's id and the parameters that the case gives it.
package struct CheckUse: Sendable {
    package var id: String
    /// An object, or `.null` when none were given.
    package var parameters: JSON
    package var location: SourceLocation

    package init(id: String, parameters: JSON, location: SourceLocation) {
        self.id = id
        self.parameters = parameters
        self.location = location
    }
}
