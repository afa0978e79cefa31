internal import Benchmark
internal import Foundation
internal import Synchronization

/// Counts of a run that is going on, for the line on standard error; a few atomic additions for each request.
final class BenchProgress: Sendable {
    private let finished = Atomic<Int>(0)
    private let failed = Atomic<Int>(0)
    private let nanoseconds = Atomic<Int>(0)

    /// Called on the client's thread.
    func note(_ row: ClientLog.Row) {
        finished.add(1, ordering: .relaxed)
        if row.status != 200 || !row.isComplete { failed.add(1, ordering: .relaxed) }
        nanoseconds.add(Int(row.ended - row.intended), ordering: .relaxed)
    }

    /// Shows the line twice a second until the task is cancelled.
    func show(_ name: String, of count: Int, on progress: Progress) async {
        var before = 0
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(500))
            let done = finished.load(ordering: .relaxed)
            let mean = Double(nanoseconds.load(ordering: .relaxed)) / Double(max(1, done)) / 1e6
            progress.tick(
                "\(name)  \(done)/\(count) requests  \((done - before) * 2)/s  mean \(String(format: "%.2f", mean)) ms  "
                    + "\(failed.load(ordering: .relaxed)) failed")
            before = done
        }
    }
}
