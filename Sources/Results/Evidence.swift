/// Both ends of the exchanges that led to a verdict; secrets are redacted before they get here.
package struct Evidence: Codable, Sendable, Equatable {
    package var exchanges: [ExchangeRecord]

    package init(exchanges: [ExchangeRecord]) {
        self.exchanges = exchanges
    }

    /// One client request and the attempts that it caused.
    package struct ExchangeRecord: Codable, Sendable, Equatable {
        package var client: Side
        package var attempts: [Side]
        /// A `curl` line that sends the same request.
        package var curl: String

        package init(client: Side, attempts: [Side], curl: String) {
            self.client = client
            self.attempts = attempts
            self.curl = curl
        }
    }

    /// What one end sent and received.
    package struct Side: Codable, Sendable, Equatable {
        /// `client`, `primary` or `backup`.
        package var name: String
        /// Head and body as text; `\n`, `\r`, `\t`, `\\` and `\xNN` stand for what cannot be printed.
        package var request: String
        package var response: String
        /// How the exchange ended on this side, such as `complete` or `reset`.
        package var ending: String
        /// Milliseconds since the client started, and what happened then.
        package var timeline: [Moment]
        /// Bytes left out of `request` and `response`.
        package var omitted: Int

        package init(
            name: String, request: String, response: String, ending: String, timeline: [Moment], omitted: Int = 0
        ) {
            self.name = name
            self.request = request
            self.response = response
            self.ending = ending
            self.timeline = timeline
            self.omitted = omitted
        }
    }

    package struct Moment: Codable, Sendable, Equatable {
        package var milliseconds: Double
        package var what: String

        package init(milliseconds: Double, what: String) {
            self.milliseconds = milliseconds
            self.what = what
        }
    }
}
