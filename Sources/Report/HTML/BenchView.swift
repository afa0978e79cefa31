internal import Results

/// One load profile.
struct BenchView {
    let profile: Markup
    let load: Markup
    let invalid: Bool
    let doubts: [Markup]
    let generator: Markup
    let rows: [RowView]
    let plots: [PlotView]

    /// One metric of one arm.
    struct RowView {
        let metric: Markup
        let arm: Markup
        let unit: Markup
        let cells: [Markup]
    }

    /// A drawing and its legend.
    struct PlotView {
        let title: Markup
        let drawing: Markup
        let legend: Markup
    }

    init(_ record: BenchRecord) {
        profile = Markup(record.profile)
        load = Markup(record.load)
        invalid = !record.generator.valid
        doubts = record.generator.doubts.map { Markup($0) }
        let late = Figure.duration(milliseconds: record.generator.latenessP99Microseconds / 1000)
        let share = Figure.fixed(record.generator.clientCPUShare * 100, 0)
        generator = "load generator: 99 % of requests at most \(late) late, \(share) % of a core"
        let names = Set(record.arms.values.flatMap(\.keys)).sorted()
        let metrics = names.map { name in
            record.arms.keys.sorted().compactMap { arm in record.arms[arm]?[name].map { (name: arm, metric: $0) } }
        }
        rows = metrics.flatMap { $0.map { Self.row($0.metric, arm: $0.name) } }
        // The spread of a rate says little as a drawing.
        plots = metrics.filter { $0.first?.metric.better == "lower" }.map(Self.plot)
    }

    private static func row(_ metric: BenchRecord.Metric, arm: String) -> RowView {
        let values = [
            metric.mean, metric.p50, metric.p90, metric.p95, metric.p99, metric.p999, metric.max,
        ]
        return RowView(
            metric: Markup(metric.title), arm: Markup(arm), unit: Markup(metric.unit),
            cells: ["\(metric.count)"] + values.map { Markup(Figure.short($0)) })
    }

    private static func plot(_ arms: [(name: String, metric: BenchRecord.Metric)]) -> PlotView {
        let metric = arms.first?.metric
        let title = "\(metric?.title ?? ""), \(metric?.unit ?? "")"
        let legend = arms.enumerated().map { index, arm -> Markup in
            "<span class=\"key arm\(index % 4)\">\(arm.name)</span>"
        }
        return PlotView(
            title: Markup(title), drawing: QuantilePlot(title: title, arms: arms).drawing, legend: legend.joined(" "))
    }
}
