import Checks
import Testing

/// The rules that every check must obey, read from its own examples.
@Suite struct CatalogTests {
    @Test(arguments: Catalog.all.map(\.id))
    func passingExamplesYieldNothing(id: String) throws {
        let check = try #require(Catalog.byID[id])
        #expect(!check.passing.isEmpty)
        for example in check.passing {
            let findings = check.judge(example.trial)
            #expect(findings.isEmpty, "\(id): \(example.name): \(findings)")
        }
    }

    @Test(arguments: Catalog.all.map(\.id))
    func failingExamplesYieldFindings(id: String) throws {
        let check = try #require(Catalog.byID[id])
        #expect(!check.failing.isEmpty)
        for example in check.failing {
            #expect(!check.judge(example.trial).isEmpty, "\(id): \(example.name)")
        }
    }

    @Test(arguments: Catalog.all.map(\.id))
    func findingsAreShortAndPrecise(id: String) throws {
        let check = try #require(Catalog.byID[id])
        for finding in check.failing.flatMap({ check.judge($0.trial) }) {
            #expect(!finding.place.isEmpty && !finding.expected.isEmpty && !finding.actual.isEmpty, "\(id): \(finding)")
            #expect(finding.expected.count <= 260 && finding.actual.count <= 420, "\(id): \(finding)")
            #expect(!finding.actual.contains("\n"), "\(id): \(finding)")
        }
    }

    @Test(arguments: Catalog.all.map(\.id))
    func wordsAreInForm(id: String) throws {
        let check = try #require(Catalog.byID[id])
        #expect(check.requirement.wholeMatch(of: /[A-Z]+-[0-9]{3}/) != nil, "\(check.requirement)")
        #expect(id.wholeMatch(of: /[a-z]+\.[a-z0-9-]+/) != nil)
        #expect(check.rationale.hasSuffix(".") && check.rationale.count > 30)
        #expect(!check.title.isEmpty && !check.title.hasSuffix("."))
    }

    @Test func listIsSortedAndUnique() {
        let ids = Catalog.all.map(\.id)
        #expect(ids == Set(ids).sorted())
        #expect(Catalog.byID.count == ids.count)
    }
}
