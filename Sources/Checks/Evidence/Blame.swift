internal import Wire

/// Which official clients a deviation hurts: those whose reading of the received bytes is not that of the sent bytes.
package enum Blame {
    /// Fills in the clients of findings that name none, where both ends are streams.
    static func named(_ findings: [Finding], in round: Round) -> [Finding] {
        guard findings.contains(where: { concernsReading($0) && $0.clients.isEmpty }) else { return findings }
        let clients = brokenClients(in: round)
        guard !clients.isEmpty else { return findings }
        return findings.map { finding in
            guard concernsReading(finding), finding.clients.isEmpty else { return finding }
            var finding = finding
            finding.clients = clients
            return finding
        }
    }

    /// The names of the clients that read something else than the provider sent, or nothing at all.
    package static func brokenClients(in round: Round) -> [String] {
        guard let provided = round.provided, let sentHead = provided.head, provided.isStream,
            let receivedHead = round.received.head
        else { return [] }
        let sentEnding: Ending = provided.finish == .cut || provided.finish == .open ? .reset : .complete
        return Dialect.all.filter { dialect in
            let sent = dialect.read(sentHead, provided.payload, sentEnding)
            let got = dialect.read(receivedHead, round.received.payload, round.exchange.client.ending)
            return !alike(sent, got)
        }.map(\.name)
    }

    private static func alike(_ sent: DialectReading, _ got: DialectReading) -> Bool {
        switch (sent.outcome, got.outcome) {
        // An error is an error: which one the client's user sees is not judged.
        case (.error, .error): true
        case (.complete, .complete), (.emptyNoError, .emptyNoError),
            (.looksCompleteButTruncated, .looksCompleteButTruncated):
            sent.content == got.content && got.damage.allSatisfy(sent.damage.contains)
        // A failure that only now can be seen, or was repaired, hurts nobody.
        case (.looksCompleteButTruncated, .error), (.emptyNoError, .error), (.error, .complete): true
        default: false
        }
    }

    private static func concernsReading(_ finding: Finding) -> Bool {
        switch finding.kind {
        case .leaked, .delayed, .held, .behaviour, .refused: false
        default: true
        }
    }
}
