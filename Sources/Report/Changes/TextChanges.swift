internal import Wire

/// Compares what a standard client accumulates from a stream: the text of each choice, whatever the events were.
enum TextChanges {
    static func compare(_ sent: SSEStream, _ received: SSEStream, isCut: Bool) -> Changes {
        var changes = Changes()
        guard !isCut else { return changes }
        let (old, new) = (texts(sent), texts(received))
        for index in Set(old.keys).union(new.keys).sorted() {
            let (before, after) = (old[index] ?? "", new[index] ?? "")
            let place = "accumulated text of choice \(index)"
            if Array(before.utf8) == Array(after.utf8) {
                if !before.isEmpty { changes.kept.append(place) }
            } else {
                changes.changed.append(Change(.altered, at: place, sent: before, received: after))
            }
        }
        return changes
    }

    private static func texts(_ stream: SSEStream) -> [Int: String] {
        var texts: [Int: [UInt16]] = [:]
        for event in stream.events.prefix(EventChanges.limit) {
            guard let choices = (try? JSON.parse(event.data))?["choices"]?.elements else { continue }
            for choice in choices {
                let piece = choice["delta"]?["content"]?.units ?? choice["text"]?.units ?? []
                texts[choice["index"]?.intValue ?? 0, default: []] += piece
            }
        }
        return texts.mapValues { String(decoding: $0, as: UTF16.self) }
    }
}
