internal import Foundation

/// What became of targets over many results.
package struct Trend: Sendable, Equatable {
    /// One for each target and lane, by name.
    package var series: [Series]

    /// The results of one target, oldest first.
    package struct Series: Sendable, Equatable {
        package var target: String
        package var lane: String
        package var runs: [ResultGlance]
        package var changes: [VerdictChange]
        package var metrics: [MetricSeries]
        /// Runs whose figures come from another machine or tool than the figures before them.
        package var machineChanges: [Int] = []
        /// Runs with figures that are left out because the load generator was past its limits.
        package var invalid: [Int] = []
    }

    /// A case that came to something else than when it was judged before.
    package struct VerdictChange: Sendable, Equatable {
        package var id: String
        package var level: String
        /// The run in which it was seen first.
        package var run: Int
        /// `pass` or `fail`; a known failure is a failure.
        package var before: String
        package var after: String
    }

    /// One metric relative to direct, in each run that has it.
    package struct MetricSeries: Sendable, Equatable {
        /// Such as `quick.stream ttft p50`.
        package var name: String
        package var points: [Point]
        package var changePoints: [ChangePoint]

        package struct Point: Sendable, Equatable {
            package var run: Int
            package var ratio: Double
        }

        /// Where the metric took another level.
        package struct ChangePoint: Sendable, Equatable {
            package var run: Int
            /// Ratios to direct.
            package var before: Double
            package var after: Double
            package var p: Double
        }
    }

    package init(_ results: [ResultGlance], rules: ChangePoints.Rules = .init()) {
        let groups = Dictionary(grouping: results) { "\($0.target)\u{0}\($0.lane)" }
        series = groups.sorted { $0.key < $1.key }.map { _, runs in
            let runs = runs.sorted { ($0.started, $0.path) < ($1.started, $1.path) }
            return Series(
                target: runs[0].target, lane: runs[0].lane, runs: runs, changes: Self.changes(runs),
                metrics: Self.metrics(runs, rules), machineChanges: Self.machineChanges(runs),
                invalid: runs.indices.filter { runs[$0].figures.contains { !$0.valid } })
        }
    }

    private static func machineChanges(_ runs: [ResultGlance]) -> [Int] {
        let measured = runs.indices.filter { runs[$0].figures.contains(where: \.valid) }
        return zip(measured, measured.dropFirst()).filter { runs[$0].machine != runs[$1].machine }.map(\.1)
    }

    /// Each case against the last run that judged it; runs that did not judge it are passed over.
    private static func changes(_ runs: [ResultGlance]) -> [VerdictChange] {
        var last: [String: Bool] = [:]
        var changes: [VerdictChange] = []
        for (index, run) in runs.enumerated() {
            for item in run.cases {
                guard let passed = passed(item.verdict) else { continue }
                guard let before = last.updateValue(passed, forKey: item.id), before != passed else { continue }
                changes.append(
                    VerdictChange(
                        id: item.id, level: item.level, run: index, before: before ? "pass" : "fail",
                        after: passed ? "pass" : "fail"))
            }
        }
        return changes
    }

    private static func passed(_ verdict: String) -> Bool? {
        switch verdict {
        case "pass", "unexpected-pass": true
        case "fail", "known-failing": false
        default: nil
        }
    }

    private static func metrics(_ runs: [ResultGlance], _ rules: ChangePoints.Rules) -> [MetricSeries] {
        var points: [String: [MetricSeries.Point]] = [:]
        for (index, run) in runs.enumerated() {
            for figure in run.figures where figure.valid {
                points[figure.name, default: []].append(.init(run: index, ratio: figure.ratio))
            }
        }
        return points.sorted { $0.key < $1.key }.map { name, points in
            MetricSeries(name: name, points: points, changePoints: changePoints(points, runs, rules))
        }
    }

    /// Change points within stretches of one machine: another machine is a change of its own.
    private static func changePoints(
        _ points: [MetricSeries.Point], _ runs: [ResultGlance], _ rules: ChangePoints.Rules
    ) -> [MetricSeries.ChangePoint] {
        var stretches: [[MetricSeries.Point]] = []
        for point in points {
            if let last = stretches.last?.last, runs[last.run].machine == runs[point.run].machine {
                stretches[stretches.count - 1].append(point)
            } else {
                stretches.append([point])
            }
        }
        return stretches.flatMap { stretch in
            ChangePoints.find(stretch.map { log($0.ratio) }, rules: rules).map { found in
                MetricSeries.ChangePoint(
                    run: stretch[found.index].run, before: exp(found.before), after: exp(found.after), p: found.p)
            }
        }
    }
}
