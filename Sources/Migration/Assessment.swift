package import Results
package import Suites

/// The checklist filled in: what is known about moving from one gateway to another.
package struct Assessment: Sendable {
    package enum Status: String, Sendable, CaseIterable {
        case pass, fail
        case notMeasurable = "not-measurable"
        case needsLive = "needs-live"
    }

    /// One line of the report.
    package struct Line: Sendable, Equatable {
        package var group: String
        package var id: String
        package var title: String
        package var status: Status
        package var before: String
        package var after: String
        package var detail: String
        /// What has to be done first; nil where the line does not block.
        package var block: String?
    }

    /// What is known of one side.
    package struct Side: Sendable {
        package var name: String
        /// Nil where nothing was measured.
        package var result: RunResult?
        /// Whether it can only be judged live, because its provider cannot be ours.
        package var isLiveOnly: Bool
        /// How sentences call it: its name, with the version where the other side is the same gateway.
        var shown: String

        package init(name: String, result: RunResult?, isLiveOnly: Bool = false) {
            self.name = name
            self.result = result
            self.isLiveOnly = isLiveOnly
            shown = name
        }

        package var label: String {
            result.map { "\(name) \($0.target.version)" } ?? "\(name) (not measured)"
        }
    }

    package var from: Side
    package var to: Side
    package var lines: [Line]
    package var notes: [String]
    package var models: ModelMap?
    package var scan: LockInScan?

    package init(
        from: Side, to: Side, checklist: Checklist, models: ModelMap? = nil, scan: LockInScan? = nil
    ) {
        self.from = from
        self.to = to
        self.models = models
        self.scan = scan
        let chosen = checklist.groups(from: from.name, to: to.name)
        // What is said of leaving a gateway is not so for another version of it.
        notes = from.name == to.name ? [] : chosen.notes
        if from.name == to.name { (self.from.shown, self.to.shown) = (from.label, to.label) }
        lines = []
        for group in chosen.groups {
            for row in group.rows { lines.append(line(row, group: "\(group.id) \(group.title)")) }
        }
    }

    /// What has to be done before anything moves, in the order of the checklist.
    package var blocks: [String] {
        lines.compactMap(\.block)
    }

    private func line(_ row: Checklist.Row, group: String) -> Line {
        let blank = Line(
            group: group, id: row.id, title: row.title, status: .notMeasurable, before: "-", after: "-", detail: "")
        switch row.probe {
        case .cases(let patterns): return cases(row, patterns, blank)
        case .metric(let metric): return figure(metric, blank)
        case .models: return modelLine(row, blank)
        case .features: return features(row, blank)
        case .lockIn: return lockInLine(row, blank)
        case .live(let why): return with(blank, .needsLive, why)
        case .person(let why): return with(blank, .notMeasurable, why)
        }
    }

    private func with(_ line: Line, _ status: Status, _ detail: String, block: String? = nil) -> Line {
        var line = line
        (line.status, line.detail, line.block) = (status, detail, block)
        return line
    }
}

extension Assessment {
    private func cases(_ row: Checklist.Row, _ patterns: [String], _ blank: Line) -> Line {
        let (before, after) = (CaseCount(from.result, patterns), CaseCount(to.result, patterns))
        var line = blank
        (line.before, line.after) = (before.text, after.text)
        guard to.result != nil else {
            let why = to.isLiveOnly ? "\(to.shown) can only be judged live" : "\(to.shown) was not measured"
            let block = row.isMust ? "\(row.id): \(why); nothing is known about: \(row.title)" : nil
            return with(line, to.isLiveOnly ? .needsLive : .notMeasurable, why, block: block)
        }
        guard after.judged > 0 else {
            return with(line, .notMeasurable, after.reason ?? "no case of it was judged")
        }
        // What the harness could not judge on the old gateway may have worked there.
        let lost = after.failing.filter {
            before.passing.contains($0) || before.unclear.contains($0) || from.result == nil
        }
        let required = lost.filter { after.required.contains($0) }
        let gained = before.failing.filter { after.passing.contains($0) }
        var words: [String] = []
        if !lost.isEmpty { words.append("fails here: \(Self.some(lost))") }
        if !gained.isEmpty { words.append("passes only here: \(Self.some(gained))") }
        let both = after.failing.filter { before.failing.contains($0) }
        let new = after.failing.filter { !lost.contains($0) && !both.contains($0) }
        if !new.isEmpty { words.append("fails here, and does not apply to \(from.shown): \(Self.some(new))") }
        if !both.isEmpty { words.append("fails on both: \(Self.some(both))") }
        let isBlocking = row.isMust && !required.isEmpty
        let block =
            isBlocking
            ? "\(row.id): \(required.count) required \(required.count == 1 ? "case fails" : "cases fail") on \(to.shown)"
                + (from.result == nil ? "" : " that \(required.count == 1 ? "passes" : "pass") on \(from.shown)")
                + ": \(Self.some(required))"
            : nil
        return with(line, after.failing.isEmpty ? .pass : .fail, words.joined(separator: "; "), block: block)
    }

    static func some(_ names: [String]) -> String {
        names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
    }

    private func figure(_ metric: String, _ blank: Line) -> Line {
        var line = blank
        let (before, after) = (Self.contrast(from.result, metric), Self.contrast(to.result, metric))
        if let before { line.before = before }
        if let after { line.after = after }
        if to.isLiveOnly {
            return with(line, .needsLive, "\(to.shown) can only be measured live, paired with the provider")
        }
        if after == nil, let result = to.result, Self.isUnfit(result, metric) {
            let why = "the benchmark of \(to.shown) is not to be quoted; repeat it on an idle machine or with less load"
            return with(line, .notMeasurable, why)
        }
        guard after != nil else {
            return with(line, .notMeasurable, "no benchmark in the result of \(to.shown); run with --bench quick")
        }
        return with(line, .pass, "a figure, not a verdict; `gateproof compare` says whether a change is real")
    }

    /// The median that a gateway adds to going straight, with its interval.
    static func contrast(_ result: RunResult?, _ metric: String) -> String? {
        for bench in result?.bench ?? [] where bench.generator.valid {
            let found = (bench.contrasts ?? []).first {
                $0.metric == metric && $0.quantile == "p50" && $0.arm == "gateway" && $0.against == "direct"
            }
            guard let found else { continue }
            let part: (Double) -> String = { value in
                let scaled = (value * 1000).rounded() / 1000
                return scaled == scaled.rounded() && abs(scaled) < 1e9 ? String(Int(scaled)) : "\(scaled)"
            }
            return "+\(part(found.estimate)) \(found.unit) [\(part(found.low)), \(part(found.high))]"
        }
        return nil
    }

    /// Whether the metric was measured, but only where the load generator was past its limits.
    static func isUnfit(_ result: RunResult, _ metric: String) -> Bool {
        let measured = result.bench.filter { $0.arms["gateway"]?[metric] != nil }
        return !measured.isEmpty && measured.allSatisfy { !$0.generator.valid }
    }

    private func modelLine(_ row: Checklist.Row, _ blank: Line) -> Line {
        guard let models else {
            return with(blank, .notMeasurable, "name both lists: --from-models and --to-models, each a file or URL")
        }
        var line = blank
        line.before = "\(models.matches.count) models"
        let missing = models.matches.filter { $0.match == .missing }.map(\.from)
        let unclear = models.matches.filter { if case .ambiguous = $0.match { true } else { false } }.map(\.from)
        line.after = "\(models.matches.count - missing.count - unclear.count) found"
        let open = missing + unclear
        let detail = open.isEmpty ? "" : "no model or more than one for: \(Self.some(open))"
        let block = row.isMust && !open.isEmpty ? "\(row.id): decide on a model in place of \(Self.some(open))" : nil
        return with(line, open.isEmpty ? .pass : .fail, detail, block: block)
    }

    private func features(_ row: Checklist.Row, _ blank: Line) -> Line {
        guard let mine = from.result?.target.features, let theirs = to.result?.target.features else {
            return with(blank, .notMeasurable, "needs a result of both gateways")
        }
        var line = blank
        (line.before, line.after) = ("\(mine.count)", "\(theirs.count)")
        let lost = mine.filter { !theirs.contains($0) }.sorted()
        guard !lost.isEmpty else { return with(line, .pass, "") }
        let block = "\(row.id): decide who does what \(to.shown) does not declare: \(lost.joined(separator: ", "))"
        return with(line, .fail, "lost: \(lost.joined(separator: ", "))", block: row.isMust ? block : nil)
    }

    private func lockInLine(_ row: Checklist.Row, _ blank: Line) -> Line {
        guard let scan else {
            return with(
                blank, .notMeasurable,
                "no recorded requests (--requests), or no table of what only \(from.shown) knows (suites/migration/lock-in)"
            )
        }
        var line = blank
        line.before = "\(scan.requests) requests"
        line.after = "\(scan.hits.count) ties"
        let detail = scan.hits.map { "\($0.kind) \($0.name) in \($0.count)" }.joined(separator: "; ")
        guard !scan.hits.isEmpty else { return with(line, .pass, "nothing that only \(from.shown) knows") }
        let block = scan.hits.map { hit in
            "\(row.id): \(hit.count) of \(scan.requests) requests use the \(hit.kind) `\(hit.name)`, which only "
                + "\(from.shown) knows" + (hit.instead.isEmpty ? "" : " (\(hit.instead))")
        }
        return with(line, .fail, detail, block: row.isMust ? block.joined(separator: "\n") : nil)
    }
}

/// The cases of one row on one side.
struct CaseCount {
    var passing: Set<String> = []
    var failing: [String] = []
    /// Cases that the harness could not judge.
    var unclear: Set<String> = []
    var required: Set<String> = []
    /// Why nothing was judged.
    var reason: String?

    init(_ result: RunResult?, _ patterns: [String]) {
        let records = (result?.cases ?? []).filter { record in patterns.contains { Glob.matches(record.id, $0) } }
        for record in records {
            switch record.verdict {
            case .pass, .unexpectedPass: passing.insert(record.id)
            case .fail, .knownFailing: failing.append(record.id)
            case .notApplicable, .notMeasurable, .blocked, .error: reason = reason ?? record.reason
            }
            if [.blocked, .error].contains(record.verdict) { unclear.insert(record.id) }
            if record.level == "must" { required.insert(record.id) }
        }
    }

    var judged: Int { passing.count + failing.count }
    var text: String { judged == 0 ? "-" : "\(passing.count)/\(judged)" }
}
