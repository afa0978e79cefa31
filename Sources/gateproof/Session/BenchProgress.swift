internal import Benchmark
internal import Foundation
internal import Report
internal import Synchronization

/// Counts of a run that is going on, for the line on standard error; one short lock for each request.
final class BenchProgress: Sendable {
    private struct Counts {
        var started = 0
        var finished = 0
        var failed = 0
        /// Of the requests since the last line: eight steps for each doubling, from 1 us.
        var steps = [UInt32](repeating: 0, count: 256)
    }

    private let counts = Mutex(Counts())

    /// Called on the client's thread, as is `note`.
    func begin() {
        counts.withLock { $0.started += 1 }
    }

    func note(_ row: ClientLog.Row) {
        let microseconds = Double(max(1000, row.ended - row.intended)) / 1000
        let step = min(255, Int(log2(microseconds) * 8))
        counts.withLock { counts in
            counts.finished += 1
            if row.status != 200 || !row.isComplete { counts.failed += 1 }
            counts.steps[step] += 1
        }
    }

    /// Shows the line twice a second until the task is cancelled.
    func show(_ name: String, of count: Int, on progress: Progress) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(500))
            let now = counts.withLock { counts in
                defer { counts.steps = [UInt32](repeating: 0, count: 256) }
                return counts
            }
            progress.tick(Terminal.errorStyle.clip(Self.line(name, count, now), indent: 0))
        }
    }

    private static func line(_ name: String, _ count: Int, _ now: Counts) -> String {
        let recent = now.steps.reduce(0) { $0 + Int($1) }
        let times = recent == 0 ? "" : "  p50 \(quantile(0.5, now, recent))  p99 \(quantile(0.99, now, recent)) ms"
        return "\(name)  \(now.finished)/\(count)  \(recent * 2)/s  \(now.started - now.finished) in flight"
            + "  \(now.failed) failed\(times)"
    }

    private static func quantile(_ share: Double, _ now: Counts, _ recent: Int) -> String {
        var left = Int((Double(recent) * share).rounded(.up))
        let step = now.steps.firstIndex { count in
            left -= Int(count)
            return left <= 0
        }
        return String(format: "%.2f", exp2((Double(step ?? 255) + 0.5) / 8) / 1000)
    }
}
