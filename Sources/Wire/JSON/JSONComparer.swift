/// Walks two values side by side and collects their differences.
struct JSONComparer {
    let lexical: Bool
    var differences: [JSONDifference] = []

    /// Beyond so many cells, arrays of different lengths are compared by position.
    private static let greatestAlignment = 250_000

    init(lexical: Bool) {
        self.lexical = lexical
    }

    mutating func compare(_ sent: JSON, _ received: JSON, _ path: String) {
        switch (sent, received) {
        case (.object(let sentMembers), .object(let receivedMembers)):
            let before = differences.count
            objects(sentMembers, receivedMembers, path)
            if lexical, differences.count == before, sentMembers.map(\.key) != receivedMembers.map(\.key) {
                report(.reordered, path, sent, received, lexical: true)
            }
        case (.array(let sentElements), .array(let receivedElements)):
            arrays(sentElements, receivedElements, path, whole: (sent, received))
        default:
            if sent != received {
                report(.altered, path, sent, received)
            } else if lexical, sent.text != received.text {
                report(.altered, path, sent, received, lexical: true)
            }
        }
    }

    private mutating func report(
        _ kind: JSONDifference.Kind, _ path: String, _ sent: JSON?, _ received: JSON?, lexical: Bool = false
    ) {
        differences.append(
            JSONDifference(path: path, kind: kind, sent: sent, received: received, lexical: lexical))
    }

    private mutating func objects(_ sent: [JSON.Member], _ received: [JSON.Member], _ path: String) {
        let theirs = Dictionary(grouping: received, by: \.key)
        let mine = Dictionary(grouping: sent, by: \.key)
        var seen: Set<JSONString> = []
        for member in sent where seen.insert(member.key).inserted {
            let place = path + Self.step(member.key)
            values(mine[member.key] ?? [], theirs[member.key] ?? [], place)
        }
        for member in received where seen.insert(member.key).inserted {
            values([], theirs[member.key] ?? [], path + Self.step(member.key))
        }
    }

    /// Compares the values of one key; more than one on either side are taken in order.
    private mutating func values(_ sent: [JSON.Member], _ received: [JSON.Member], _ path: String) {
        for (mine, theirs) in zip(sent, received) {
            compare(mine.value, theirs.value, path)
        }
        for member in sent.dropFirst(received.count) {
            report(.lost, path, member.value, nil)
        }
        for member in received.dropFirst(sent.count) {
            report(sent.isEmpty ? .invented : .duplicated, path, nil, member.value)
        }
    }

    private mutating func arrays(_ sent: [JSON], _ received: [JSON], _ path: String, whole: (JSON, JSON)) {
        if sent.count == received.count {
            if sent != received, Self.isPermutation(sent, received) {
                return report(.reordered, path, whole.0, whole.1)
            }
            for index in sent.indices {
                compare(sent[index], received[index], "\(path)[\(index)]")
            }
        } else if sent.count * received.count > Self.greatestAlignment {
            positions(sent, received, path)
        } else {
            alignment(sent, received, path)
        }
    }

    private mutating func positions(_ sent: [JSON], _ received: [JSON], _ path: String) {
        for index in 0..<min(sent.count, received.count) {
            compare(sent[index], received[index], "\(path)[\(index)]")
        }
        surplus(sent, received, from: min(sent.count, received.count), path)
    }

    private mutating func surplus(_ sent: [JSON], _ received: [JSON], from start: Int, _ path: String) {
        for index in start..<max(sent.count, start) {
            report(.lost, "\(path)[\(index)]", sent[index], nil)
        }
        for index in start..<max(received.count, start) {
            report(kind(ofExtra: received[index], sent), "\(path)[\(index)]", nil, received[index])
        }
    }

    private func kind(ofExtra element: JSON, _ sent: [JSON]) -> JSONDifference.Kind {
        sent.contains(element) ? .duplicated : .invented
    }

    /// Arrays of different lengths: what is common keeps its place, the rest was altered, lost or added.
    private mutating func alignment(_ sent: [JSON], _ received: [JSON], _ path: String) {
        var removed: [Int] = []
        var inserted: [Int] = []
        for change in received.difference(from: sent) {
            switch change {
            case .remove(let offset, _, _): removed.append(offset)
            case .insert(let offset, _, _): inserted.append(offset)
            }
        }
        removed.sort()
        inserted.sort()
        let pairs = min(removed.count, inserted.count)
        for (mine, theirs) in zip(removed, inserted) {
            compare(sent[mine], received[theirs], "\(path)[\(mine)]")
        }
        for index in removed.dropFirst(pairs) {
            report(.lost, "\(path)[\(index)]", sent[index], nil)
        }
        for index in inserted.dropFirst(pairs) {
            report(kind(ofExtra: received[index], sent), "\(path)[\(index)]", nil, received[index])
        }
    }

    private static func isPermutation(_ sent: [JSON], _ received: [JSON]) -> Bool {
        guard sent.count * sent.count <= greatestAlignment else { return false }
        var rest = received
        for element in sent {
            guard let index = rest.firstIndex(of: element) else { return false }
            rest.remove(at: index)
        }
        return true
    }

    /// `.name` for a plain word, `["…"]` otherwise.
    static func step(_ key: JSONString) -> String {
        let isWord =
            !key.raw.isEmpty
            && key.raw.allSatisfy {
                $0.isTokenCharacter && ($0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0.isAlphanumeric)
            }
        let text = String(decoding: key.raw, as: UTF8.self)
        return isWord ? ".\(text)" : "[\"\(text)\"]"
    }
}

extension UInt8 {
    fileprivate var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
