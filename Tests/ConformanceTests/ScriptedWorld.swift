import Suites
import Synchronization
import Wire

/// Providers that journal what they are told to have seen, and never touch a socket.
final class ScriptedProviders: ProviderControl {
    let identities: [ProviderRole: ProviderIdentity] = [
        .primary: .standard(.primary, origin: "http://127.0.0.1:9901"),
        .backup: .standard(.backup, origin: "http://127.0.0.1:9902"),
    ]
    private let armed = Mutex<[String: Scenario]>([:])
    private let answered: @Sendable (String) -> [Attempt]

    init(_ answered: @escaping @Sendable (String) -> [Attempt]) {
        self.answered = answered
    }

    var armedMarkers: [String] { armed.withLock { $0.keys.sorted() } }

    func arm(marker: String, scenario: Scenario) async throws {
        armed.withLock { $0[marker] = scenario }
    }

    func clientReceived(marker: String, event: Int) {}

    func arrivals(marker: String) async throws -> Int { answered(marker).count }

    func collect(marker: String, graceMilliseconds: Int) async throws -> [Attempt] {
        answered(marker)
    }

    func hangUp() async throws {}

    func strays() async throws -> [Attempt] { [] }
}

/// A client whose answers are made up; it remembers what it was asked to send.
final class ScriptedClient: Exchanger {
    private let sent = Mutex<[ClientRequest]>([])
    private let answer: @Sendable (ClientRequest) -> ClientRecord

    init(_ answer: @escaping @Sendable (ClientRequest) -> ClientRecord) {
        self.answer = answer
    }

    var requests: [ClientRequest] { sent.withLock { $0 } }

    func exchange(_ request: ClientRequest, observer: (any ExchangeObserver)?) async -> ClientRecord {
        sent.withLock { $0.append(request) }
        return answer(request)
    }
}
