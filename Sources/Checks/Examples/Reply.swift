package import Wire

/// One answer of an example: what a provider sends, or what the client receives.
package struct Reply: Sendable {
    package var status: Int
    package var fields: HeaderFields
    package var body: [UInt8]
    package var framing: Framing
    package var ending: Finish
    package var provider: ProviderRole
    /// Milliseconds after the start of the example at which the first byte of the request or of the answer moved.
    package var at: Int64
    /// Milliseconds between two events, each of which is one write or read.
    package var pace: Int64
    /// False for a provider that was asked and never wrote a head, and for a client that got none.
    package var hasHead: Bool

    package enum Framing: Sendable {
        case chunked, length, close
    }

    /// How the answer ends at that side.
    package enum Finish: Sendable {
        case complete, cut, reset, stalled, aborted
    }

    package init(
        status: Int = 200, _ fields: HeaderFields = [], body: [UInt8], framing: Framing = .length,
        ending: Finish = .complete, hasHead: Bool = true
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.framing = framing
        self.ending = ending
        provider = .primary
        at = 10
        pace = 0
        self.hasHead = hasHead
    }

    /// An event stream from its text.
    package static func sse(_ text: String, _ extra: HeaderFields = [], ending: Finish = .complete) -> Reply {
        Reply(
            HeaderFields([HeaderField("content-type", "text/event-stream")] + extra.lines), body: Array(text.utf8),
            framing: .chunked, ending: ending)
    }

    package static func json(_ text: String, status: Int = 200, _ extra: HeaderFields = []) -> Reply {
        Reply(
            status: status, HeaderFields([HeaderField("content-type", "application/json")] + extra.lines),
            body: Array(text.utf8))
    }

    /// An error answer with a well-formed error object.
    package static func error(_ status: Int, _ message: String = "No.", _ extra: HeaderFields = []) -> Reply {
        json(Sample.error(message), status: status, extra)
    }

    package static func text(_ text: String, type: String, status: Int = 200) -> Reply {
        Reply(status: status, [HeaderField("content-type", type)], body: Array(text.utf8))
    }

    /// A connection that ends, or stays silent, without any answer.
    package static func none(_ ending: Finish) -> Reply {
        Reply(body: [], ending: ending, hasHead: false)
    }

    package func by(_ role: ProviderRole) -> Reply {
        var copy = self
        copy.provider = role
        return copy
    }

    package func starting(_ milliseconds: Int64, pace: Int64 = 0) -> Reply {
        var copy = self
        copy.at = milliseconds
        copy.pace = pace
        return copy
    }

    package func framed(_ framing: Framing) -> Reply {
        var copy = self
        copy.framing = framing
        return copy
    }

    package func ended(_ ending: Finish) -> Reply {
        var copy = self
        copy.ending = ending
        return copy
    }
}
