internal import Results
package import Suites

/// Whether a measurement may be quoted: what passed its limit, and what to do about it.
package struct Validity: Sendable, Equatable {
    /// Reasons not to quote the figures.
    package var faults: [String] = []
    /// What a reader should know; the figures stand.
    package var remarks: [String] = []

    /// Microseconds.
    package var latenessP99 = 0.0

    package var isValid: Bool { faults.isEmpty }

    static let clientShareLimit = 0.8
    static let pressureLimit = 0.25
    static let stealLimit = 0.02
    static let portLimit = 0.7
    static let residualLimitMicroseconds = 50.0

    /// Judges the measured rounds of a run.
    ///
    /// - Parameters:
    ///   - arms: names in the order of `RequestMeasure.arm`; all but `gateway` and its copy are ours and must be without fault.
    package static func judge(
        _ measures: [RequestMeasure], arms: [String], facts: RunFacts, dropped: Int, part: LoadPart
    ) -> Validity {
        var validity = Validity()
        validity.judgeLateness(measures)
        validity.judgeStamps(measures, arms: arms, facts: facts)
        validity.judgeAnswers(measures, arms: arms, dropped: dropped)
        validity.judgeMachine(facts)
        validity.judgePacing(measures, part: part)
        return validity
    }

    /// Judges the generator and the machine alone, where answers are meant to go wrong.
    package static func ofGenerator(_ measures: [RequestMeasure], facts: RunFacts, dropped: Int) -> Validity {
        var validity = Validity()
        validity.judgeLateness(measures)
        validity.judgeMachine(facts)
        let late = Quantile.type7(measures.map { Double($0.lateness) / 1e3 }, 0.99)
        validity.latenessP99 = late.isFinite ? late : 0
        if dropped > 0 {
            validity.faults.append("\(dropped) requests were not sent because too many were in flight: lower the rate")
        }
        return validity
    }

    /// Judges the machine alone.
    package static func ofMachine(_ facts: RunFacts) -> Validity {
        var validity = Validity()
        validity.judgeMachine(facts)
        return validity
    }

    // MARK: the generator

    private mutating func judgeLateness(_ measures: [RequestMeasure]) {
        guard !measures.isEmpty else {
            faults.append("nothing was measured")
            return
        }
        let limit = Self.latenessLimit(measures)
        let late = RoundFilter.lateCount(measures, limit)
        if Double(late) > RoundFilter.lateShare * Double(measures.count) {
            faults.append(
                "\(late) of \(measures.count) requests started more than \(short(limit)) ms late (1 % may): lower the rate, "
                    + "or run on an idle machine with more cores")
        }
    }

    /// Milliseconds: 1, or a tenth of the shortest arm's median time to first token where that is more.
    static func latenessLimit(_ measures: [RequestMeasure]) -> Double {
        let byArm = Dictionary(grouping: measures, by: \.arm)
        let medians = byArm.values.map { arm in
            Quantile.median(arm.compactMap { ($0.ttft ?? $0.ttfb).map { Double($0) / 1e6 } })
        }
        return max(1, (medians.filter(\.isFinite).min() ?? 0) / 10)
    }

    /// Judges how many rounds were left when those with late starts had been dropped.
    mutating func judgeRounds(kept: Int, played: Int, wanted: Int) {
        guard kept < played else { return }
        let text = "\(played - kept) of \(played) rounds were left out because requests started late"
        if Double(kept) < Double(wanted) * RoundFilter.wantedShare {
            faults.append(text + ": too noisy, repeat on an idle machine")
        } else {
            remarks.append(text)
        }
    }

    /// Judges whether the run had settled.
    mutating func judgeSteadiness(_ isSteady: Bool, settling: Int, growing: [String]) {
        if isSteady, settling > 0 {
            remarks.append("\(settling) more rounds were left out at the front, until every arm had settled (MSER-5)")
        }
        if !isSteady {
            remarks.append("steady: false; times went on changing (MSER-5 would leave out more than half)")
        }
        for arm in growing {
            faults.append(
                "requests pile up in the \(arm) arm, and take longer all along: it is overloaded, lower the rate")
        }
    }

    private mutating func judgeStamps(_ measures: [RequestMeasure], arms: [String], facts: RunFacts) {
        let impossible = measures.count { ($0.inward ?? 0) < 0 || $0.outward.contains { ($0 ?? 0) < 0 } }
        if impossible > 0 {
            faults.append("\(impossible) requests arrived before they were sent: the stamps do not belong together")
        }
        if facts.unstamped > 0 {
            remarks.append("the provider had no room to stamp \(facts.unstamped) requests (retries of the gateway?)")
        }
        for (index, arm) in arms.enumerated() where !arm.hasPrefix("gateway") {
            let rest = Quantile.median(
                measures.filter { $0.arm == index }.compactMap { $0.residual.map { Double($0) / 1e3 } })
            if abs(rest) > Self.residualLimitMicroseconds {
                faults.append(
                    "\(short(rest)) us of each request of the \(arm) arm are not accounted for: the machine was too busy, "
                        + "or this is an error of the harness")
            }
        }
    }

    // MARK: the answers

    private mutating func judgeAnswers(_ measures: [RequestMeasure], arms: [String], dropped: Int) {
        for (index, arm) in arms.enumerated() {
            let own = measures.filter { $0.arm == index }
            let bad = own.filter { !$0.isGood }
            guard !bad.isEmpty else { continue }
            let reasons = Dictionary(grouping: bad, by: \.trouble).map { "\($0.value.count)x \($0.key)" }.sorted()
            let text =
                "\(bad.count) of \(own.count) requests of the \(arm) arm failed (\(reasons.joined(separator: ", ")))"
            if arm.hasPrefix("gateway"), bad.count < own.count {
                remarks.append(text + "; figures are of the others")
            } else {
                faults.append(text)
            }
        }
        if dropped > 0 {
            faults.append("\(dropped) requests were not sent because too many were in flight: lower the rate")
        }
        let changed = measures.count { $0.correlation == .index }
        if changed > 0 { remarks.append("\(changed) answers had a changed text; events were matched by number") }
        let repeated = measures.count { $0.attempts > 1 }
        if repeated > 0 { remarks.append("\(repeated) requests reached the provider more than once") }
    }

    // MARK: the machine

    private mutating func judgeMachine(_ facts: RunFacts) {
        if facts.clientShare > Self.clientShareLimit {
            faults.append(
                "the client's thread was \(short(facts.clientShare * 100)) % busy (limit 80 %): the harness is the limit, "
                    + "lower the rate")
        }
        if let steal = facts.steal, steal > Self.stealLimit {
            remarks.append("the hypervisor took \(short(steal * 100)) % of the CPU time away: repeat on a quiet host")
        }
        if let pressure = facts.pressure, pressure > Self.pressureLimit {
            remarks.append(
                "tasks waited for a CPU in \(short(pressure * 100)) % of the time: other work disturbed the tails, "
                    + "repeat on an idle machine")
        }
        if let share = facts.portShare, share > Self.portLimit {
            faults.append(
                "\(short(share * 100)) % of the local ports are taken (limit 70 %): connections are not reused; lower the "
                    + "rate, or widen net.ipv4.ip_local_port_range")
        }
        if facts.cores < 4 {
            remarks.append(
                "client, providers and gateway share \(facts.cores) cores: medians at this low rate can be compared, "
                    + "capacities cannot")
        }
    }

    private mutating func judgePacing(_ measures: [RequestMeasure], part: LoadPart) {
        guard let pace = part.pace else { return }
        let errors = measures.flatMap(\.pacing).map { Double($0) / 1e6 }
        guard !errors.isEmpty, pace.everyNanoseconds > 0 else { return }
        let late = Quantile.type7(errors, 0.99)
        if late > max(2, Double(pace.everyNanoseconds) / 2e6) {
            remarks.append(
                "the provider wrote 1 % of its events more than \(short(late)) ms late; one-way figures use the real "
                    + "writes, times to tokens include it")
        }
    }

    private func short(_ value: Double) -> String {
        let digits = abs(value) >= 10 ? 1.0 : 100.0
        return "\((value * digits).rounded() / digits)".replacing(/\.0$/, with: "")
    }
}
