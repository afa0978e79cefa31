internal import NIOCore
internal import Suites
internal import Wire

/// The control API of a provider that runs as a process of its own.
enum ControlAPI {
    static func claims(_ target: String) -> Bool {
        target.hasPrefix("/__gateproof/")
    }

    static func answer(_ record: AttemptRecord, on connection: ProviderConnection, hub: Hub) {
        connection.closeNow()
    }
}
