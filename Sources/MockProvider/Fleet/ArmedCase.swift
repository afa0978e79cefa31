internal import NIOCore
internal import Suites
internal import Wire

/// What is known of one armed marker: its scenario, its attempts so far, and who waits for them.
///
/// Lives on the event loop.
final class ArmedCase {
    let nonce: String
    let scenario: Scenario
    private(set) var records: [AttemptRecord] = []
    private(set) var counts: [ProviderRole: Int] = [:]
    /// The highest event that the client has reported.
    private(set) var received = 0
    /// The first attempt's playlists, compiled before the case was armed.
    private let prepared: [ProviderRole: Playlist]
    /// Called whenever an attempt was added or changed.
    var onChange: (() -> Void)?

    init(nonce: String, scenario: Scenario, prepared: [ProviderRole: Playlist]) {
        self.nonce = nonce
        self.scenario = scenario
        self.prepared = prepared
    }

    func part(_ role: ProviderRole) -> Scenario.Part {
        role == .primary ? scenario.primary : scenario.backup
    }

    /// Makes the record the next attempt of its provider.
    func add(_ record: AttemptRecord) {
        let role = record.attempt.provider
        counts[role, default: 0] += 1
        record.attempt.number = counts[role, default: 1]
        record.attempt.marker = nonce
        record.attempt.script = part(role).script.name
        records.append(record)
        record.onChange = { [weak self] in self?.onChange?() }
        onChange?()
    }

    /// The prepared playlist, where it fits the request.
    func prepared(for context: PlayContext) -> Playlist? {
        guard context.attempt == 1, context.method == "POST", context.keepAlive else { return nil }
        return prepared[context.role]
    }

    func clientReceived(_ event: Int) {
        received = max(received, event)
    }

    /// Forgets the records' listeners and hands the attempts over, in the order of their first bytes.
    func take() -> [Attempt] {
        onChange = nil
        for record in records {
            record.onChange = nil
        }
        return records.map { $0.snapshot() }.sorted { $0.firstByte < $1.firstByte }
    }
}
