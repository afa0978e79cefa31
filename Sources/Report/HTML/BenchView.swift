internal import Results

/// One load profile.
struct BenchView {
    let profile: Markup
    let load: Markup
    let invalid: Bool
    let doubts: [Markup]
    let generator: Markup
    let shifts: [ShiftView]
    let hasShifts: Bool
    let rows: [RowView]
    let plots: [PlotView]
    let claims: [ClaimView]
    let hasClaims: Bool
    let formulas: [FormulaView]
    let hasFormulas: Bool

    /// What a gateway says of its own overhead.
    struct ClaimView {
        let header: Markup
        let meaning: Markup
        let reported: Markup
        let measured: Markup
        let seen: Markup
    }

    /// How a metric is computed.
    struct FormulaView {
        let name: Markup
        let formula: Markup
    }

    /// What an arm adds to one metric.
    struct ShiftView {
        let metric: Markup
        let overDirect: Markup
        let overProxy: Markup
        let noise: Markup
    }

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
        generator = Markup("load generator: " + Self.facts(record.generator).joined(separator: ", "))
        shifts = Self.shifts(record)
        hasShifts = !shifts.isEmpty
        let names = Set(record.arms.values.flatMap(\.keys)).sorted()
        rows = names.flatMap { name in
            DerivedSeries.arms(record).compactMap { arm in record.arms[arm]?[name].map { Self.row($0, arm: arm) } }
        }
        claims = (record.claims ?? []).map { claim in
            ClaimView(
                header: Markup(claim.header), meaning: Markup(claim.meaning),
                reported: Markup("\(Figure.short(claim.reported)) ms"),
                measured: Markup("\(Figure.short(claim.measured)) ms"),
                seen: "\(claim.present) of \(claim.count)")
        }
        hasClaims = !claims.isEmpty
        formulas = names.compactMap { name in
            record.arms.values.compactMap { $0[name]?.formula }.first.map {
                FormulaView(name: Markup(name), formula: Markup($0))
            }
        }
        hasFormulas = !formulas.isEmpty
        plots = DerivedSeries.all(record).map(Self.plot).filter { !$0.drawing.isNull }
    }

    private static func facts(_ generator: BenchRecord.Generator) -> [String] {
        let late = Figure.duration(milliseconds: generator.latenessP99Microseconds / 1000)
        return [
            "99 % of requests at most \(late) late", "\(Figure.fixed(generator.clientCPUShare * 100, 0)) % of a core",
        ]
            + (generator.facts ?? []).map { "\($0.title) \(Figure.short($0.value)) \($0.unit)" }
    }

    private static func shifts(_ record: BenchRecord) -> [ShiftView] {
        let medians = (record.contrasts ?? []).filter { $0.quantile == "p50" && $0.arm != "proxy" }
        let arms = Set(medians.map(\.arm)).sorted()
        return medians.filter { $0.against == "direct" }.map { contrast in
            let title = record.arms[contrast.arm]?[contrast.metric]?.title ?? ""
            let beyond = medians.first {
                $0.metric == contrast.metric && $0.arm == contrast.arm && $0.against == "proxy"
            }
            let noise = max(contrast.resolution, beyond?.resolution ?? 0)
            return ShiftView(
                metric: "<b>\(contrast.metric)</b> \(title)\(arms.count > 1 ? ", \(contrast.arm)" : "")",
                overDirect: interval(contrast), overProxy: beyond.map(interval) ?? "",
                noise: Markup("\(Figure.short(noise)) \(contrast.unit)"))
        }
    }

    /// Bold where the whole interval lies beyond the noise.
    private static func interval(_ contrast: BenchRecord.Contrast) -> Markup {
        let sign = { (value: Double) in (value > 0 ? "+" : "") + Figure.short(value) }
        let estimate = "\(sign(contrast.estimate)) \(contrast.unit)"
        guard contrast.low.isFinite, contrast.high.isFinite else { return "\(estimate) <small>too few rounds</small>" }
        let nearest = contrast.low > 0 ? contrast.low : contrast.high < 0 ? -contrast.high : 0
        let range: Markup = "<small>\(sign(contrast.low)) to \(sign(contrast.high))</small>"
        return nearest > contrast.resolution ? "<b>\(estimate)</b> \(range)" : "\(estimate) \(range)"
    }

    private static func row(_ metric: BenchRecord.Metric, arm: String) -> RowView {
        let spread = [metric.p50, metric.p90, metric.p95, metric.p99, metric.p999, metric.max]
        let cells = spread.map { metric.count == 1 ? "" : Markup(Figure.short($0)) }
        return RowView(
            metric: Markup(metric.title), arm: Markup(arm), unit: Markup(metric.unit),
            cells: ["\(metric.count)", Markup(Figure.short(metric.mean))] + cells)
    }

    private static func plot(_ series: BenchSeries) -> PlotView {
        let legend = series.lines.indices.map { index -> Markup in
            "<span class=\"key \(Plot.style(of: index, in: series.lines))\">\(series.lines[index].name)</span>"
        }
        return PlotView(title: Markup(series.title), drawing: Plot(series).drawing, legend: legend.joined(" "))
    }
}
