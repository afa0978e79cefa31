import TestSupport
import Testing

@testable import Results

@Suite struct KnownFailingTests {
    private static let cases: Set = ["stream.framing.crlf", "stream.framing.lf", "errors.headers.retry-after"]
    private static let checks: Set = ["stream.done-once", "stream.fold-equal"]

    private func read(_ text: String) throws -> KnownFailing {
        try KnownFailing.read(text, file: "known-failing.txt", cases: Self.cases, checks: Self.checks)
    }

    @Test(arguments: ["\n", "\r\n"]) func entriesAreRead(lineEnd: String) throws {
        let lines = [
            "# a comment", "", "stream.framing.crlf  # splits on CR  https://example.org/7",
            "  stream.framing.lf\tstream.done-once # says it twice",
        ]
        let list = try read(lines.joined(separator: lineEnd))
        #expect(
            list.entries == [
                .init(caseID: "stream.framing.crlf", reason: "splits on CR", link: "https://example.org/7", line: 3),
                .init(caseID: "stream.framing.lf", check: "stream.done-once", reason: "says it twice", line: 4),
            ])
        #expect(list.entries(for: "stream.framing.lf").map(\.line) == [4])
        #expect(list.entries(for: "none").isEmpty)
    }

    @Test(arguments: [
        ("stream.framing.clrf # x", "there is no case \"stream.framing.clrf\"; did you mean \"stream.framing.crlf\"?"),
        ("zzz # x", "there is no case \"zzz\""),
        (
            "stream.framing.lf stream.done-one # x",
            "there is no check \"stream.done-one\"; did you mean \"stream.done-once\"?"
        ),
        ("stream.framing.lf", "say why after a \"#\", as in \"stream.framing.lf  # reason  https://…\""),
        (
            "stream.framing.lf # https://example.org",
            "say why after a \"#\", as in \"stream.framing.lf  # reason  https://…\""
        ),
        (
            "stream.framing.lf a b # x",
            "expected a case, a check at most, then \"# reason\"; found a third word \"b\""
        ),
    ])
    func aBadLineSaysWhatToWrite(line: String, message: String) {
        let error = #expect(throws: KnownFailing.Problems.self) { try read("\n" + line) }
        #expect(error?.description == "known-failing.txt:2: \(message)")
    }

    @Test func allProblemsAreToldAtOnce() {
        let text = "a # x\nstream.framing.lf # x\nstream.framing.lf # again\n"
        let error = #expect(throws: KnownFailing.Problems.self) { try read(text) }
        #expect(error?.all.map(\.line) == [1, 3])
        #expect(error?.all.last?.message == "stream.framing.lf is listed already on line 2")
    }

    @Test func aDraftCanBeReadBack() throws {
        let result = SampleResult.make()
        let draft = KnownFailing.draft(from: result)
        let list = try KnownFailing.read(draft, file: "x", cases: Set(result.cases.map(\.id)), checks: [])
        let failing = result.cases.filter { [.fail, .knownFailing].contains($0.verdict) }
        #expect(list.entries.map(\.caseID) == failing.map(\.id).sorted())
        #expect(list.entries.first { $0.caseID == "tools.stream.index" }?.link == "https://example.org/acme/issues/7")
    }
}
