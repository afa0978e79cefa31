package import Wire

/// One request as a client sent it, without its secrets, and the answer where it was kept (one line of a recording).
package struct RecordedRequest: Sendable {
    /// ISO 8601, UTC; empty where nobody wrote it down.
    package var at: String
    package var method: String
    /// Path and query, as the client asked.
    package var target: String
    package var fields: HeaderFields
    package var body: Payload
    package var answer: Answer?

    /// What came back.
    package struct Answer: Sendable {
        package var status: Int
        package var fields: HeaderFields
        package var body: Payload
        /// How it ended, such as `complete` or `reset`.
        package var ending: String

        package init(status: Int, fields: HeaderFields, body: Payload, ending: String = "complete") {
            self.status = status
            self.fields = fields
            self.body = body
            self.ending = ending
        }
    }

    /// A body, in the most readable form that loses nothing.
    package enum Payload: Sendable {
        case none
        case json(JSON)
        case text(String)
        case bytes([UInt8])
        /// Too large to be kept; so many bytes.
        case omitted(Int)

        /// JSON where it is an object or a list, else text, else bytes.
        package init(_ bytes: [UInt8]) {
            if bytes.isEmpty {
                self = .none
            } else if let first = bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B,
                let json = try? JSON.parse(bytes)
            {
                self = .json(json)
            } else if let text = String(validating: bytes, as: UTF8.self) {
                self = .text(text)
            } else {
                self = .bytes(bytes)
            }
        }

        /// The bytes to send again; nil where they were not kept.
        package var bytes: [UInt8]? {
            switch self {
            case .none: []
            case .json(let json): json.bytes
            case .text(let text): Array(text.utf8)
            case .bytes(let bytes): bytes
            case .omitted: nil
            }
        }

        /// The body as JSON; nil for other kinds.
        package var json: JSON? {
            if case .json(let json) = self { json } else { nil }
        }
    }

    package init(
        at: String = "", method: String = "POST", target: String, fields: HeaderFields = [], body: Payload = .none,
        answer: Answer? = nil
    ) {
        self.at = at
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.answer = answer
    }

    /// The path without the query.
    package var path: String {
        String(target.prefix { $0 != "?" })
    }

    /// The model that the body asks for.
    package var model: String? {
        body.json?["model"]?.stringValue
    }

    /// Whether the body asks for a stream.
    package var asksForStream: Bool {
        body.json?["stream"]?.boolValue ?? false
    }
}
