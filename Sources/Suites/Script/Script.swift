/// What a provider does with successive requests of one case (`mock-providers/**/*.yaml`).
package struct Script: Sendable, Equatable, Codable {
    /// The path below `mock-providers/` without its extension, such as `text/crlf`.
    package var name: String
    package var title: String
    /// The n-th request gets the n-th behaviour; the last one serves all later requests.
    package var behaviours: [Behaviour]

    package init(name: String, title: String = "", behaviours: [Behaviour]) {
        self.name = name
        self.title = title
        self.behaviours = behaviours
    }
}

/// What a provider does with one request.
package struct Behaviour: Sendable, Equatable, Codable {
    package var encode: Encoding
    package var steps: [Step]

    package init(encode: Encoding = Encoding(), steps: [Step]) {
        self.encode = encode
        self.steps = steps
    }
}

/// How steps become bytes and bytes become writes.
package struct Encoding: Sendable, Equatable, Codable {
    package enum LineEnd: String, Sendable, CaseIterable, Codable { case lf, crlf, cr, mixed }
    package enum Write: Sendable, Equatable, Codable {
        /// One write per step.
        case event
        /// One write per byte.
        case byte
        /// All adjacent steps in one write.
        case whole
        /// Cuts at these payload offsets, whatever the step boundaries.
        case at([Int])
    }
    package enum Framing: String, Sendable, CaseIterable, Codable {
        case chunked
        /// Content-Length, computed from the steps unless the head names one.
        case length
        /// No length; the body ends with the connection.
        case close
    }
    /// Where HTTP chunk boundaries fall.
    package enum ChunkBoundary: Sendable, Equatable, Codable {
        /// One HTTP chunk per write.
        case write
        /// HTTP chunks of so many payload bytes, independent of events and writes.
        case every(Int)
    }

    package var lineEnd: LineEnd = .lf
    package var write: Write = .event
    package var framing: Framing = .chunked
    package var chunkBoundary: ChunkBoundary = .write
    /// Extension put after each chunk size, such as `;x=1`.
    package var chunkExtension: String = ""
    /// A UTF-8 byte-order mark before the first event.
    package var bom = false
    /// `data: ` or `data:`.
    package var spaceAfterColon = true
    /// Spread the JSON of each event over several `data:` lines.
    package var multiline = false
    /// Blank lines between events; 1 is normal.
    package var blankLines = 1
    /// Milliseconds between the writes of one step when `write` cuts it.
    package var pauseMilliseconds = 0

    package init() {}
}
