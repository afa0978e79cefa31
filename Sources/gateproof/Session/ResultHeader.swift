internal import Foundation
internal import Results
internal import Suites

/// The part of a result that is known before the first case.
struct ResultHeader {
    var session: Session
    var library: Library
    /// The suites folder; results name the commit of its checkout.
    var folder: String
    var seed: UInt64
    var plan: PlanHash
    /// Whether a real provider stands behind the gateway.
    var isLive = false

    func make() -> RunResult {
        let target = session.target
        var result = RunResult(
            tool: RunResult.Tool(version: Version.text, commit: SourceCommit.read(near: folder), build: Version.build),
            started: Date().ISO8601Format(), command: CommandLine.arguments, machine: MachineFacts.read(),
            target: RunResult.TargetRecord(
                name: [target.name, target.variant].compactMap { $0 }.joined(separator: ":"), version: session.version,
                url: target.direct.baseURL, lane: target.lane, features: target.features.sorted(),
                configDigest: digest(of: session.written)))
        result.suiteDigest = library.digest
        result.seed = seed
        result.mode = (isLive ? .live : session.mode).rawValue
        result.planHash = plan.text
        result.requirements = library.requirements.map {
            RequirementRecord(id: $0.id, level: $0.level.rawValue, text: $0.text, sources: $0.sources)
        }
        return result
    }

    /// Changes when anything in the target's file that shapes the gateway changes, and with nothing else: a run is
    /// carried on, and joined with others, only where it is the same.
    private func digest(of target: Target) -> String {
        var digest = Fingerprint()
        // Where it listens is no part of what it is, and changes from run to run.
        for route in [target.direct, target.failover].compactMap({ $0 }) {
            digest.add("\(route.model) \(route.fields)")
        }
        digest.add("\(target.lane) \(target.features.sorted())")
        for (name, text) in (target.launch?.files ?? [:]).sorted(by: { $0.key < $1.key }) { digest.add(name + text) }
        return "\(digest)"
    }
}
