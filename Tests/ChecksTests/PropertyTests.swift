import Checks
import Testing

/// Probes measure what their examples say, and never judge.
@Suite struct PropertyTests {
    @Test(arguments: Catalog.properties.map(\.id))
    func examplesMeasure(id: String) throws {
        let probe = try #require(Catalog.properties.first { $0.id == id })
        #expect(!probe.examples.isEmpty && !probe.title.isEmpty)
        for measured in probe.examples {
            #expect(probe.measure(measured.example.trial) == measured.expected, "\(id): \(measured.example.name)")
        }
    }

    @Test func listIsSortedAndUnique() {
        let ids = Catalog.properties.map(\.id)
        #expect(ids == Set(ids).sorted())
        #expect(ids.allSatisfy { Catalog.byID[$0] == nil })
    }
}
