internal import Results

/// What each gateway of a card adds under load: the headline metrics that at least one result has.
struct ScorecardMetrics {
    struct Row: Equatable {
        var title: String
        /// One for each entry; empty where it was not measured.
        var cells: [String]
    }

    let rows: [Row]

    private static let headlines = ["ttft", "out", "out_first", "jitter", "in", "total"]

    init(_ card: Scorecard) {
        let parts = card.entries.flatMap { $0.result.bench.map(\.profile) }
        let profiles = parts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        rows = profiles.flatMap { profile in
            Self.headlines.compactMap { metric in Self.row(metric, profile, card.entries.map(\.result)) }
        }
    }

    private static func row(_ metric: String, _ profile: String, _ results: [RunResult]) -> Row? {
        let records = results.map { $0.bench.first { $0.profile == profile } }
        let cells = records.map { record in record.flatMap { cell(metric, $0) } ?? "" }
        guard cells.contains(where: { !$0.isEmpty }) else { return nil }
        let title = records.compactMap { $0?.arms.values.compactMap { $0[metric]?.title }.first }.first ?? metric
        return Row(title: "\(profile): \(metric), \(title)", cells: cells)
    }

    private static func cell(_ metric: String, _ record: BenchRecord) -> String? {
        let shift = record.contrasts?.first {
            $0.metric == metric && $0.quantile == "p50" && $0.against == "direct" && $0.arm != "proxy"
        }
        guard let shift else { return nil }
        let doubt = record.generator.valid ? "" : " (invalid)"
        return "\(shift.estimate >= 0 ? "+" : "")\(Figure.short(shift.estimate)) \(shift.unit)\(doubt)"
    }
}
