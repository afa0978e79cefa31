import Suites
import Testing
import Wire

@testable import Benchmark

@Suite struct AttributionTests {
    private static let words = (1...3).map { Fixture.pace.content(ofEvent: $0) }
    private static let plain: [(Int64, String)] = [
        (1400, Fixture.event(words[0])), (2450, Fixture.event(words[1])), (3360, Fixture.event(words[2])),
        (3370, Fixture.tail),
    ]

    @Test func splitsTheTimeOfAPlainStream() {
        let measure = Fixture.measure(Self.plain)
        #expect(measure.isGood)
        #expect(measure.trouble == "")
        #expect(measure.correlation == .exact)
        #expect(measure.arm == 1 && measure.round == 2)
        #expect(measure.lateness == 50_000)
        #expect(measure.inward == 100_000)
        #expect(measure.inwardFull == 150_000)
        #expect(measure.upstream == 150_000)
        #expect(measure.outward == [100_000, 150_000, 60_000])
        #expect(measure.jitter == [50_000, -90_000])
        #expect(measure.total == 2_371_000)
        // 2371 - 100 - (3310 - 1100) - (3370 - 3310)
        #expect(measure.residual == 1000)
        #expect(measure.ttft == 500_000)
        #expect(measure.ttfo == 500_000)
        #expect(measure.contentEnd == 2_460_000)
        #expect(measure.done == 2_470_000)
        #expect(measure.gaps == [1_050_000, 910_000])
        #expect(measure.pacing == [50_000, 50_000, 50_000])
    }

    @Test func findsEventsThatWereMerged() {
        let measure = Fixture.measure([
            (1400, Fixture.event(Self.words[0])), (3500, Fixture.event(Self.words[1] + Self.words[2])),
            (3510, Fixture.tail),
        ])
        #expect(measure.isGood)
        #expect(measure.correlation == .exact)
        #expect(measure.outward == [100_000, 1_200_000, 200_000])
        #expect(measure.jitter == [1_100_000, -1_000_000])
        #expect(measure.tokens == 2)
    }

    @Test func findsEventsThatWereSplit() {
        // The last letter of event 1 comes with the first of event 2.
        let (first, second) = (Self.words[0], Self.words[1])
        let measure = Fixture.measure([
            (1400, Fixture.event(String(first.dropLast()))),
            (1500, Fixture.event(String(first.suffix(1)) + String(second.prefix(1)))),
            (2500, Fixture.event(String(second.dropFirst()))), (3400, Fixture.event(Self.words[2])),
            (3410, Fixture.tail),
        ])
        #expect(measure.isGood)
        #expect(measure.outward == [200_000, 200_000, 100_000])
        #expect(measure.ttft == 500_000)
    }

    @Test func countsEventsThatCameInOneRead() {
        let measure = Fixture.measure([(3500, Self.words.map(Fixture.event).joined() + Fixture.tail)])
        #expect(measure.outward == [2_200_000, 1_200_000, 200_000])
        #expect(measure.coalesced == 2)
        #expect(measure.gaps == [])
        #expect(BenchMetric.burstRatio.values(measure) == [2.0 / 3])
    }

    @Test func fallsBackToNumbersWhenTheTextWasChanged() {
        var reads = Self.plain
        reads[1].1 = Fixture.event("XXXX")
        let measure = Fixture.measure(reads)
        #expect(!measure.isGood)
        #expect(measure.trouble == "the text was changed")
        #expect(measure.correlation == .index)
        #expect(measure.outward == [100_000, 150_000, 60_000])
    }

    @Test func tellsWhatIsMissing() {
        var reads = Self.plain
        reads.remove(at: 2)
        let lost = Fixture.measure(reads)
        #expect(lost.trouble == "the text was changed")
        #expect(lost.outward == [100_000, 150_000, nil])
        #expect(Fixture.measure(Array(Self.plain.prefix(2))).trouble == "the answer is not whole")
        #expect(Fixture.measure(Self.plain, status: 503).trouble == "status 503")
        let nothing = Fixture.measure([])
        #expect(nothing.outward == [nil, nil, nil])
        #expect(nothing.correlation == .none)
    }

    @Test func seesRolesAndReasoningBeforeOutput() {
        let role = Fixture.event("").replacing(#""content":"""#, with: #""role":"assistant","content":"""#)
        let thought = Fixture.event("x").replacing(#""content":"#, with: #""reasoning_content":"#)
        let measure = Fixture.measure([(1200, ": hello\n\n"), (1300, role), (1400, thought)] + Self.plain.suffix(3))
        #expect(measure.ttfe == 300_000)
        #expect(measure.ttfc == 400_000)
        #expect(measure.ttft == 500_000)
        #expect(measure.ttfo == 1_550_000)
    }

    @Test func measuresJSONToItsLastByte() {
        let body = #"{"choices":[{"message":{"content":"hello"}}]}"#
        let (log, row) = Fixture.log([(1500, String(body.prefix(10))), (1700, String(body.dropFirst(10)))])
        let reading = AnswerReading.read(head: log.head(row), transcript: log.transcript(row), isStream: false)
        let stamps = UpstreamStamps(words: [9, 1_100_000, 1_150_000, 1_300_000, 0, 1_300_000], stride: 6, dropped: 0)
        let measure = Attribution(answer: .json(bytes: 50))
            .measure(row, booking: Fixture.booking, reading: reading, attempts: [stamps[0]])
        #expect(measure.isGood)
        #expect(measure.outward == [400_000])
        #expect(measure.residual == 1000)
        #expect(measure.ttft == nil)
    }

    @Test func joinsByNonceAndCountsRetries() {
        let (log, _) = Fixture.log(Self.plain)
        let part = LoadPart(name: "t", answer: .stream(Fixture.pace), rate: 1, rounds: 1, perRound: 1)
        let words: [Int64] = [
            9, 1_010_000, 1_020_000, 0, 0, 1_030_000, 0, 0, 0, 7, 1, 1, 1, 0, 1, 1, 1, 1,
        ]
        let second: [Int64] = [9, 1_100_000, 1_150_000, 3_310_000, 0, 1_300_000, 1_300_000, 2_300_000, 3_300_000]
        let stamps = UpstreamStamps(words: words + second, stride: 9, dropped: 0)
        let timetable = Timetable(bookings: [Fixture.booking], arms: 2)
        let measure = timetable.measures(log, stamps, part: part)
        #expect(measure.map(\.attempts) == [2])
        #expect(measure.map(\.inward) == [100_000])
    }

    @Test func everyMetricHasAKeyOfItsOwnAndAFormula() {
        #expect(Set(BenchMetric.all.map(\.key)).count == BenchMetric.all.count)
        #expect(BenchMetric.all.allSatisfy { $0.formula.hasSuffix(".") && !$0.title.isEmpty })
        let measure = Fixture.measure(Self.plain)
        for metric in BenchMetric.all { #expect(!metric.values(measure).isEmpty, "\(metric.key)") }
        #expect(BenchMetric.meanInterToken.values(measure) == [0.98])
    }
}

@Suite struct EndpointTests {
    private static func read(_ events: [String], _ endpoint: LoadEndpoint) -> AnswerReading {
        let (log, row) = Fixture.log(events.enumerated().map { (Int64(1000 * ($0.offset + 1)), $0.element) })
        return AnswerReading.read(
            head: log.head(row), transcript: log.transcript(row), isStream: true, endpoint: endpoint)
    }

    @Test(arguments: [true, false])
    func readsTheTextOfResponses(ends: Bool) {
        let delta = { (text: String) in
            "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"\(text)\"}\n\n"
        }
        let end = "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{}}\n\n"
        let reading = Self.read(
            ["data: {\"type\":\"response.created\"}\n\n", delta("w1 "), delta("w2 ")] + (ends ? [end] : []), .responses)
        #expect(String(decoding: reading.text, as: UTF16.self) == "w1 w2 ")
        #expect(reading.arrivals.filter(\.hasText).map(\.at) == [2_000_000, 3_000_000])
        #expect(reading.arrivals.filter(\.hasText).map(\.contentEnd) == [3, 6])
        #expect(reading.firstEventAt == 1_000_000)
        #expect(reading.isWhole == ends)
        #expect(reading.doneAt == (ends ? 4_000_000 : nil))
    }

    @Test func readsTheTextOfCompletions() {
        let event = { (text: String) in "data: {\"choices\":[{\"index\":0,\"text\":\"\(text)\"}]}\n\n" }
        let reading = Self.read([event("w1 "), event("w2 ") + event("w3 "), "data: [DONE]\n\n"], .completions)
        #expect(String(decoding: reading.text, as: UTF16.self) == "w1 w2 w3 ")
        #expect(reading.arrivals.filter(\.hasText).map(\.at) == [1_000_000, 2_000_000, 2_000_000])
        #expect(reading.isWhole)
        #expect(!Self.read([event("w1 ")], .completions).isWhole)
    }
}
