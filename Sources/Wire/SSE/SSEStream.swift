/// What a standard event-stream decoder (WHATWG HTML §9.2.6) makes of a payload, and the wire facts that it hides.
package struct SSEStream: Sendable, Equatable {
    /// One dispatched event: at least one `data:` line, ended by a blank line.
    package struct Event: Sendable, Equatable {
        /// The `data:` lines joined by LF.
        package var data: [UInt8]
        /// The `event:` field of this block; nil when absent.
        package var name: String?
        /// The `id:` field of this block; nil when absent.
        package var id: String?
        /// From the first byte of the block's first line to the end of its blank line, in the payload.
        package var range: Range<Int>

        package init(data: [UInt8], name: String? = nil, id: String? = nil, range: Range<Int>) {
            self.data = data
            self.name = name
            self.id = id
            self.range = range
        }
    }

    /// A line end that occurred in the payload.
    package enum LineEnd: String, Sendable, Hashable {
        case lf, crlf, cr
    }

    package var events: [Event] = []
    /// Comment lines without their colon, with the offset of each.
    package var comments: [Comment] = []
    /// Blocks that held control fields but no `data:` line, by range: several official clients break on them.
    package var dataless: [Range<Int>] = []
    /// Lines whose field name is not one of the standard's (raw JSON, HTML), by range; decoders ignore them.
    package var unknownLines: [Range<Int>] = []
    /// Blank lines that end no field line, by range: harmless, except to clients that remember an `id:`.
    package var spareBlankLines: [Range<Int>] = []
    package var lineEnds: Set<LineEnd> = []
    package var hasBOM = false
    /// Field lines, or a part of one, after the last blank line: an event that was never dispatched.
    ///
    /// Nil when only comments are left over, which lose nothing.
    package var leftover: Range<Int>?

    package struct Comment: Sendable, Equatable {
        package var text: String
        package var range: Range<Int>

        package init(text: String, range: Range<Int>) {
            self.text = text
            self.range = range
        }
    }

    package init() {}

    /// Beyond so many, comments, dataless blocks, unknown lines and spare blank lines are not listed.
    package static let greatestNotes = 65_536

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Decodes a whole payload.
    package static func decode(_ payload: [UInt8]) -> SSEStream {
        var decoder = SSEDecoder()
        decoder.feed(payload)
        return decoder.stream
    }
}
