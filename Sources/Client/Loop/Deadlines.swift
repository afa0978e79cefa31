/// Things to do at an instant, earliest first; a binary heap.
struct Deadlines {
    /// Names one entry, to cancel it.
    struct Token: Hashable {
        fileprivate var number: UInt64
    }

    private struct Entry {
        var at: Int64
        var number: UInt64
        var action: () -> Void
    }

    private var heap: [Entry] = []
    private var count: UInt64 = 0

    /// The earliest instant, in nanoseconds of the monotonic clock; nil when there is nothing to do.
    var next: Int64? { heap.first?.at }

    mutating func add(at instant: Int64, _ action: @escaping () -> Void) -> Token {
        count += 1
        heap.append(Entry(at: instant, number: count, action: action))
        rise(heap.count - 1)
        return Token(number: count)
    }

    /// Cancels an entry that has not been taken yet; may be called once per token.
    mutating func cancel(_ token: Token) {
        guard let index = heap.firstIndex(where: { $0.number == token.number }) else { return }
        remove(at: index)
    }

    /// Takes the first entry that is due at `now`.
    mutating func takeDue(_ now: Int64) -> (() -> Void)? {
        guard let first = heap.first, first.at <= now else { return nil }
        remove(at: 0)
        return first.action
    }

    private mutating func remove(at index: Int) {
        heap.swapAt(index, heap.count - 1)
        heap.removeLast()
        guard index < heap.count else { return }
        rise(index)
        sink(index)
    }

    private mutating func rise(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard precedes(child, parent) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return }
            let child = left + 1 < heap.count && precedes(left + 1, left) ? left + 1 : left
            guard precedes(child, parent) else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        (heap[left].at, heap[left].number) < (heap[right].at, heap[right].number)
    }
}
