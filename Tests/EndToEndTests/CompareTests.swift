import Foundation
import Testing

/// `compare`, `result validate` and `--baseline` as a person meets them.
@Suite struct CompareTests {
    private static let nginx = "results/nginx/1.22.1.json"

    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        var says: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let rows: [Row] = [
        Row(arguments: ["compare", nginx, nginx], status: 0, says: ["no behaviour changed"]),
        Row(
            arguments: ["compare", "nginx", "nginx-buffered"], status: 0,
            says: ["stream.pacing.close-delimited", "should"]),
        Row(
            arguments: ["compare", "nginx", "nginx:buffered", "--strict"], status: 1, says: ["lost: passed before"]),
        Row(arguments: ["compare", "envoy/1.40.0", "results/litellm"], status: 1, says: ["usage.stream.shape"]),
        Row(arguments: ["compare", "nginx", "envoy", "--json"], status: 1, says: ["\"gateproof.comparison/1\""]),
        Row(
            arguments: ["compare", "nginx", "envoy", "--format", "markdown"], status: 1, says: ["### gateproof: nginx"]),
        Row(arguments: ["result", "validate", nginx], status: 0, says: ["valid"]),
        Row(arguments: ["result", "validate", "suites/schema/suite.json"], status: 64, says: ["$: lacks \"schema\""]),
    ]

    @Test(arguments: rows) func committedResultsCanBeCompared(_ row: Row) throws {
        let outcome = try Binary.run(row.arguments)
        #expect(outcome.status == row.status, "\(outcome.output)\(outcome.errors)")
        for part in row.says { #expect(outcome.output.contains(part), "\(outcome.output)") }
    }

    @Test func aBaselineTellsNewFailuresFromOldOnes() throws {
        let folder = try Binary.temporaryFolder()
        let (good, bad) = (folder.appending(path: "good.json").path, folder.appending(path: "bad.json").path)
        let play = ["run", "--suite", "headers.down", "--quiet", "--results", folder.path]
        let defect = ["--defect", "drop-retry-after"]
        #expect(try Binary.run(play + ["--out", good]).status == 0)
        #expect(try Binary.run(play + defect + ["--out", bad]).status == 1)
        let news = try Binary.run(play + defect + ["--baseline", good])
        #expect(news.status == 1, "\(news.errors)")
        #expect(news.output.contains("GATE FAILS") && news.output.contains("headers.down.retry-after"))
        let known = try Binary.run(play + defect + ["--baseline", bad])
        #expect(known.status == 0, "\(known.output)\(known.errors)")
        #expect(known.output.contains("GATE PASSES"))
        #expect(try Binary.run(play + ["--baseline", bad]).status == 0)
        let machine = try Binary.run(play + defect + ["--baseline", good, "--json"])
        #expect(machine.status == 1 && machine.errors.contains("GATE FAILS"))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(machine.output.utf8)) }
    }
}
