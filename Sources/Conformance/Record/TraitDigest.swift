internal import Checks

/// Many measurements of one trait as one value.
struct TraitDigest {
    var value = ""
    var unit = ""
    /// How the value came about, as the start of "… 12 cases".
    var how = "over"

    private typealias Entry = (measurement: PropertyProbe.Measurement, caseID: String)

    /// More items than these of a list are only counted.
    static let limit = 24

    /// The measurements in a fixed order, at least one.
    init(_ entries: [(measurement: PropertyProbe.Measurement, caseID: String)], combine: PropertyProbe.Combination) {
        switch combine {
        case .commonest: commonest(entries)
        case .highest: highest(entries)
        case .median: median(entries)
        case .union: union(entries)
        case .grouped: grouped(entries)
        }
    }

    private mutating func commonest(_ entries: [Entry]) {
        let counts = Dictionary(entries.map { ($0.measurement.value, 1) }, uniquingKeysWith: +)
        let ranked = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        guard let first = ranked.first else { return }
        value = first.key
        unit = entries.first { $0.measurement.value == value }?.measurement.unit ?? ""
        if ranked.count > 1 { how = "\(first.value) of \(entries.count) times (\(ranked.count) values) in" }
    }

    private mutating func highest(_ entries: [Entry]) {
        let rank = { (entry: Entry) in Double(entry.measurement.value) ?? .infinity }
        guard let top = entries.max(by: { rank($0) < rank($1) }) else { return }
        (value, unit) = (top.measurement.value, top.measurement.unit)
        how = "the most, in \(top.caseID), of"
    }

    private mutating func median(_ entries: [Entry]) {
        let ranked = entries.map(\.measurement).sorted { (Double($0.value) ?? 0) < (Double($1.value) ?? 0) }
        guard let least = ranked.first, let most = ranked.last else { return }
        let middle = ranked[ranked.count / 2]
        (value, unit) = (middle.value, middle.unit)
        how = "the middle (least \(least.value), most \(most.value)) of"
    }

    private mutating func union(_ entries: [Entry]) {
        let items = Set(entries.flatMap { $0.measurement.value.split(separator: ", ").map(String.init) })
            .subtracting(["none"]).sorted()
        let left = items.count - Self.limit
        value = items.isEmpty ? "none" : items.prefix(Self.limit).joined(separator: ", ")
        if left > 0 { value += ", and \(left) more" }
    }

    private mutating func grouped(_ entries: [Entry]) {
        let groups = Dictionary(grouping: entries, by: \.measurement.value)
        value = groups.sorted { $0.key < $1.key }.map { value, entries in
            value + ": " + Set(entries.map(\.measurement.subject)).sorted().joined(separator: ", ")
        }.joined(separator: "; ")
    }
}
