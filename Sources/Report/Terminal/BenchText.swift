internal import Foundation
internal import Results

/// One load profile as a table: what each arm took, and what the gateway adds with its interval.
struct BenchText {
    let record: BenchRecord
    let style: TerminalStyle

    var lines: [String] {
        var lines = [style.paint(style.clip(record.profile), .bold)] + style.wrapped(record.load)
        if !record.generator.valid { lines.append(style.paint("INVALID: not to be quoted", .red, .bold)) }
        lines += record.generator.doubts.flatMap { style.wrapped("- " + $0) }.map { style.paint($0, .yellow) }
        lines += (record.contrasts ?? []).isEmpty ? plain : compared
        return lines + claims + generator
    }

    // MARK: arms side by side

    private static let headlines = [
        "ttft", "icl", "itl_mean", "e2e_close", "total", "in", "out", "out_first", "jitter",
    ]

    private var compared: [String] {
        let shown = Self.headlines.filter { metric in record.arms.values.contains { $0[metric] != nil } }
        let tails = gateways.count > 1 ? [] : ["gateway p90", "gateway p99"]
        var levels = TextTable(header: ["median", "unit"] + arms + tails)
        for metric in shown { levels.add(level(metric)) }
        var shifts = TextTable(header: [
            "difference of medians", "unit", "gateway - direct", "gateway - proxy", "noise",
        ])
        for metric in shown {
            for arm in gateways where contrast(metric, "direct", arm) != nil { shifts.add(shift(metric, arm)) }
        }
        return titled(levels) + titled(shifts) + between(shown) + [style.paint(style.clip(Self.legend), .dim)]
    }

    /// Further gateways beside the first.
    private func between(_ metrics: [String]) -> [String] {
        guard gateways.count > 1, let first = gateways.first(where: { isBase($0) }) else { return [] }
        let others = gateways.filter { $0 != first }
        let name = { (arm: String) in String(arm.dropFirst(8)) }
        var table = TextTable(
            header: ["difference of medians", "unit"] + others.map { "\(name($0)) - \(name(first))" })
        for metric in metrics {
            let cells = others.map { interval(contrast(metric, first, $0)) }
            table.add([Printable.line(metric), unit(metric)] + cells)
        }
        return titled(table)
    }

    /// The gateway that the others are held against.
    private func isBase(_ arm: String) -> Bool { (record.contrasts ?? []).contains { $0.against == arm } }

    /// What gateways say of their own overhead.
    private var claims: [String] {
        (record.claims ?? []).flatMap { claim in
            style.wrapped(
                "\(claim.arm) says in \(claim.header) (\(claim.meaning)): \(Figure.short(claim.reported)) ms; measured "
                    + "\(Figure.short(claim.measured)) ms; in \(claim.present) of \(claim.count) answers")
        }
    }

    private func titled(_ table: TextTable) -> [String] {
        let lines = table.lines().map { style.clip($0) }
        return [style.paint(lines[0], .dim)] + lines.dropFirst()
    }

    private static let legend =
        "  with 95 % intervals over rounds; differences below `noise` are not resolvable here"

    /// In the order of the path; others after.
    private var arms: [String] {
        let known = ["direct", "proxy", "gateway"].filter { record.arms[$0] != nil }
        return known + record.arms.keys.filter { !known.contains($0) }.sorted()
    }

    private func level(_ metric: String) -> [String] {
        let medians = arms.map { record.arms[$0]?[metric].map { Figure.short($0.p50) } ?? "" }
        let gateway = record.arms["gateway"]?[metric]
        let tails = gateways.count > 1 ? [] : [gateway?.p90, gateway?.p99].map { $0.map { Figure.short($0) } ?? "" }
        return [Printable.line(metric), unit(metric)] + medians + tails
    }

    /// One gateway is simply the gateway; several have names.
    private var gateways: [String] { arms.filter { $0 == "gateway" || $0.hasPrefix("gateway ") } }

    private func shift(_ metric: String, _ arm: String) -> [String] {
        let (over, beyond) = (contrast(metric, "direct", arm), contrast(metric, "proxy", arm))
        let name = arm == "gateway" ? metric : "\(metric) \(arm.dropFirst(8))"
        let noise = [over, beyond].compactMap { $0?.resolution }.max().map { Figure.short($0) } ?? ""
        return [Printable.line(name), unit(metric), interval(over), interval(beyond), noise]
    }

    private func unit(_ metric: String) -> String {
        record.arms.values.compactMap { $0[metric]?.unit }.first ?? ""
    }

    private func contrast(_ metric: String, _ against: String, _ arm: String) -> BenchRecord.Contrast? {
        record.contrasts?.first {
            $0.metric == metric && $0.quantile == "p50" && $0.arm == arm && $0.against == against
        }
    }

    private func interval(_ contrast: BenchRecord.Contrast?) -> String {
        guard let contrast else { return "" }
        guard contrast.low.isFinite, contrast.high.isFinite else { return Figure.short(contrast.estimate) + " ±?" }
        let sign = contrast.estimate >= 0 ? "+" : ""
        return
            "\(sign)\(Figure.short(contrast.estimate)) [\(Figure.short(contrast.low)), \(Figure.short(contrast.high))]"
    }

    private var generator: [String] {
        let own = record.generator
        // Nothing is late in a closed loop, where a request starts when another ends.
        guard own.latenessP99Microseconds > 0 || own.facts != nil else { return [] }
        var parts = ["99 % of starts at most \(Figure.short(own.latenessP99Microseconds)) us late"]
        parts += (own.facts ?? []).map { "\(Printable.line($0.title)) \(Figure.short($0.value)) \($0.unit)" }
        return style.wrapped("generator: " + parts.joined(separator: ", ")).map { style.paint($0, .dim) }
    }

    // MARK: a plain list

    private var plain: [String] {
        var table = TextTable(header: ["metric", "arm", "unit", "count", "mean", "p50", "p90", "p99", "p99.9", "max"])
        let metrics = Set(record.arms.values.flatMap(\.keys)).sorted {
            $0.compare($1, options: .numeric) == .orderedAscending
        }
        for metric in metrics {
            for arm in record.arms.keys.sorted() {
                guard let figures = record.arms[arm]?[metric] else { continue }
                table.add(row(figures, arm: arm))
            }
        }
        return table.lines().map { style.clip($0) }
    }

    /// A single figure has no spread to show.
    private func row(_ metric: BenchRecord.Metric, arm: String) -> [String] {
        if let low = metric.low, let high = metric.high {
            let interval = "\(Figure.short(metric.mean)) [\(Figure.short(low)), \(Figure.short(high))]"
            return [
                Printable.clipped(metric.title, to: 44), Printable.line(arm), metric.unit, "\(metric.count)", interval,
            ]
                + ["", "", "", "", ""]
        }
        let spread = [metric.p50, metric.p90, metric.p99, metric.p999, metric.max].map { Figure.short($0) }
        let values = metric.count == 1 ? ["", "", "", "", ""] : spread
        return [Printable.clipped(metric.title, to: 44), Printable.line(arm), metric.unit, "\(metric.count)"]
            + [Figure.short(metric.mean)] + values
    }
}
