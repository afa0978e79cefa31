/// Lets one at a time through, in the order of arrival.
package actor Turnstile {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init() {}

    /// Runs `body` while nobody else does.
    package func alone<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        if isTaken { await withCheckedContinuation { waiting.append($0) } } else { isTaken = true }
        defer { if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() } }
        return try await body()
    }
}
