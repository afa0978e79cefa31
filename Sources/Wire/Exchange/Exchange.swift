/// Both ends of one client request: what the client saw, and every attempt that reached a provider.
package struct Exchange: Sendable {
    package var client: ClientRecord
    /// In the order in which their first bytes were read.
    package var attempts: [Attempt]

    package init(client: ClientRecord, attempts: [Attempt]) {
        self.client = client
        self.attempts = attempts
    }

    package func attempts(at role: ProviderRole) -> [Attempt] {
        attempts.filter { $0.provider == role }
    }
}

/// The client's side of the world: sends one request and records what came back.
package protocol Exchanger: Sendable {
    /// Never throws: whatever the peer does is part of the record.
    func exchange(_ request: ClientRequest, observer: (any ExchangeObserver)?) async -> ClientRecord
}

/// Told of an answer while it arrives; called on the client's own thread, so it must not block.
package protocol ExchangeObserver: Sendable {
    /// The final head, before any body byte.
    func answered(_ head: ResponseHead)
    /// Body bytes as read, transfer coding included.
    func received(_ bytes: UnsafeRawBufferPointer, at instant: Instant)
}
