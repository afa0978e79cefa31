package import Results

/// A trend for machines: one object, `gateproof.trend/1`; members are only ever added.
package struct TrendJSON: Sendable {
    private let trend: Trend

    package init(_ trend: Trend) {
        self.trend = trend
    }

    /// The JSON object; ends with a line feed.
    package func text() throws -> String {
        try MachineJSON.text(Document(series: trend.series.map(Series.init)))
    }

    private struct Document: Encodable {
        var schema = "gateproof.trend/1"
        var series: [Series]
    }

    private struct Series: Encodable {
        var target: String
        var lane: String
        var runs: [Run]
        var changes: [Change]
        var metrics: [Metric]
        /// When figures of another machine or tool began.
        var machineChanges: [String]
        /// Runs whose figures are left out.
        var invalid: [String]

        init(_ series: Trend.Series) {
            target = series.target
            lane = series.lane
            runs = series.runs.map(Run.init)
            changes = series.changes.map { change in
                Change(
                    id: change.id, level: change.level, started: series.runs[change.run].started,
                    path: series.runs[change.run].path, before: change.before, after: change.after)
            }
            machineChanges = series.machineChanges.map { series.runs[$0].started }
            invalid = series.invalid.map { series.runs[$0].started }
            metrics = series.metrics.map { metric in
                Metric(
                    name: metric.name,
                    points: metric.points.map { Point(started: series.runs[$0.run].started, ratio: $0.ratio) },
                    changePoints: metric.changePoints.map {
                        Step(
                            started: series.runs[$0.run].started, path: series.runs[$0.run].path, before: $0.before,
                            after: $0.after, p: $0.p)
                    })
            }
        }
    }

    private struct Run: Encodable {
        var path: String
        var started: String
        var version: String
        var complete: Bool
        var verdict: String
        var score: Double?
        var cases: Int

        init(_ run: ResultGlance) {
            path = run.path
            started = run.started
            version = run.version
            complete = run.complete
            verdict = run.word
            score = TrendWords.hasScore(run) ? run.score : nil
            cases = run.cases.count
        }
    }

    private struct Change: Encodable {
        var id: String
        var level: String
        var started: String
        var path: String
        var before: String
        var after: String
    }

    private struct Metric: Encodable {
        var name: String
        var points: [Point]
        var changePoints: [Step]
    }

    private struct Point: Encodable {
        var started: String
        var ratio: Double
    }

    private struct Step: Encodable {
        var started: String
        var path: String
        var before: Double
        var after: Double
        var p: Double
    }
}
