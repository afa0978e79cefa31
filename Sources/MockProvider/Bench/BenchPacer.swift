internal import NIOCore
internal import Wire

/// One timer for all streams: a heap of what is due, and a single task of the loop for the earliest of it.
///
/// Lives on the event loop. Deadlines are absolute, so lateness never adds up.
final class BenchPacer {
    private struct Entry {
        var due: Int64
        var connection: BenchConnection
    }

    private let loop: any EventLoop
    private var heap: [Entry] = []
    private var timer: Scheduled<Void>?
    private var timerDue = Int64.max
    private var isFiring = false

    init(loop: any EventLoop) {
        self.loop = loop
        heap.reserveCapacity(4096)
    }

    func wake(_ connection: BenchConnection, at due: Int64) {
        push(Entry(due: due, connection: connection))
        if !isFiring, due < timerDue { startTimer() }
    }

    private func startTimer() {
        timer?.cancel()
        guard let first = heap.first else {
            timerDue = .max
            timer = nil
            return
        }
        timerDue = first.due
        timer = loop.assumeIsolated().scheduleTask(deadline: .uptimeNanoseconds(UInt64(max(0, first.due)))) { [self] in
            fire()
        }
    }

    private func fire() {
        isFiring = true
        while let first = heap.first, first.due <= Instant.now().nanoseconds {
            pop()
            first.connection.isDue()
        }
        isFiring = false
        startTimer()
    }

    // MARK: heap

    private func push(_ entry: Entry) {
        var index = heap.count
        heap.append(entry)
        while index > 0, heap[(index - 1) / 2].due > heap[index].due {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private func pop() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var index = 0
        while true {
            let left = index * 2 + 1
            guard left < heap.count else { return }
            let right = left + 1
            let least = right < heap.count && heap[right].due < heap[left].due ? right : left
            guard heap[least].due < heap[index].due else { return }
            heap.swapAt(least, index)
            index = least
        }
    }
}
