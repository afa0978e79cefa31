internal import Suites

extension CostReport {
    /// The report for a terminal, or as Markdown.
    package func text(markdown: Bool = false) -> String {
        let page = Page(isMarkdown: markdown)
        var lines = page.heading("\(workload.name): \(workload.title)") + page.list(inputs)
        lines += page.table(["card", "a month", "over list", "dated", "published", "source"], bills.map(row))
        lines += page.heading("How each figure comes about")
        for bill in bills { lines += page.list(steps(bill)) }
        if !breakEvens.isEmpty { lines += page.heading("Break-even") + page.list(breakEvens.flatMap(sentences)) }
        let notes = workload.notes + remarks
        if !notes.isEmpty { lines += page.heading("Notes") + page.list(notes) }
        return lines.joined(separator: "\n")
    }

    private var inputs: [String] {
        let tokens = workload.tokens
        return [
            "\(workload.requests.number) requests a month, each \(tokens.prompt.number) prompt and "
                + "\(tokens.completion.number) completion tokens: \((workload.requests * tokens.sum).number) tokens"
        ] + inference.steps.map { "inference at list price, \($0)" }
            + ["inference at list price in all: \(inference.total.dollars)"]
    }

    private func row(_ bill: Bill) -> [String] {
        let card = bill.card
        let dated = (card.date?.description ?? "undated") + (stale(card).map { " (\($0))" } ?? "")
        let amount = bill.refusal == nil ? bill.total.dollars : "not offered"
        return [
            card.name, amount, bill.refusal == nil ? over(bill) : "-", dated,
            published(card.name).map { verdict($0, bill) }.joined(separator: "; "), card.source,
        ]
    }

    private func stale(_ card: PriceCard) -> String? {
        guard card.date != nil else { return nil }
        return card.staleness(on: today).map { "\($0), look it up again" }
    }

    private func over(_ bill: Bill) -> String {
        let share = (bill.fees.high * .hundred / inference.total).map { " (\($0.text(places: 1))%)" } ?? ""
        return bill.fees.dollars + (bill.fees.isExact ? share : "")
    }

    private func verdict(_ published: Workload.Published, _ bill: Bill) -> String {
        let ours = published.isFee ? bill.fees : bill.total
        let word = ours.dollars == published.says.dollars ? "agrees" : "here \(ours.dollars)"
        return "\(published.says.dollars)\(published.isFee ? " fee" : "") (\(published.by)): \(word)"
    }

    private func steps(_ bill: Bill) -> [String] {
        let own = bill.lines.map { "\(bill.card.name), \($0.name): \($0.formula)" }
        let refusal = bill.refusal.map { ["\(bill.card.name): \($0)"] } ?? []
        return refusal + (own.isEmpty ? ["\(bill.card.name): nothing on top of the inference"] : own)
    }

    private var remarks: [String] {
        bills.flatMap { bill in
            published(bill.card.name).filter { !$0.note.isEmpty }.map { "\(bill.card.name): \($0.note)" }
        }
    }

    private func sentences(_ pair: Pair) -> [String] {
        let said = workload.breakEvens.first { $0.cheaper == pair.one && $0.than == pair.other }
        var lines =
            pair.low == pair.high
            ? Self.sentences(pair.low, pair, "")
            : Self.sentences(pair.low, pair, " (least figures)")
                + Self.sentences(pair.high, pair, " (greatest figures)")
        if let said, let tokens = said.tokens {
            lines.append("published by \(said.by): \(pair.one) is cheaper above \(tokens.number) tokens a month")
        }
        if let said, !said.note.isEmpty { lines.append(said.note) }
        return lines
    }

    private static func sentences(_ point: BreakEven, _ pair: Pair, _ which: String) -> [String] {
        if point.crossings.isEmpty {
            let names = "\(pair.one) and \(pair.other)"
            return [
                point.cheaperNow.map { "of \(names), \($0) is cheaper at every volume\(which)" }
                    ?? "\(names) cost the same\(which)"
            ]
        }
        return point.crossings.map {
            "\($0.cheaper) is cheaper than \($0.dearer) from \($0.requests.number) requests a month: "
                + "\($0.inference.dollars) of inference, \($0.tokens.number) tokens\(which)"
        }
    }
}

/// Lines of a page, for a terminal or as Markdown.
struct Page {
    var isMarkdown: Bool

    func heading(_ text: String) -> [String] {
        isMarkdown ? ["", "## \(text)", ""] : ["", text]
    }

    func list(_ items: [String]) -> [String] {
        items.map { (isMarkdown ? "- " : "  ") + $0 }
    }

    func table(_ header: [String], _ rows: [[String]]) -> [String] {
        if isMarkdown {
            let cells = [header, header.map { _ in "---" }] + rows
            return [""] + cells.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
        }
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return [""]
            + all.map { row in
                let cells = row.enumerated().map { index, cell in
                    index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
                }
                return "  " + cells.joined(separator: "  ")
            }
    }
}
