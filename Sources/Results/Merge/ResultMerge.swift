/// Several results of one plan, from shards that ran side by side, as one.
package struct ResultMerge: Sendable {
    /// Why results cannot be merged, as a sentence.
    package struct Fault: Error, Equatable, CustomStringConvertible {
        package var description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// A result and the name by which messages call it.
    package struct Shard: Sendable {
        package var name: String
        package var result: RunResult

        package init(name: String, result: RunResult) {
            self.name = name
            self.result = result
        }
    }

    /// The merged result; refuses shards of different plans, targets or tools.
    package static func merged(_ shards: [Shard]) throws(Fault) -> RunResult {
        guard let first = shards.first, shards.count > 1 else { throw Fault("there must be at least two results") }
        for other in shards.dropFirst() { try verify(first, other) }
        try verifySeeds(shards)
        let results = shards.map(\.result)
        var result = first.result
        result.started = results.map(\.started).min() ?? first.result.started
        result.seconds = results.map(\.seconds).max() ?? 0
        result.complete = results.allSatisfy(\.complete)
        result.cases = cases(results)
        result.properties = properties(results)
        var profiles: [String] = []
        for record in results.flatMap(\.bench) where !profiles.contains(record.profile) {
            profiles.append(record.profile)
        }
        result.bench = profiles.map { profile in
            BenchMerge(
                shards: shards.compactMap { shard in
                    shard.result.bench.first { $0.profile == profile }.map { (shard.name, $0) }
                }, wanted: shards.count
            ).record
        }
        result.summary = Summary(cases: result.cases, strict: false, complete: result.complete)
        return result
    }

    private static func verify(_ first: Shard, _ other: Shard) throws(Fault) {
        let (left, right) = (first.result, other.result)
        guard let plan = left.planHash, let otherPlan = right.planHash else {
            let name = left.planHash == nil ? first.name : other.name
            throw Fault("\(name) does not say what its plan was; an older gateproof wrote it")
        }
        let facts: [(String, String, String)] = [
            ("plans", plan, otherPlan), ("suites", left.suiteDigest, right.suiteDigest),
            ("targets", left.target.name, right.target.name),
            ("target's versions", left.target.version, right.target.version),
            ("target's configurations", left.target.configDigest, right.target.configDigest),
            ("gateproofs", left.tool.version, right.tool.version),
        ]
        guard let difference = facts.first(where: { $0.1 != $0.2 }) else { return }
        throw Fault(
            "the \(difference.0) of \(first.name) and \(other.name) differ: \(difference.1) and \(difference.2)")
    }

    /// Two shards with one seed would have sent the same requests at the same moments.
    private static func verifySeeds(_ shards: [Shard]) throws(Fault) {
        var seen: [UInt64: String] = [:]
        for shard in shards where !shard.result.bench.isEmpty {
            if let twin = seen.updateValue(shard.name, forKey: shard.result.seed) {
                throw Fault(
                    "\(twin) and \(shard.name) have the same seed, \(shard.result.seed); give each shard its own")
            }
        }
    }

    /// Each case with its worst verdict, as when one run plays it several times.
    private static func cases(_ results: [RunResult]) -> [CaseRecord] {
        var worst: [String: CaseRecord] = [:]
        for item in results.flatMap(\.cases) {
            let attempts = (worst[item.id]?.attempts ?? 0) + item.attempts
            if worst[item.id].map({ $0.verdict < item.verdict }) ?? true { worst[item.id] = item }
            worst[item.id]?.attempts = attempts
        }
        return worst.values.sorted { $0.id < $1.id }
    }

    private static func properties(_ results: [RunResult]) -> [PropertyRecord] {
        var kept: [PropertyRecord] = []
        for item in results.flatMap(\.properties)
        where !kept.contains(where: { $0.name == item.name && $0.caseID == item.caseID && $0.value == item.value }) {
            kept.append(item)
        }
        return kept
    }
}
