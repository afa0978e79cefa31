import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct TrendTests {
    private func glance(_ bytes: [UInt8]) throws -> ResultGlance {
        try bytes.withUnsafeBufferPointer { try GlanceReader.glance(at: $0, path: "x") }
    }

    @Test func aGlanceSeesWhatTheFullReaderSees() throws {
        let (sample, _) = SampleComparison.pair()
        let result = sample.sorted()
        let glance = try glance(try ResultWriter.encode(result))
        #expect(glance.complete && glance.started == result.started && glance.score == result.summary.score)
        #expect(glance.target == "acme" && glance.version == "1.55.3" && glance.lane == "passthrough")
        #expect(glance.cases.map(\.id) == result.cases.map(\.id))
        #expect(glance.cases.map(\.verdict) == result.cases.map(\.verdict.rawValue))
        #expect(
            glance.figures.map(\.name) == [
                "steady total p50", "steady total p90", "steady ttft p50", "steady ttft p90",
            ])
        #expect(abs((glance.figures.last?.ratio ?? 0) - 5.3 / 4.1) < 0.03)
    }

    @Test func theMachineIsPartOfIt() throws {
        var result = SampleResult.make()
        let first = try glance(try ResultWriter.encode(result)).machine
        result.tool.commit = "other"
        #expect(try glance(try ResultWriter.encode(result)).machine == first)
        result.machine.cores = 3
        #expect(try glance(try ResultWriter.encode(result)).machine != first)
    }

    @Test(arguments: [
        "", "{", "[]", "{\"schema\": \"other/1\"}", "{\"schema\": 1}", "{\"cases\": [1]}", "{\"a\": \"\\\"}",
    ])
    func whatIsNoResultIsASentence(text: String) {
        #expect(throws: ResultError.self) { try glance(Array(text.utf8)) }
    }

    @Test func anyDamageIsAnErrorOrAGlanceAndNeverACrash() throws {
        var small = SampleResult.full()
        small.cases = Array(small.cases.suffix(5))
        let bytes = try ResultWriter.encode(small)
        var random = SplitMix64(seed: 9)
        for round in 0..<300 {
            let damaged = random.mutated(bytes)
            _ = try? glance(round % 2 == 0 ? damaged : Array(damaged.prefix(random.below(damaged.count))))
        }
        let deep = Array("{\"x\": ".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: ResultError.self) { try glance(deep) }
    }

    private func run(_ night: Int, _ verdicts: [String: String], ratio: Double? = nil) -> ResultGlance {
        var glance = ResultGlance(path: "\(night).json")
        glance.started = "2026-11-\(night < 10 ? "0" : "")\(night)T00:00:00Z"
        glance.target = "acme"
        glance.complete = true
        glance.machine = "one"
        glance.cases = verdicts.sorted { $0.key < $1.key }.map { .init(id: $0.key, level: "must", verdict: $0.value) }
        glance.figures =
            ratio.map {
                [.init(profile: "p", metric: "ttft", quantile: "p50", ratio: $0, valid: true)]
            } ?? []
        return glance
    }

    @Test func verdictsAreComparedWithTheLastThatThereWas() {
        let runs = [
            run(3, ["a": "blocked", "b": "known-failing"]), run(1, ["a": "pass", "b": "fail"]), run(2, ["a": "fail"]),
            run(4, ["a": "unexpected-pass", "b": "error", "c": "pass"]), run(5, ["a": "pass", "b": "pass"]),
        ]
        let series = Trend(runs).series
        #expect(series.count == 1)
        #expect(series[0].runs.map(\.path) == ["1.json", "2.json", "3.json", "4.json", "5.json"])
        #expect(series[0].changes.map { "\($0.run) \($0.id) \($0.after)" } == ["1 a fail", "3 a pass", "4 b pass"])
    }

    @Test func levelsAreFoundWithinOneMachine() {
        let steps = (1...24).map {
            run($0, [:], ratio: $0 <= 12 ? 1.2 + Double($0 % 3) / 100 : 1.5 + Double($0 % 3) / 100)
        }
        let metric = Trend(steps).series[0].metrics[0]
        #expect(metric.name == "p ttft p50" && metric.points.count == 24)
        #expect(metric.changePoints.map(\.run) == [12])
        let moved = steps.enumerated().map { index, glance in
            var glance = glance
            if index >= 12 { glance.machine = "another" }
            return glance
        }
        #expect(Trend(moved).series[0].metrics[0].changePoints.isEmpty, "a new machine is no news of the gateway")
        let doubtful = steps.enumerated().map { index, glance in
            var glance = glance
            if index >= 12 { glance.figures[0].valid = false }
            return glance
        }
        #expect(Trend(doubtful).series[0].metrics[0].points.count == 12)
    }

    @Test func targetsAndLanesAreApart() {
        var other = run(1, [:])
        other.lane = "translate"
        var another = run(1, [:])
        another.target = "zeta"
        #expect(Trend([another, other, run(1, [:])]).series.map(\.target) == ["acme", "acme", "zeta"])
    }
}
