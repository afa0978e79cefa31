import Foundation
import Results
import Suites
import TestSupport
import Testing
import Wire

@testable import CostModel

/// The published sums of `suites/prices/workloads`, with the right figures beside them.
struct ExampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "suites/prices").path
    private static let files = CostFiles(folder: folder)
    private static let today = Day(number: 20_778)

    private static func report(_ name: String) throws -> CostReport {
        try CostReport(try files.workload(name), cards: try files.cards(), today: today)
    }

    @Test(arguments: [
        // article 000
        ("scenario-1", "openrouter", "$33.00"), ("scenario-1", "openrouter-000", "$33.00"),
        ("scenario-1", "portkey", "$49.00"), ("scenario-1", "litellm", "$50.00 to $100.00"),
        ("scenario-1-own-key", "openrouter-000", "$0.00"),
        ("scenario-2", "openrouter", "$275.00"), ("scenario-2", "portkey-000", "$450.00"),
        ("scenario-2", "portkey", "$490.00"), ("scenario-2", "litellm", "$950.00 to $2,300.00"),
        ("scenario-2-own-key", "openrouter-000", "$200.00"), ("scenario-2-own-key", "openrouter", "$0.00"),
        ("scenario-3", "openrouter", "$5,500.00"), ("scenario-3-own-key", "openrouter-000", "$4,950.00"),
        ("scenario-3-own-key", "openrouter", "$3,750.00"), ("scenario-3-dear", "openrouter", "$33,000.00"),
        ("scenario-3-dear-own-key", "openrouter-000", "$29,700.00"),
        ("scenario-3-dear-own-key", "openrouter", "$28,750.00"),
        ("scenario-3", "litellm", "$12,500.00 to $26,000.00"),
        // article 001: over the list price
        ("ten-million-tokens", "openrouter", "$0.80"), ("hundred-million-tokens", "openrouter", "$2.20"),
        // article 003
        ("small-markup", "openrouter-003", "$20.00"),
    ])
    func feesAreRight(workload: String, card: String, fees: String) throws {
        let bill = try #require(try Self.report(workload).bills.first { $0.card.name == card })
        #expect(bill.fees.dollars == fees)
    }

    @Test(arguments: [
        ("ten-million-tokens", "tokenmix-001-small", "$3.60"),
        ("ten-million-tokens", "openrouter-001", "$4.20 to $4.40"),
        ("ten-million-tokens", "portkey-001", "$4.00"), ("ten-million-tokens", "litellm", "$9.00"),
        ("ten-million-tokens", "openrouter", "$4.80"), ("ten-million-tokens", "cloudflare", "$4.00"),
        ("hundred-million-tokens", "tokenmix-001-large", "$34.00"), ("hundred-million-tokens", "litellm", "$60.00"),
        ("hundred-million-tokens", "openrouter-001", "$42.00 to $44.00"),
        ("hundred-million-tokens", "portkey-001", "$89.00"), ("hundred-million-tokens", "openrouter", "$42.20"),
    ])
    func totalsAreRight(workload: String, card: String, total: String) throws {
        let bill = try #require(try Self.report(workload).bills.first { $0.card.name == card })
        #expect(bill.total.dollars == total)
    }

    @Test(arguments: [
        ("self-hosting", "$3,636.36", "$14,545.46"), ("self-hosting-with-work", "$17,272.73", "$41,818.19"),
    ])
    func selfHostingPaysFrom(workload: String, low: String, high: String) throws {
        let pair = try #require(try Self.report(workload).breakEvens.first)
        let (least, most) = (try #require(pair.low.crossings.last), try #require(pair.high.crossings.last))
        #expect(least.cheaper == "litellm" && most.cheaper == "litellm")
        // One request costs 0.006 dollars here: the crossing is the first request beyond the exact point.
        let exact = try [low, high].map { try #require(Amount($0.filter { $0 != "$" && $0 != "," })) }
        #expect(least.inference >= exact[0] - Amount("0.01")! && least.inference <= exact[0] + Amount("0.01")!)
        #expect(most.inference >= exact[1] - Amount("0.01")! && most.inference <= exact[1] + Amount("0.01")!)
        #expect(least.tokens > Amount(3_000_000_000))
    }

    @Test func anImpossibleBreakEvenIsSaid() throws {
        let report = try Self.report("ten-million-tokens")
        #expect(report.breakEvens[0].low.crossings.isEmpty)
        #expect(report.text().contains("tokenmix-001-small is cheaper at every volume"))
    }

    /// Two fees that never meet, at volumes where a product of dollars and requests would be beyond an amount.
    @Test(arguments: ["scenario-2-own-key", "scenario-3-own-key", "scenario-3-dear-own-key", "scenario-1-own-key"])
    func greatVolumesInventNoBreakEven(workload: String) throws {
        for pair in try Self.report(workload).breakEvens {
            #expect(pair.low.crossings.isEmpty && pair.high.crossings.isEmpty)
        }
    }

    @Test func whatCannotBeBoughtIsRefused() throws {
        let bill = try #require(try Self.report("scenario-2").bills.first { $0.card.name == "portkey" })
        #expect(bill.refusal == "5,000,000 requests are more than the 3,000,000 that the card is for")
    }

    @Test func publishedFiguresStandBesideOurs() throws {
        let text = try Self.report("scenario-2").text()
        #expect(text.contains("$450.00 fee (article 000): agrees"))
        #expect(text.contains("$200.00 to $800.00 fee (article 000): here $950.00 to $2,300.00"))
        #expect(try Self.report("scenario-1").text().contains("$0.00 fee (article 000): here $49.00"))
    }

    @Test func inputsAreShown() throws {
        let text = try Self.report("cached-batch").text(markdown: true)
        #expect(text.contains("cached prompt: 600,000 × 3,000 tokens × $0.075 per million = $135.00"))
        #expect(text.contains("batch: 10% of it at 50% less = -$20.25"))
        #expect(text.contains("at least $0.80 × 1 purchase"))
    }

    @Test func allShippedFilesAreSound() throws {
        #expect(Self.files.lint() == [])
        for name in Self.files.workloadNames() { #expect(!(try Self.report(name).json.text.isEmpty)) }
    }

    @Test(
        arguments: [("2026-11-20", nil), ("2026-11-21", "91 days old"), ("2026-08-21", "dated 1 days ahead")]
            as [(String, String?)])
    func oldCardsAreFlagged(today: String, word: String?) throws {
        let card = try #require(try Self.files.cards()["openrouter"])
        #expect(card.staleness(on: try #require(Day(today))) == word)
    }
}
