internal import Synchronization

/// A value that is computed when it is first asked for, once, whoever asks.
package final class Lazy<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)
    private let compute: @Sendable () -> Value

    package init(_ compute: @escaping @Sendable () -> Value) {
        self.compute = compute
    }

    package var value: Value {
        stored.withLock { value in
            if let value { return value }
            let new = compute()
            value = new
            return new
        }
    }
}
