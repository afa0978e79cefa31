/// What must be looked at before traffic moves from one gateway to another (`suites/migration/checklist.yaml`).
package struct Checklist: Sendable, Equatable {
    package var groups: [Group]
    package var pairs: [Pair]

    /// Rows about one subject, such as `M2` Streaming.
    package struct Group: Sendable, Equatable {
        package var id: String
        package var title: String
        package var rows: [Row]
    }

    /// One line of the report.
    package struct Row: Sendable, Equatable {
        package var id: String
        package var title: String
        /// Blocks a migration when it fails, or when nothing is known about it.
        package var isMust: Bool
        package var probe: Probe
        package var location: SourceLocation
    }

    /// How a row is decided.
    package enum Probe: Sendable, Equatable {
        /// Cases by id, beginning or glob.
        case cases([String])
        /// A figure of the benchmark.
        case metric(String)
        /// The map of model names.
        case models
        /// What the old gateway declares and the new one does not.
        case features
        /// The scan of recorded requests.
        case lockIn
        /// Only a person, or the live gateway, can tell; the reason.
        case live(String)
        case person(String)
    }

    /// Which groups count between two gateways; `any` stands for every one.
    package struct Pair: Sendable, Equatable {
        package var from: String
        package var to: String
        package var groups: [String]
        package var note: String
    }

    /// The groups for a migration, and the notes of all pairs that fit it; all groups where no pair fits.
    package func groups(from: String, to: String) -> (groups: [Group], notes: [String]) {
        let fitting = pairs.filter { Self.fits($0.from, from) && Self.fits($0.to, to) }
        let wanted = Set(fitting.flatMap(\.groups))
        let chosen = wanted.isEmpty ? groups : groups.filter { wanted.contains($0.id) }
        return (chosen, fitting.map(\.note).filter { !$0.isEmpty })
    }
}

extension Checklist {
    /// Whether a name of a table stands for a target: `portkey` does for `portkey-oss` and `portkey:plain`.
    package static func fits(_ name: String, _ target: String) -> Bool {
        name == "any" || name == target || target.hasPrefix(name + "-") || target.hasPrefix(name + ":")
    }
}

/// What only one gateway knows: fields and headers that tie a client to it (`suites/migration/lock-in/*.yaml`).
package struct LockInTable: Sendable, Equatable {
    package var gateway: String
    package var title: String
    package var fields: [Entry]
    package var headers: [Entry]
    package var models: [Entry]
    /// What a client may read from its answers; cannot be seen in requests.
    package var answers: [Entry]
    /// Its provider can never be ours, so that it is only judged live.
    package var isLiveOnly = false

    package struct Entry: Sendable, Equatable {
        /// A dotted path, a header's name or a model's id; `*` and `?` stand for anything.
        package var pattern: String
        package var means: String
        package var instead: String
    }
}
