internal import Wire

/// Compares two event streams event by event; what repeats in many events is told once.
struct EventChanges {
    /// An event as the comparison sees it.
    struct Item {
        var data: [UInt8]
        var json: JSON?
        /// What a client reads out of it; ids, model names and the like are not part of it.
        var essence: String

        init(_ event: SSEStream.Event) {
            data = event.data
            json = try? JSON.parse(event.data)
            essence = Self.essence(json) ?? PrintableBytes.text(event.data)
        }

        var text: String { PrintableBytes.text(data) }
        /// Tells the client of a failure within the stream.
        var isError: Bool { json?["error"].map { !$0.isNull } ?? false }

        private static func essence(_ json: JSON?) -> String? {
            guard let json, let choices = json["choices"]?.elements else { return nil }
            let parts = choices.map { choice in
                let delta = choice["delta"]
                let values =
                    [choice["index"], choice["text"], choice["finish_reason"]]
                    + ["role", "content", "refusal", "tool_calls", "reasoning_content"].map { delta?[$0] }
                return values.map { $0.map { $0.isNull ? "" : $0.text } ?? "" }.joined(separator: "|")
            }
            return parts.joined(separator: "/") + (json["usage"]?["total_tokens"]?.text ?? "")
                + (json["error"]?.text ?? "")
        }
    }

    private let sent: [Item]
    private let received: [Item]
    private let isCut: Bool
    private var changes = Changes()

    /// More events than these are not compared.
    static let limit = 600

    /// `isCut`: a recorder kept only the start, so what is missing at the end proves nothing.
    static func compare(_ sent: SSEStream, _ received: SSEStream, isCut: Bool) -> Changes {
        var comparison = EventChanges(sent, received, isCut: isCut)
        comparison.run()
        if sent.comments.count != received.comments.count {
            let kind: Change.Kind = sent.comments.count > received.comments.count ? .lost : .invented
            comparison.changes.changed.append(
                Change(
                    kind, at: "comments", sent: Figure.count(sent.comments.count, "comment"),
                    received: Figure.count(received.comments.count, "comment"), isUsual: true))
        }
        return comparison.changes
    }

    private init(_ sent: SSEStream, _ received: SSEStream, isCut: Bool) {
        self.isCut = isCut || max(sent.events.count, received.events.count) > Self.limit
        self.sent = sent.events.prefix(Self.limit).map(Item.init)
        self.received = received.events.prefix(Self.limit).map(Item.init)
    }

    private mutating func run() {
        var pairs: [(Int, Int)] = []
        var (lost, added) = ([Int](), [Int]())
        for step in alignment() {
            switch step {
            case (let old?, let new?): pairs.append((old, new))
            case (let old?, nil): lost.append(old)
            case (nil, let new?): added.append(new)
            default: break
            }
        }
        compare(pairs)
        for index in lost { missing(index) }
        for index in added { surplus(index) }
    }

    /// Events of the same essence belong together; of the others, those between the same neighbours do, in order.
    private func alignment() -> [(Int?, Int?)] {
        var (gone, come) = (Set<Int>(), Set<Int>())
        let (before, after) = (sent.map(\.essence), received.map(\.essence))
        // Streams that have nothing in common would take long to align, for nothing.
        let isAlignable = before.count * after.count <= 10_000 || !Set(before).isDisjoint(with: after)
        for change in isAlignable ? Array(after.difference(from: before)) : [] {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): come.insert(offset)
            }
        }
        var steps: [(Int?, Int?)] = []
        var (old, new) = (0, 0)
        while old < sent.count || new < received.count {
            let isGone = old < sent.count && gone.contains(old)
            let isCome = new < received.count && come.contains(new)
            if isGone == isCome, old < sent.count, new < received.count {
                steps.append((old, new))
                (old, new) = (old + 1, new + 1)
            } else if isGone || new >= received.count {
                steps.append((old, nil))
                old += 1
            } else {
                steps.append((nil, new))
                new += 1
            }
        }
        return steps
    }

    private mutating func compare(_ pairs: [(Int, Int)]) {
        var groups: [(key: String, change: Change, events: [Int])] = []
        var places: [String: Int] = [:]
        for (old, new) in pairs {
            if sent[old].isError, !received[new].isError {
                missing(old)
                surplus(new)
                continue
            }
            let found = differences(sent[old], received[new])
            if found.allSatisfy(\.isUsual) { changes.kept.append("event \(old + 1)") }
            for change in found {
                let key = "\(change.kind.rawValue) \(change.isUsual) \(change.place)"
                if let place = places[key] {
                    groups[place].events.append(old + 1)
                } else {
                    places[key] = groups.count
                    groups.append((key, change, [old + 1]))
                }
            }
        }
        for group in groups {
            var change = group.change
            change.place = "\(change.place) in \(Self.words(group.events))"
            changes.changed.append(change)
        }
    }

    private func differences(_ old: Item, _ new: Item) -> [Change] {
        if old.data == new.data { return [] }
        if let before = old.json, let after = new.json { return JSONChanges.compare(before, after).changed }
        return [Change(.altered, at: "data", sent: old.text, received: new.text)]
    }

    private mutating func missing(_ index: Int) {
        if isCut, index >= received.count { return }
        changes.changed.append(
            Change(sent[index].isError ? .hiddenFailure : .lost, at: "event \(index + 1)", sent: sent[index].text))
    }

    private mutating func surplus(_ index: Int) {
        if isCut, index >= sent.count { return }
        let isCopy = sent.contains { $0.essence == received[index].essence }
        changes.changed.append(
            Change(isCopy ? .duplicated : .invented, at: "received event \(index + 1)", received: received[index].text))
    }

    /// `event 3`, `events 1 to 4 and 7`.
    static func words(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let words = runs.prefix(4).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
        return (numbers.count == 1 ? "event " : "events ") + words.joined(separator: ", ")
            + (runs.count > 4 ? ", …" : "")
    }
}
