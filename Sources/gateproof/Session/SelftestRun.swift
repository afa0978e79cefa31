internal import Checks
internal import Conformance
internal import Results
internal import Suites
internal import Synchronization

/// What `gateproof selftest` does: the clean gateway first, then every other in lanes side by side.
struct SelftestRun {
    var data: DataOptions
    var options: SelftestOptions

    func run() async throws -> ExitStatus {
        let progress = Progress(enabled: !options.quiet && !options.json)
        let contenders = try chosen()
        let unproven = Contender.unproven(among: Catalog.all.map(\.id))
        guard unproven.isEmpty else {
            throw Complaint(.conformance, "no defect names the checks \(unproven.joined(separator: ", "))")
        }
        let (target, selection) = try material()
        let clock = ContinuousClock()
        let start = clock.now
        let controls = ControlCache()
        let shift = Shift(contenders)
        let clean = try await SelftestLane.with(target: target, controls: controls, jobs: options.cases) { lane in
            try await lane.play(.clean, selection: selection, usual: SelftestFindings())
        }
        progress.say(SelftestText.line(clean.row))
        let usual = SelftestFindings(clean.records)
        let rows = try await withThrowingTaskGroup(of: [SelftestRow].self) { group in
            for _ in 0..<options.jobs {
                group.addTask {
                    try await SelftestLane.with(target: target, controls: controls, jobs: options.cases) { lane in
                        try await Self.work(lane, shift: shift, selection: selection, usual: usual, progress: progress)
                    }
                }
            }
            return try await group.reduce(into: [clean.row]) { $0 += $1 }
        }
        let matrix = SelftestMatrix(
            rows, order: [Contender.clean.arm] + contenders.map(\.arm),
            seconds: start.duration(to: clock.now) / .seconds(1))
        progress.clear()
        return deliver(matrix)
    }

    /// Takes contenders off the list until none is left.
    private static func work(
        _ lane: SelftestLane, shift: Shift, selection: SelftestSelection, usual: SelftestFindings, progress: Progress
    ) async throws -> [SelftestRow] {
        var rows: [SelftestRow] = []
        while let next = shift.next() {
            try Task.checkCancellation()
            var row = try await lane.play(next, selection: selection, usual: usual).row
            // Some defects depend on how bytes fall into reads, which a busy machine changes; a false alarm never passes.
            for _ in 0..<2 where row.isOnlyMissed {
                row = try await lane.play(next, selection: selection, usual: usual).row
            }
            rows.append(row)
            if row.isRight { progress.tick(SelftestText.line(row)) } else { progress.say(SelftestText.line(row)) }
        }
        return rows
    }

    private func material() throws -> (Target, SelftestSelection) {
        let library = try data.library()
        var target: Target
        do {
            target = try Target.load("builtin", folder: try data.suitesFolder() + "/targets")
        } catch {
            throw Complaint(.usage, "\(error)")
        }
        target.apiKeyEnv = nil
        let cases = library.cases.map { item in
            PlannedCase(item, level: library.level(of: item), target: target, slow: item.timeoutMilliseconds <= 30_000)
        }
        return (target, SelftestSelection(cases, exhaustive: options.exhaustive))
    }

    private func chosen() throws -> [Contender] {
        guard !options.defect.isEmpty else { return Contender.all }
        return try options.defect.map { name in
            guard let contender = Contender.all.first(where: { $0.arm.id == name }) else {
                let hint = Nearest.hint(name, among: Contender.all.map(\.arm.id))
                throw Complaint(.usage, "no defect or benign variant is called `\(name)`\(hint)")
            }
            return contender
        }
    }

    private func deliver(_ matrix: SelftestMatrix) -> ExitStatus {
        let text = SelftestText(matrix: matrix, quiet: options.quiet, checks: Catalog.all.map(\.id))
        if options.uncaughtChecks {
            for check in matrix.uncaught(among: Catalog.all.map(\.id)) { print(check) }
        } else {
            print(options.json ? text.json : text.table)
        }
        if matrix.rows.contains(where: { !$0.broken.isEmpty }) { return .broken }
        return matrix.isRight ? .success : .conformance
    }
}

/// The gateways that still have to be played, handed out one by one.
private final class Shift: Sendable {
    private let waiting: Mutex<[Contender]>

    init(_ contenders: [Contender]) {
        waiting = Mutex(contenders.reversed())
    }

    func next() -> Contender? {
        waiting.withLock { $0.popLast() }
    }
}
