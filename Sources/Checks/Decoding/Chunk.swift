package import Wire

/// One data event of a chat stream that holds a JSON object.
package struct Chunk: Sendable {
    /// Counts all data events of the stream from 1.
    package let event: Int
    package let json: JSON

    package var place: String { "event \(event)" }

    /// The entries of `choices`; empty when there are none.
    package var choices: [JSON] { json["choices"]?.elements ?? [] }

    /// The usage object; nil when usage is absent, null or no object.
    package var usage: JSON? { json.object("usage") }

    /// Whether the event says that the answer failed.
    package var isError: Bool {
        guard let error = json["error"] else { return false }
        return !error.isNull
    }

    /// Each entry of `delta.tool_calls`, with the choice that it belongs to.
    package var toolCalls: [(choice: Int, call: JSON)] {
        choices.flatMap { choice in
            let index = choice["index"]?.intValue ?? 0
            return (choice["delta"]?["tool_calls"]?.elements ?? []).map { (index, $0) }
        }
    }
}

extension Answer {
    /// The data of every event as text.
    package var eventData: [[UInt8]] { stream.value.events.map(\.data) }

    /// Every event that holds a JSON object; `[DONE]` and malformed events are left out.
    package var chunks: [Chunk] { parsed.value }

    /// The chunks that carry no error.
    package var goodChunks: [Chunk] { chunks.filter { !$0.isError } }
}

extension SSEStream.Event {
    /// The terminator of chat streams.
    static let doneData = Array("[DONE]".utf8)

    package var isDone: Bool { data == Self.doneData }
}

extension JSON {
    /// The member when it is an object; nil when it is absent, null or anything else.
    package func object(_ key: String) -> JSON? {
        guard let value = self[key], value.members != nil else { return Optional<JSON>.none }
        return value
    }
}
