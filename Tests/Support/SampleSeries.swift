internal import Foundation
internal import Results

/// Data of each kind of drawing.
enum SampleSeries {
    static let all = [distribution, chunks, frontier, timeline]

    private static let distribution = BenchSeries(
        key: "cdf.ttft", title: "time to first token", x: .init("ttft", unit: "ms", logarithmic: true),
        y: .init("share of samples"),
        lines: [("direct", 4.1), ("gateway", 5.3)].map { name, base in
            let shares = (0...100).map { Double($0) / 100 }
            return .init(name: name, x: shares.map { base * (0.8 + 0.3 * $0 + 4 * pow($0, 30)) }, y: shares)
        })

    private static let chunks = BenchSeries(
        key: "out_by_chunk", title: "latency of each chunk", x: .init("chunk"), y: .init("out", unit: "us"),
        lines: ["direct", "gateway p50", "gateway p99"].enumerated().map { index, name in
            let numbers = (1...12).map { Double($0) }
            return .init(name: name, x: numbers, y: numbers.map { 40 + Double(index) * 60 + 90 / $0 })
        })

    private static let frontier = BenchSeries(
        key: "frontier", title: "how much load at which latency", x: .init("answers", unit: "1/s"),
        y: .init("99th percentile", unit: "ms", logarithmic: true),
        lines: [.init(name: "gateway", x: [400, 900, 1400, 1600, 1650], y: [5, 10, 50, 100, 500])])

    private static let timeline = BenchSeries(
        key: "timeline", title: "with faults on", x: .init("since the start", unit: "s"),
        y: .init("answers", unit: "1/s"),
        lines: [
            .init(name: "gateway", x: (0..<40).map { Double($0) }, y: (0..<40).map { 100 - (10..<20 ~= $0 ? 35 : 0) }),
            .init(name: "gateway, failed", x: (0..<40).map { Double($0) }, y: (0..<40).map { 10..<20 ~= $0 ? 35 : 0 }),
        ], marks: [.init(x: 10, text: "primary: 503"), .init(x: 20, text: "primary heals")])
}
