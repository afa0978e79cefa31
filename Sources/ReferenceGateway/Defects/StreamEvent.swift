internal import Wire

/// One event or comment of a stream, as it is about to leave.
package struct StreamEvent: Sendable, Equatable {
    /// Everything, the blank line included.
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// An event with that data.
    package init(data: String) {
        bytes = Array("data: \(data)\n\n".utf8)
    }

    package static let done = StreamEvent(data: "[DONE]")

    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    package var isDone: Bool { self == .done }

    package var isComment: Bool { bytes.first == UInt8(ascii: ":") }

    /// The value of its data; nil for `[DONE]`, comments and what is not JSON.
    var json: JSON? {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { $0.dropFirst(6) }
        return try? JSON.parse(Array(lines.joined(separator: "\n").utf8))
    }

    /// The same event with its value changed; its name, if any, stays.
    func edited(_ change: (inout JSON) -> Void) -> StreamEvent {
        guard var value = json else { return self }
        change(&value)
        let names = text.split(separator: "\n").filter { $0.hasPrefix("event:") }.map { "\($0)\n" }.joined()
        return StreamEvent(bytes: Array("\(names)data: \(value.text)\n\n".utf8))
    }

    /// Cuts normalised bytes into events and comments.
    static func split(_ bytes: [UInt8]) -> [StreamEvent] {
        var events: [StreamEvent] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let isComment = rest.first == UInt8(ascii: ":")
            var end = rest.startIndex
            while end < rest.endIndex {
                end = rest[end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
                if isComment || end == rest.endIndex { break }
                if rest[end] == 0x0A {
                    end += 1
                    break
                }
            }
            events.append(StreamEvent(bytes: Array(rest[..<end])))
            rest = rest[end...]
        }
        return events
    }
}
