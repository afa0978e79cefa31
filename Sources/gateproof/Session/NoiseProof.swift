internal import Benchmark
internal import Foundation
internal import Report
internal import Results
internal import Suites

/// `bench --aa`: the benchmark put to the test, by what it must not find.
struct NoiseProof {
    var target: TargetOptions
    var data: DataOptions
    var options: BenchOptions

    func run() async throws -> ExitStatus {
        let progress = Progress(enabled: !options.quiet)
        return try await Session.with(target, data: data, progress: progress) { session in
            try await BenchWorld.with(session) { world in
                try await noise(world, progress)
            }
        }
    }

    // MARK: A/A

    private func noise(_ world: BenchWorld, _ progress: Progress) async throws -> ExitStatus {
        let arms =
            world.arms
            + world.arms.map { arm in
                var copy = arm
                copy.name += NoiseFloor.suffix
                return copy
            }
        var valid = true
        for (index, part) in try BenchRun.profile(named: options.profile, data: data).parts.enumerated() {
            guard part.isInterleaved else { continue }
            let play = BenchPlay(world: world, arms: arms, progress: progress)
            for record in try await play.records(part, seed: options.seed &+ UInt64(index)) {
                valid = valid && record.generator.valid
                show(record)
                print(Self.row(["arm", "metric", "", "unit", "figure", "A/A shift", "95 % interval", "share", ""]))
                for finding in NoiseFloor.findings(record) { print(Self.row(Self.cells(finding, record))) }
                print("")
            }
        }
        print("share: the shift as a part of the arm's own figure; one interval in twenty misses zero by chance.")
        return valid ? .success : .broken
    }

    private static func cells(_ finding: NoiseFloor.Finding, _ record: BenchRecord) -> [String] {
        let own = record.arms[finding.arm]?[finding.metric]
        return [
            finding.arm, finding.metric, finding.quantile, finding.unit,
            short(finding.quantile == "p50" ? own?.p50 : own?.p90), short(finding.shift.estimate),
            "[\(short(finding.shift.low)), \(short(finding.shift.high))]", short(finding.share * 100) + " %",
            finding.isFalseAlarm ? "false alarm" : "",
        ]
    }

    private static func row(_ cells: [String]) -> String {
        zip(cells, [9, 10, 4, 4, 9, 10, 20, 8, 12]).map { cell, width in
            cell.padding(toLength: max(width, cell.count), withPad: " ", startingAt: 0)
        }.joined(separator: " ")
    }

    private func show(_ record: BenchRecord) {
        print("\(record.profile): \(record.load)")
        if !record.generator.valid { print("INVALID: not to be quoted") }
        for doubt in record.generator.doubts { print("  - \(doubt)") }
    }

    private static func short(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "?" }
        return String(format: abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.2f", value)
    }
}
