internal import NIOCore
internal import NIOPosix
package import Suites
package import Wire

/// Providers that run in another process (`gateproof mock`), reached over their control API.
package final class RemoteFleet: ProviderControl {
    package let identities: [ProviderRole: ProviderIdentity]
    /// Already taken off every instant of the attempts that are collected.
    package let clockOffset: ClockOffset
    private let caller: ControlCaller

    private init(
        identities: [ProviderRole: ProviderIdentity], clockOffset: ClockOffset, caller: ControlCaller
    ) {
        self.identities = identities
        self.clockOffset = clockOffset
        self.caller = caller
    }

    /// Connects to the providers at these addresses; both belong to one process, which is asked at the primary.
    ///
    /// With an authority they are spoken to over TLS. Throws `ControlError` when nobody answers there, or the token is
    /// wrong.
    package static func connect(
        primary: ListenAddress, backup: ListenAddress, token: String? = nil, authority: TrustedAuthority? = nil
    ) async throws -> RemoteFleet {
        let caller = ControlCaller(address: primary, token: token, authority: authority)
        var identities = try await caller.call(
            "GET", "identities", nil, as: [ProviderRole: ProviderIdentity].self)
        // The process knows where it listens, which may be 0.0.0.0; we know how to reach it.
        identities[.primary]?.origin = primary.origin(encrypted: authority != nil)
        identities[.backup]?.origin = backup.origin(encrypted: authority != nil)
        var probes: [(sent: Instant, remote: Instant, received: Instant)] = []
        for _ in 0..<8 {
            let sent = Instant.now()
            let remote = try await caller.call("GET", "clock", nil, as: Instant.self)
            probes.append((sent, remote, .now()))
        }
        return RemoteFleet(identities: identities, clockOffset: ClockOffset(probes: probes), caller: caller)
    }

    package func arm(marker: String, scenario: Scenario) async throws {
        _ = try await caller.call(
            "POST", "arm", ControlMessage.encode(ControlMessage.Arm(marker: marker, scenario: scenario)))
    }

    package func armUnmarked(path: String, marker: String) async throws {
        let message = ControlMessage.ArmUnmarked(path: path, marker: marker)
        _ = try await caller.call("POST", "arm-unmarked", ControlMessage.encode(message))
    }

    /// Order does not matter: the highest event counts.
    package func clientReceived(marker: String, event: Int) {
        guard let message = try? ControlMessage.encode(ControlMessage.Received(marker: marker, event: event)) else {
            return
        }
        caller.send("POST", "received", message)
    }

    package func arrivals(marker: String) async throws -> Int {
        let message = ControlMessage.Marker(marker: marker)
        return try await caller.call("POST", "arrivals", ControlMessage.encode(message), as: Int.self)
    }

    package func collect(marker: String, graceMilliseconds: Int) async throws -> [Attempt] {
        let message = ControlMessage.Collect(marker: marker, graceMilliseconds: graceMilliseconds)
        return local(
            try await caller.call("POST", "collect", ControlMessage.encode(message), as: [AttemptMessage].self))
    }

    package func hangUp() async throws {
        _ = try await caller.call("POST", "hang-up", nil)
    }

    package func strays() async throws -> [Attempt] {
        local(try await caller.call("GET", "strays", nil, as: [AttemptMessage].self))
    }

    private func local(_ messages: [AttemptMessage]) -> [Attempt] {
        messages.map { $0.whole.onLocalClock(offset: clockOffset.nanoseconds) }
    }
}

/// The control API could not be used; says where and why.
package struct ControlError: Error, Sendable, CustomStringConvertible {
    package var description: String
}
