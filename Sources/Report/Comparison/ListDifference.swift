/// What two lists written as text do not share: `stays: 400, 401; switches: 503` and the like.
///
/// Long lists are alike at their beginnings, which is all that a line has room for.
struct ListDifference {
    /// Such as `stays: −529; switches: +529`.
    let text: String

    /// Nil where the two are no lists, or differ in order only.
    init?(_ before: String, _ after: String) {
        let (old, new) = (Self.groups(before), Self.groups(after))
        guard (old + new).contains(where: { $0.items.count > 1 }) else { return nil }
        // What was cut short when it was measured cannot be told apart.
        guard !(old + new).contains(where: { $0.items.contains { $0.hasPrefix("and ") && $0.hasSuffix(" more") } })
        else {
            return nil
        }
        let names = old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
        let parts = names.compactMap { name -> String? in
            let was = old.first { $0.name == name }?.items ?? []
            let now = new.first { $0.name == name }?.items ?? []
            let changes =
                now.filter { !was.contains($0) }.map { "+\($0)" } + was.filter { !now.contains($0) }.map { "−\($0)" }
            return changes.isEmpty ? nil : (name.isEmpty ? "" : name + ": ") + changes.joined(separator: ", ")
        }
        guard !parts.isEmpty else { return nil }
        text = parts.joined(separator: "; ")
    }

    private struct Group {
        var name: String
        var items: [String]
    }

    private static func groups(_ text: String) -> [Group] {
        text.split(separator: "; ").map { group in
            let halves = group.split(separator: ": ", maxSplits: 1)
            let items = (halves.last ?? "").split(separator: ", ").map(String.init).filter { $0 != "none" }
            return Group(name: halves.count > 1 ? String(halves[0]) : "", items: items)
        }
    }
}
