internal import Conformance
internal import Foundation
internal import Results

/// The matrix as people and programs read it.
struct SelftestText {
    var matrix: SelftestMatrix
    /// Show only rows that are not as they should be.
    var quiet: Bool
    /// The catalogue.
    var checks: [String]

    var table: String {
        let shown = quiet ? matrix.rows.filter { !$0.isRight } : matrix.rows
        let width = shown.map(\.arm.id.count).max() ?? 0
        var lines = shown.map { row in
            "\(row.isRight ? "  " : "✗ ")\(row.arm.id.padding(toLength: width, withPad: " ", startingAt: 0))  "
                + Self.outcome(row)
        }
        for row in shown where !row.isRight { lines += ["", "✗ \(row.arm.id): \(row.arm.title)"] + Self.details(row) }
        return (lines + ["", summary]).joined(separator: "\n")
    }

    private var summary: String {
        let uncaught = matrix.uncaught(among: checks).count
        return "\(matrix.caught) of \(matrix.defects.count) defects caught by the checks that they name; "
            + "\(matrix.falseAlarms) false alarms in \(matrix.correct.count) correct gateways; "
            + "\(checks.count - uncaught) of \(checks.count) checks caught something; "
            + "\(matrix.rows.reduce(0) { $0 + $1.played }) plays, \(String(format: "%.1f", matrix.seconds)) s"
    }

    /// One line on standard error while the test goes on.
    static func line(_ row: SelftestRow) -> String {
        "\(row.arm.id): \(outcome(row)) (\(row.played) cases, \(String(format: "%.1f", row.seconds)) s)"
    }

    private static func outcome(_ row: SelftestRow) -> String {
        if !row.broken.isEmpty { return "\(row.broken.count) cases could not be judged" }
        guard row.arm.kind == .defect else {
            return row.failed.isEmpty
                ? "\(row.arm.kind.rawValue): \(row.played) cases, no false alarm" : "\(row.failed.count) false alarms"
        }
        if row.arm.checks.isEmpty { return "names no check" }
        return row.arm.checks.map { check in
            row.found[check].map { "\(check) (\(cases($0)))" } ?? "\(check) MISSED"
        }.joined(separator: ", ")
    }

    private static func cases(_ ids: [String]) -> String {
        ids.count == 1 ? ids[0] : "\(ids[0]) and \(ids.count - 1) more"
    }

    private static func details(_ row: SelftestRow) -> [String] {
        var lines = row.broken.map { "    \($0.id): \($0.reason ?? "error")" }
        if row.arm.kind == .defect {
            lines += row.others.map { "    also found by \($0) in \(cases(row.found[$0] ?? []))" }
            if row.found.isEmpty { lines.append("    no check found anything in \(row.played) cases") }
            return lines
        }
        for record in row.failed {
            lines += record.findings.prefix(3).map {
                "    \(record.id) (\(record.level)): \($0.check), \($0.kind) at \($0.place): expected \($0.expected), "
                    + "got \($0.actual)"
            }
            lines.append("      replay: \(record.replay)")
        }
        return lines
    }

    /// One object with a row for each gateway; keys sorted.
    var json: String {
        struct Row: Encodable {
            var id: String, kind: String, title: String, requirements: [String], checks: [String]
            var right: Bool, found: [String: [String]], missed: [String], failed: [String], broken: [String]
            var played: Int, seconds: Double
        }
        struct Table: Encodable {
            var schema = "gateproof.selftest/1"
            var rows: [Row], uncaughtChecks: [String], caught: Int, defects: Int, falseAlarms: Int, seconds: Double
        }
        let rows = matrix.rows.map { row in
            Row(
                id: row.arm.id, kind: row.arm.kind.rawValue, title: row.arm.title, requirements: row.arm.requirements,
                checks: row.arm.checks, right: row.isRight, found: row.found, missed: row.missed,
                failed: row.failed.map(\.id), broken: row.broken.map(\.id), played: row.played, seconds: row.seconds)
        }
        let table = Table(
            rows: rows, uncaughtChecks: matrix.uncaught(among: checks), caught: matrix.caught,
            defects: matrix.defects.count, falseAlarms: matrix.falseAlarms, seconds: matrix.seconds)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return (try? encoder.encode(table)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
