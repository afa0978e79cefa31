internal import Checks
package import Results
internal import Synchronization

/// What a run measures of a gateway beside right and wrong: the values of all probes over all cases.
package final class Traits: Sendable {
    private struct Key: Hashable {
        var probe: Int
        var scope: String
    }

    private struct Entry {
        var measurement: PropertyProbe.Measurement
        var caseID: String
    }

    private let entries = Mutex<[Key: [Entry]]>([:])

    package init() {}

    /// Measures a trial with every probe.
    func note(_ trial: Trial, caseID: String) {
        for (index, probe) in Catalog.properties.enumerated() {
            guard let measurement = probe.measure(trial) else { continue }
            let key = Key(probe: index, scope: measurement.scope)
            entries.withLock { $0[key, default: []].append(Entry(measurement: measurement, caseID: caseID)) }
        }
    }

    /// One value for each probe and scope that measured anything, sorted by name.
    package func records() -> [PropertyRecord] {
        entries.withLock { $0 }.map { key, entries in
            Self.record(Catalog.properties[key.probe], scope: key.scope, entries)
        }.sorted { $0.name < $1.name }
    }

    private static func record(_ probe: PropertyProbe, scope: String, _ entries: [Entry]) -> PropertyRecord {
        // Cases end in any order; what is written must not depend on it.
        let entries = entries.sorted { ($0.caseID, $0.measurement.value) < ($1.caseID, $1.measurement.value) }
        let cases = Set(entries.map(\.caseID)).count
        let digest = TraitDigest(entries.map { ($0.measurement, $0.caseID) }, combine: probe.combine)
        return PropertyRecord(
            name: scope.isEmpty ? probe.id : "\(probe.id).\(scope)", value: digest.value, unit: digest.unit,
            note: "\(probe.title); \(digest.how) \(cases) \(cases == 1 ? "case" : "cases")")
    }
}
