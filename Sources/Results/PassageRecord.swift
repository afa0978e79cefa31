/// What became of one kind of thing in one direction of an exchange: how many were kept, and each that was not.
package struct PassageRecord: Codable, Sendable, Equatable {
    /// Counts the case's exchanges from 1.
    package var exchange: Int
    /// `request` (client to provider) or `response` (provider to client).
    package var direction: String
    /// `header`, `path` (of a JSON body), `event` (of a stream) or `fold` (what a client accumulates of it).
    package var part: String
    /// How many arrived as they were sent.
    package var kept: Int
    package var differences: [Difference]

    /// One thing that did not arrive as it was sent.
    package struct Difference: Codable, Sendable, Equatable {
        /// `lost`, `altered`, `invented`, `duplicated`, `reordered`, `delayed` or `hidden failure`.
        package var kind: String
        package var place: String
        /// Printable and shortened; empty when invented.
        package var sent: String
        /// Printable and shortened; empty when lost.
        package var received: String

        package init(kind: String, place: String, sent: String = "", received: String = "") {
            self.kind = kind
            self.place = place
            self.sent = sent
            self.received = received
        }
    }

    package init(exchange: Int, direction: String, part: String, kept: Int, differences: [Difference] = []) {
        self.exchange = exchange
        self.direction = direction
        self.part = part
        self.kept = kept
        self.differences = differences
    }
}
