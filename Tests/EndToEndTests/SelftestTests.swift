import Foundation
import Testing

/// `gateproof selftest` with a few gateways of each kind; continuous integration plays all with the release build.
@Suite struct SelftestTests {
    /// One of every area, subtle ones among them.
    private static let defects = [
        "seventh-event-byte", "hold-by-size", "bom-added", "finish-length-as-stop", "tool-arguments-reserialised",
        "usage-zeros-dropped", "seed-dropped", "schema-definitions-dropped", "content-null-as-empty",
        "400-becomes-500", "stream-error-swallowed", "retry-after-ms-dropped", "client-key-upstream",
        "short-content-length", "invent-stop-on-cut", "retry-after-first-byte", "failover-not-on-429",
        "embeddings-reordered", "terminal-event-lost",
    ]

    private struct Matrix: Decodable {
        struct Row: Decodable {
            var id: String
            var right: Bool
        }
        var rows: [Row]
        var caught: Int
        var defects: Int
    }

    @Test func theChecksCatchDefectsAndSpareHarmlessDifferences() throws {
        let outcome = try Binary.run(
            ["selftest", "--json", "--jobs", "2", "--defect"] + Self.defects + ["keys-reordered", "rechunked"])
        let matrix = try JSONDecoder().decode(Matrix.self, from: Data(outcome.output.utf8))
        #expect(matrix.rows.filter { !$0.right }.map(\.id) == [], "\(outcome.errors)")
        #expect(matrix.caught == Self.defects.count)
        #expect(matrix.rows.count == Self.defects.count + 3)
        #expect(outcome.status == 0)
    }

    @Test func anUnknownDefectIsAMistakeOfUsage() throws {
        let outcome = try Binary.run(["selftest", "--defect", "seed-droped"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("seed-dropped"))
    }
}
