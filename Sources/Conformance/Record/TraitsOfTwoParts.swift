internal import Checks
package import Results

/// The traits of a run that was interrupted and carried on: what either part measured counts.
package enum TraitsOfTwoParts {
    /// Both parts as one, sorted by name.
    ///
    /// Greatest values and lists are joined exactly. Of the others only the digests are left, so the part with more cases
    /// speaks, and its note says that it is a part.
    package static func joined(_ past: [PropertyRecord], _ now: [PropertyRecord]) -> [PropertyRecord] {
        let old = Dictionary(past.map { ($0.name, $0) }) { first, _ in first }
        let new = Dictionary(now.map { ($0.name, $0) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            guard let before = old[name], let after = new[name] else { return old[name] ?? new[name] }
            return one(before, after)
        }
    }

    private static func one(_ before: PropertyRecord, _ after: PropertyRecord) -> PropertyRecord {
        switch before.name {
        case "gateway.memory.first": return before
        case "gateway.memory.last": return after
        case "gateway.memory.most": return highest(before, after)
        default: break
        }
        if before.value == after.value { return cases(before) > cases(after) ? before : after }
        let probe = Catalog.properties.first { before.name == $0.id || before.name.hasPrefix($0.id + ".") }
        switch probe?.combine {
        case .highest: return highest(before, after)
        case .union where !isCut(before) && !isCut(after): return united(before, after)
        case .grouped: return grouped(before, after)
        default: return greaterPart(before, after)
        }
    }

    private static func highest(_ before: PropertyRecord, _ after: PropertyRecord) -> PropertyRecord {
        let rank = { (record: PropertyRecord) in Double(record.value) ?? .infinity }
        return rank(before) > rank(after) ? before : after
    }

    private static func united(_ before: PropertyRecord, _ after: PropertyRecord) -> PropertyRecord {
        var record = after
        let items = items(before.value).union(items(after.value)).subtracting(["none"]).sorted()
        record.value = items.isEmpty ? "none" : items.joined(separator: ", ")
        record.note = part(after.note, "in two parts")
        return record
    }

    private static func grouped(_ before: PropertyRecord, _ after: PropertyRecord) -> PropertyRecord {
        var groups: [String: Set<String>] = [:]
        for group in (before.value + "; " + after.value).split(separator: "; ") {
            let halves = group.split(separator: ": ", maxSplits: 1)
            guard halves.count == 2 else { return greaterPart(before, after) }
            groups[String(halves[0]), default: []].formUnion(items(String(halves[1])))
        }
        var record = after
        record.value = groups.sorted { $0.key < $1.key }.map { name, items in
            "\(name): \(items.sorted().joined(separator: ", "))"
        }.joined(separator: "; ")
        record.note = part(after.note, "in two parts")
        return record
    }

    private static func greaterPart(_ before: PropertyRecord, _ after: PropertyRecord) -> PropertyRecord {
        var record = cases(before) > cases(after) ? before : after
        record.note = part(record.note, "in one of two parts")
        return record
    }

    /// The note with how the run was cut, once.
    private static func part(_ note: String?, _ words: String) -> String? {
        note.map { $0.hasSuffix(" parts of the run") ? $0 : "\($0), \(words) of the run" }
    }

    private static func items(_ list: String) -> Set<String> {
        Set(list.split(separator: ", ").map(String.init))
    }

    /// A list of which only a part is there.
    private static func isCut(_ record: PropertyRecord) -> Bool {
        items(record.value).contains { $0.hasPrefix("and ") && $0.hasSuffix(" more") }
    }

    /// How many cases the note speaks of; 0 where it does not say.
    private static func cases(_ record: PropertyRecord) -> Int {
        let words = (record.note ?? "").split(separator: " ")
        let place = words.lastIndex { $0 == "cases" || $0 == "case" || $0 == "cases," || $0 == "case," }
        return place.flatMap { $0 > 0 ? Int(words[$0 - 1]) : nil } ?? 0
    }
}
