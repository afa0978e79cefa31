internal import Wire

extension Exchange {
    /// The attempts without those that were lost with a kept-alive connection and sent again at the same provider.
    ///
    /// A provider that closes a connection between two requests looks just so, and RFC 9112 section 9.3.1 has the
    /// request sent again: that is no policy of retries, and happens or not by what was sent on the connection before.
    var decidedAttempts: [Attempt] {
        attempts.enumerated().filter { index, attempt in
            !attempt.wasLostWithItsConnection
                || !attempts[(index + 1)...].contains { $0.provider == attempt.provider }
        }.map(\.element)
    }

    /// As two requests on a kept-alive connection, the first of which was answered before: for examples.
    func lostWithAKeptConnection() -> Exchange {
        var exchange = self
        for index in exchange.attempts.indices.dropLast() { exchange.attempts[index].requestOnConnection = 2 }
        return exchange
    }
}

extension Attempt {
    /// Not a byte of an answer came on a connection that had served a request before.
    fileprivate var wasLostWithItsConnection: Bool {
        requestOnConnection > 1 && sentHeadBytes.isEmpty && (ending == .closed || ending == .reset)
    }
}

extension Trial {
    /// A call whose connection to the provider was closed once it was used again, and that the provider then answers.
    static func sentAgain(_ replies: [Reply], received: Reply) -> Trial {
        several([Exchange.example(replies, received: received).lostWithAKeptConnection()])
    }
}
