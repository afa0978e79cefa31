internal import Wire

/// Compares two JSON values by path.
enum JSONChanges {
    /// More paths than these are not listed as kept.
    static let keptLimit = 400

    static func compare(_ sent: JSON, _ received: JSON) -> Changes {
        var changes = Changes()
        changes.changed = JSONDifference.compare(sent, received, lexical: true).map(change)
        let touched = changes.changed.filter { !$0.isUsual }.map(\.place)
        changes.kept = leaves(sent, "$").filter { leaf in
            !touched.contains { place in leaf == place || leaf.hasPrefix(place) && isBorder(leaf, after: place) }
        }
        return changes
    }

    static func change(_ difference: JSONDifference) -> Change {
        Change(
            kind(difference.kind), at: difference.path, sent: difference.sent?.text ?? "",
            received: difference.received?.text ?? "", isUsual: difference.lexical)
    }

    private static func kind(_ kind: JSONDifference.Kind) -> Change.Kind {
        switch kind {
        case .lost: .lost
        case .altered: .altered
        case .invented: .invented
        case .reordered: .reordered
        case .duplicated: .duplicated
        }
    }

    private static func isBorder(_ leaf: String, after place: String) -> Bool {
        let next = leaf.utf8.dropFirst(place.utf8.count).first
        return next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
    }

    /// Paths of the values that hold no others.
    static func leaves(_ value: JSON, _ path: String) -> [String] {
        var found: [String] = []
        collect(value, path, into: &found)
        return found
    }

    private static func collect(_ value: JSON, _ path: String, into found: inout [String]) {
        guard found.count < keptLimit else { return }
        switch value {
        case .object(let members) where !members.isEmpty:
            for member in members { collect(member.value, path + step(member.key), into: &found) }
        case .array(let elements) where !elements.isEmpty:
            for (index, element) in elements.enumerated() { collect(element, "\(path)[\(index)]", into: &found) }
        default: found.append(path)
        }
    }

    /// As the paths of differences are written.
    private static func step(_ key: JSONString) -> String {
        let isWord =
            !key.raw.isEmpty
            && key.raw.allSatisfy { byte in
                let letter = (0x41...0x5A).contains(byte & 0xDF)
                return letter || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
            }
        let text = String(decoding: key.raw, as: UTF8.self)
        return isWord ? ".\(text)" : "[\"\(text)\"]"
    }
}
