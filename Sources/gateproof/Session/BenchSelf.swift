internal import Client
internal import Foundation
internal import MockProvider
internal import Suites
internal import Wire

/// What the harness itself costs: the client against its own provider, with nothing between.
struct BenchSelf {
    /// One figure: what, how much, in which unit.
    struct Line {
        var title: String
        var value: Double
        var unit: String
    }

    func run() async throws -> [Line] {
        let provider = try await BenchProvider.start(ListenAddress(port: 0))
        do {
            let lines =
                try await requests(provider) + streams(provider) + events(provider) + paced(provider) + open(provider)
                + exact(provider)
            await provider.stop()
            return lines
        } catch {
            await provider.stop()
            throw error
        }
    }

    // MARK: small requests, one after the other on 16 connections

    private func requests(_ provider: BenchProvider) async throws -> [Line] {
        try await provider.prepare(.json(bytes: 360), capacity: 0)
        let figures = try await ClientBench.run(request(provider, stream: false), slots: 16, count: 60_000)
        let count = Double(max(1, figures.report.requests))
        return [
            Line(
                title: "client: requests per second, 16 connections", value: rate(count, figures.report.nanoseconds),
                unit: "1/s"),
            Line(
                title: "client: CPU for each small request",
                value: Double(figures.report.processorNanoseconds) / count / 1e3, unit: "us"),
        ]
    }

    // MARK: streams as fast as they come

    private func streams(_ provider: BenchProvider) async throws -> [Line] {
        let pace = PreparedAnswer.Pace(firstNanoseconds: 0, everyNanoseconds: 0, events: 13)
        try await provider.prepare(.stream(pace), capacity: 0)
        let figures = try await ClientBench.run(request(provider, stream: true), slots: 16, count: 20_000)
        let seconds = Double(max(1, figures.report.processorNanoseconds)) / 1e9
        return [
            Line(
                title: "client: streaming requests per CPU second, 16 connections",
                value: Double(figures.report.requests) / seconds, unit: "1/s")
        ]
    }

    // MARK: events, 400 streams of which each has one every 20 ms

    private func events(_ provider: BenchProvider) async throws -> [Line] {
        let pace = PreparedAnswer.Pace(firstNanoseconds: 20_000_000, everyNanoseconds: 20_000_000, events: 50)
        try await provider.prepare(.stream(pace), capacity: 2000)
        let figures = try await ClientBench.run(request(provider, stream: true), slots: 400, count: 1200, rate: 300)
        let stamps = try await provider.stamps()
        let events = Double(max(1, figures.report.requests * pace.events))
        let late = Self.lateness(stamps, pace)
        return [
            Line(
                title: "client: events per second, 300 streams", value: rate(events, figures.report.nanoseconds),
                unit: "1/s"),
            Line(
                title: "client: CPU for each event, 300 streams",
                value: Double(figures.report.processorNanoseconds) / events / 1e3,
                unit: "us"),
            Line(
                title: "provider: pacing error p99, 300 streams of 20 ms",
                value: late.isEmpty ? .nan : late[late.count * 99 / 100], unit: "ms"),
        ]
    }

    // MARK: many streams at once

    /// A thousand streams at a time, each with an event every 20 ms.
    private func paced(_ provider: BenchProvider) async throws -> [Line] {
        let pace = PreparedAnswer.Pace(firstNanoseconds: 20_000_000, everyNanoseconds: 20_000_000, events: 100)
        try await provider.prepare(.stream(pace), capacity: 2000)
        let figures = try await ClientBench.run(request(provider, stream: true), slots: 1100, count: 1500, rate: 500)
        let late = Self.lateness(try await provider.stamps(), pace)
        return [
            Line(
                title: "provider: pacing error p99, 1000 streams of 20 ms",
                value: late.isEmpty ? .nan : late[late.count * 99 / 100], unit: "ms"),
            Line(
                title: "client: CPU for each event, 1000 streams",
                value: Double(figures.report.processorNanoseconds)
                    / Double(max(1, figures.report.requests * pace.events)) / 1e3, unit: "us"),
            Line(title: "client: failed of 1500 paced streams", value: Double(figures.failures), unit: "requests"),
        ]
    }

    /// Five thousand streams that are open at the same time.
    private func open(_ provider: BenchProvider) async throws -> [Line] {
        let pace = PreparedAnswer.Pace(firstNanoseconds: 2_500_000_000, everyNanoseconds: 500_000_000, events: 3)
        try await provider.prepare(.stream(pace), capacity: 6000)
        let before = MachineLoad.residentBytes()
        let figures = try await ClientBench.run(request(provider, stream: true), slots: 5000, count: 5000, rate: 2500)
        let grown = Double(max(0, MachineLoad.residentBytes() - before)) / 5000 / 1024
        return [
            Line(title: "client: failed of 5000 open streams", value: Double(figures.failures), unit: "requests"),
            Line(title: "client and provider: memory for each open stream", value: grown, unit: "KiB"),
        ]
    }

    /// Milliseconds by which each event was late, sorted.
    private static func lateness(_ stamps: UpstreamStamps, _ pace: PreparedAnswer.Pace) -> [Double] {
        (0..<stamps.count).flatMap { index in
            let row = stamps[index]
            return row.writes.dropFirst().enumerated().compactMap { event, at in
                at.map {
                    Double($0 - row.read - pace.firstNanoseconds - Int64(event) * pace.everyNanoseconds) / 1e6
                }
            }
        }.sorted()
    }

    private func rate(_ count: Double, _ nanoseconds: Int64) -> Double {
        count * 1e9 / Double(max(1, nanoseconds))
    }

    func request(_ provider: BenchProvider, stream: Bool) -> LoadRequest {
        let arm = BenchArm(
            name: "direct", baseURL: provider.identity.origin + "/v1", model: provider.identity.model,
            key: provider.identity.key)
        let pace = PreparedAnswer.Pace(firstNanoseconds: 0, everyNanoseconds: 0, events: 1)
        return arm.request(
            LoadPart(name: "", answer: stream ? .stream(pace) : .json(bytes: 1), rate: 1, rounds: 1, perRound: 1))
    }
}
