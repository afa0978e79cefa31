package import NIOCore
package import Wire

/// A behaviour made flat: the bytes that go on the wire, and what is done with them, in order.
package struct Playlist: Sendable {
    /// One thing to do.
    package enum Action: Sendable, Equatable {
        case write(Write)
        case wait(milliseconds: Int)
        case awaitClient(event: Int)
        case awaitClose(milliseconds: Int)
        case finish(Finish)
    }

    /// Bytes handed to the kernel in one call (or in as few as a full socket allows).
    package struct Write: Sendable, Equatable {
        /// In `Playlist.wire`.
        package var range: Range<Int>
        /// So many bytes at the start of the range belong to heads.
        package var headBytes: Int
        /// The final head is complete with this write.
        package var completesHead: Bool
        /// Indices into `Playlist.events` of those whose last byte is in this write.
        package var events: Range<Int>
    }

    /// How the answer leaves its connection.
    package enum Finish: Sendable, Equatable {
        /// The framing's demands are met; with `close` FIN follows.
        case complete(close: Bool)
        /// FIN although the framing owes more.
        case close
        case reset
        case stall
    }

    /// One event step and where its bytes lie.
    package struct Event: Sendable, Equatable {
        /// From 1.
        package var index: Int
        /// In the payload, transfer coding removed.
        package var payload: Range<Int>
        /// Where its last byte ends in `Playlist.wire`; 0 when a script never sends it.
        package var wireEnd = 0
    }

    /// Heads and body, transfer coding included, in the order of the writes.
    package var wire: ByteBuffer
    package var actions: [Action]
    package var events: [Event]
    /// The final head, when the script writes one.
    package var head: ResponseHead?
    /// Bytes of `wire` that belong to heads.
    package var headBytes: Int

    /// What goes out in `write`, for tests and the prepared answers of a benchmark.
    package func bytes(of range: Range<Int>) -> [UInt8] {
        wire.getBytes(at: wire.readerIndex + range.lowerBound, length: range.count) ?? []
    }
}

/// A script that cannot be played; says which and why.
package struct ScriptError: Error, Sendable, Equatable, CustomStringConvertible {
    package var script: String
    package var message: String

    package var description: String {
        "script \(script): \(message)"
    }
}

extension Playlist {
    /// A JSON answer in one write, its text as given.
    static func json(status: Int, body: [UInt8], keepAlive: Bool) -> Playlist {
        let fields: HeaderFields = [
            HeaderField("content-type", "application/json"), HeaderField("content-length", String(body.count)),
            HeaderField("connection", keepAlive ? "keep-alive" : "close"),
        ]
        let head = ResponseHead(status: status, reason: ReasonPhrase.of(status), fields: fields)
        let bytes = HeadText.bytes(of: head)
        let range = 0..<(bytes.count + body.count)
        let write = Write(range: range, headBytes: bytes.count, completesHead: true, events: 0..<0)
        return Playlist(
            wire: ByteBuffer(bytes: bytes + body), actions: [.write(write), .finish(.complete(close: !keepAlive))],
            events: [], head: head, headBytes: bytes.count)
    }

    /// Nothing at all, with the connection left open.
    static let silence = Playlist(
        wire: ByteBuffer(), actions: [.finish(.stall)], events: [], head: nil, headBytes: 0)
}
