extension CurlClient {
    /// Runs load until the director has no more arrivals and nothing is in flight, or the task is cancelled.
    ///
    /// The director is made on the client's thread and stays there; its summary comes back. Throws when the client
    /// has been shut down or the plan cannot be set up.
    package func load<Director: LoadDirector>(
        _ plan: LoadPlan, director make: @escaping @Sendable () -> Director
    ) async throws -> (Director.Summary, LoadReport) {
        guard !plan.requests.isEmpty else { throw ClientStartError("a load plan needs at least one request") }
        let number = nextNumber()
        let (inbox, options) = (inbox, options)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let posted = inbox.post { loop in
                    guard !loop.isStopping else {
                        return continuation.resume(throwing: ClientStartError("the client has been shut down"))
                    }
                    LoadSession(plan, number: number, director: make(), loop: loop) { continuation.resume(with: $0) }
                        .begin(options: options)
                }
                if !posted { continuation.resume(throwing: ClientStartError("the client has been shut down")) }
            }
        } onCancel: {
            _ = inbox.post { loop in loop.sessions.first { $0.number == number }?.stop() }
        }
    }
}
