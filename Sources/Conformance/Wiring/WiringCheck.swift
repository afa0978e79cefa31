internal import Suites
internal import Wire

/// Proves, before any verdict, that both routes lead where the cases take them to lead.
package struct WiringCheck: Sendable {
    package var world: World
    package var wiring: Wiring
    /// Waits out or ends what a failing provider brings about in the gateway, as the target file says.
    package var recover: @Sendable () async throws -> Void

    package init(world: World, wiring: Wiring, recover: @escaping @Sendable () async throws -> Void = {}) {
        self.world = world
        self.wiring = wiring
        self.recover = recover
    }

    /// All statements, in the order in which they were found; ends early where nothing more can be told.
    package func run() async throws -> [WiringLine] {
        var lines = try await reach(.direct)
        guard lines.allSatisfy({ $0.outcome != .wrong }) else { return lines }
        lines.append(try await cache())
        // What follows would only show the cache again.
        guard lines.last?.outcome != .wrong else { return lines }
        for status in [503, 429] { lines.append(try await singleAttempt(status)) }
        lines.append(try await afterFailure())
        guard wiring.target.failover != nil else {
            return lines + [.unsure("there is no failover route", "failover is not judged; name one to have it judged")]
        }
        let failover = try await reach(.failover)
        lines += failover
        guard failover.allSatisfy({ $0.outcome != .wrong }) else { return lines }
        return lines + (try await takeOver())
    }

    // MARK: the way to a provider

    private func reach(_ route: Route) async throws -> [WiringLine] {
        let answer = try await visit(route, number: route == .direct ? 1 : 2).play()
        let judge = WiringJudge(wiring: wiring, route: route)
        if let problem = judge.unreached(answer) { return [problem] }
        return judge.reached(answer)
    }

    private func visit(_ route: Route, status: Int = 200, times: Int = 1, number: Int) -> WiringVisit {
        WiringVisit(world: world, wiring: wiring, route: route, status: status, times: times, number: number)
    }

    // MARK: the direct route is plain

    private func cache() async throws -> WiringLine {
        let answer = try await visit(.direct, times: 2, number: 3).play()
        guard answer.attempts.count < 2 else { return .right("nothing is cached: the same request reached it twice") }
        return .wrong(
            "the second of two equal requests did not reach a provider",
            "switch the gateway's cache off for \(wiring.subject(of: .direct)), semantic caches included")
    }

    private func singleAttempt(_ status: Int) async throws -> WiringLine {
        let answer = try await visit(.direct, status: status, number: status).play()
        let (primary, backup) = (answer.count(.primary), answer.count(.backup))
        let subject = wiring.subject(of: .direct)
        try await recover()
        if backup > 0 {
            return .wrong(
                "on the direct route a \(status) of the primary leads to the backup",
                "leave the primary as the only upstream of \(subject): no fallbacks, no balancing")
        }
        if primary == 0 {
            return .wrong(
                "on the direct route a request that should have met a \(status) reached no provider",
                "switch cool-downs and circuit breakers off for \(subject)")
        }
        if primary > 1 {
            return .wrong(
                "on the direct route a \(status) is asked for again: \(primary) attempts",
                "set the retries of \(subject) to 0, in the gateway and in the client library that it uses")
        }
        return .right("a \(status) of the primary is not retried")
    }

    private func afterFailure() async throws -> WiringLine {
        let answer = try await visit(.direct, number: 4).play()
        guard answer.count(.primary) > 0 else {
            return .wrong(
                "after two failures the primary is not asked any more",
                "switch cool-downs and circuit breakers off, or write `recovery: {wait: 5s}` into the target file")
        }
        return .right("a failing primary is not put aside")
    }

    // MARK: failover

    private func takeOver() async throws -> [WiringLine] {
        guard
            let status = [("failover.5xx", 503), ("failover.429", 429)].first(where: {
                wiring.target.features.contains($0.0)
            })?.1
        else {
            return [.unsure("no status is declared to lead to the backup", "the way to the backup was not tried")]
        }
        let answer = try await visit(.failover, status: status, number: 5).play()
        try await recover()
        let judge = WiringJudge(wiring: wiring, route: .failover)
        var lines = judge.takenOver(answer, status: status)
        guard lines.allSatisfy({ $0.outcome != .wrong }) else { return lines }
        let again = try await visit(.failover, number: 6).play()
        lines.append(
            again.attempts.first?.provider == .primary
                ? .right("the primary is asked first again")
                : .wrong(
                    "after a failure the backup stays first",
                    "switch cool-downs off, or write `recovery: {wait: 5s}` into the target file"))
        return lines
    }
}
