internal import CostModel
internal import Foundation
internal import Suites
internal import Wire

/// What `gateproof cost` prints.
struct CostRun {
    var command: Cost

    func text() throws -> String {
        do {
            return try command.result == nil ? workload() : drift()
        } catch let problem as CostProblem {
            throw Complaint(.usage, "\(problem)")
        } catch let mistakes as Mistakes {
            throw Complaint(.usage, "\(mistakes)")
        }
    }

    private func files() throws -> CostFiles {
        CostFiles(folder: try command.dataOptions.suitesFolder() + "/prices")
    }

    private func workload() throws -> String {
        let files = try files()
        let report = try CostReport(
            try files.workload(command.workload ?? ""), cards: try files.cards(), names: command.card, today: today())
        return command.json ? report.json.text : report.text(markdown: command.format == .markdown)
    }

    private func drift() throws -> String {
        let cards = try files().cards()
        let name = command.card[0]
        guard let card = cards[name] else {
            throw CostProblem("no price card is called `\(name)`\(Nearest.hint(name, among: cards.keys.sorted()))")
        }
        let result = try ResultFile.read(command.result ?? "")
        let report = try DriftReport(result, card: card, model: command.model, today: today())
        return command.json ? report.json.text : report.text(markdown: command.format == .markdown)
    }

    private func today() throws -> Day {
        guard let text = command.today else { return Day(secondsSince1970: Int(Date().timeIntervalSince1970)) }
        guard let day = Day(text) else {
            throw Complaint(.usage, "--today \(text): write a day such as 2026-08-22")
        }
        return day
    }
}
