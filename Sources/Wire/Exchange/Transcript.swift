/// Bytes of one direction, with the instant of every system call that moved some of them.
package struct Transcript: Sendable, Equatable, Codable {
    /// One read or one write: `range` indexes `Transcript.bytes`.
    package struct Segment: Sendable, Equatable, Codable {
        package var at: Instant
        package var range: Range<Int>

        package init(at: Instant, range: Range<Int>) {
            self.at = at
            self.range = range
        }
    }

    package var bytes: [UInt8]
    package var segments: [Segment]

    package init(bytes: [UInt8] = [], segments: [Segment] = []) {
        self.bytes = bytes
        self.segments = segments
    }

    /// Appends the bytes of one system call.
    package mutating func append(_ new: some Collection<UInt8>, at instant: Instant) {
        let start = bytes.count
        bytes.append(contentsOf: new)
        segments.append(Segment(at: instant, range: start..<bytes.count))
    }

    /// The instant at which the byte at `offset` was moved, or nil past the end.
    package func instant(ofByte offset: Int) -> Instant? {
        segments.first { $0.range.contains(offset) }?.at
    }
}
