internal import Conformance
internal import Suites

/// A digest of what is to be played and measured; the seed is left out, so that shards of one plan have the same.
struct PlanHash {
    private var digest = Fingerprint()

    mutating func add(_ cases: [PlannedCase], options: RunOptions) {
        for item in cases {
            digest.add("\(item.definition.id) \(item.level.rawValue) \(item.notApplicable ?? "")")
        }
        digest.add("slow \(options.slow) strict \(options.strict) repeat \(options.repetitions)")
    }

    mutating func add(_ profile: LoadProfile) {
        digest.add(profile.name)
        for part in profile.parts { digest.add("\(part)") }
    }

    var text: String { "\(digest)" }
}
