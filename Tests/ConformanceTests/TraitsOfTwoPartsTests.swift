import Results
import Testing

@testable import Conformance

@Suite struct TraitsOfTwoPartsTests {
    private func trait(_ name: String, _ value: String, cases: Int = 9) -> PropertyRecord {
        PropertyRecord(name: name, value: value, note: "What it is; over \(cases) cases")
    }

    @Test(arguments: [
        ("attempts.amplification.failover", "2.0", "1.0", "2.0"),
        ("attempts.amplification.direct", "1.0", "3.0", "3.0"),
        ("failure.time-to-cancel.in-stream", "never", "12", "never"),
        ("request.added-headers", "via", "none", "via"), ("request.added-headers", "b, c", "a, b", "a, b, c"),
        ("failover.triggers", "stays: 400; switches: 503", "switches: 429", "stays: 400; switches: 429, 503"),
        ("gateway.memory.first", "12", "9", "12"), ("gateway.memory.last", "12", "9", "9"),
        ("gateway.memory.most", "12", "9", "12"),
    ])
    func whatEitherPartMeasuredCounts(name: String, before: String, after: String, joined: String) {
        let records = TraitsOfTwoParts.joined([trait(name, before)], [trait(name, after)])
        #expect(records.map(\.value) == [joined])
    }

    @Test func ofWhatCannotBeJoinedTheGreaterPartSpeaks() {
        let (many, few) = (trait("response.model", "kept", cases: 600), trait("response.model", "other", cases: 7))
        for record in TraitsOfTwoParts.joined([many], [few]) + TraitsOfTwoParts.joined([few], [many]) {
            #expect(record.value == "kept")
            #expect(record.note?.hasSuffix("600 cases, in one of two parts of the run") == true)
        }
        let cut = trait("response.dropped-headers", "a, and 63 more", cases: 3)
        #expect(
            TraitsOfTwoParts.joined([cut], [trait("response.dropped-headers", "b", cases: 1)])[0].value == cut.value)
    }

    @Test func traitsOfOnePartStay() {
        let records = TraitsOfTwoParts.joined([trait("stream.head", "x")], [trait("stream.obfuscation", "kept")])
        #expect(records == [trait("stream.head", "x"), trait("stream.obfuscation", "kept")])
        #expect(TraitsOfTwoParts.joined([], []).isEmpty)
    }
}
