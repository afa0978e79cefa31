internal import Suites
package import Wire

/// Watches whether the gateway is still there, so that its death is told once and not by every case that follows.
package actor Vigil {
    private let world: World
    private let wiring: Wiring
    /// Starts the gateway again; nil where it is not ours.
    private let revive: (@Sendable () async throws -> Void)?
    private let pause: Duration
    private let mutes: Int
    private var revivals = 0
    private var silent = 0
    private var suspects: [String] = []
    private var check: Task<Bool, Never>?

    /// How often a gateway that is ours is started again in one run.
    private static let mostRevivals = 3
    /// Looks for a gateway that a supervisor may be starting again.
    private static let looks = 20

    /// Of cases that run side by side, any may be the one.
    private static let mostSuspects = 8

    /// - Parameters:
    ///   - mutes: so many cases in a row without any answer are taken for a gateway that hangs.
    ///   - pause: between two looks for a gateway that takes no connections.
    package init(
        world: World, wiring: Wiring, mutes: Int = 16, pause: Duration = .milliseconds(250),
        revive: (@Sendable () async throws -> Void)? = nil
    ) {
        self.world = world
        self.wiring = wiring
        self.mutes = mutes
        self.pause = pause
        self.revive = revive
    }

    /// The first cases that got no answer at all since the last answer: one of them may have broken the gateway.
    package var suspected: [String] { suspects }

    /// Whether these exchanges say nothing of the case, because the gateway was gone before it began.
    nonisolated static func isBystander(_ exchanges: [Exchange]) -> Bool {
        exchanges.first?.client.ending == .refused
    }

    /// Takes down what became of a case; whether so many got no answer that the gateway should be looked at.
    func isMute(after exchanges: [Exchange], of id: String) -> Bool {
        guard !exchanges.isEmpty, exchanges.allSatisfy({ $0.client.head == nil && $0.client.ending != .aborted }) else {
            silent = 0
            return false
        }
        if silent == 0 { suspects = [] }
        if suspects.count < Self.mostSuspects, !suspects.contains(id) { suspects.append(id) }
        silent += 1
        return silent >= mutes
    }

    /// Whether the gateway answers a plain request, or does so again after a while; asked once for all who wait.
    func isThere() async -> Bool {
        if let check { return await check.value }
        let task = Task { await look() }
        check = task
        let found = await task.value
        check = nil
        if found { silent = 0 }
        return found
    }

    private func look() async -> Bool {
        if await trouble() == nil { return true }
        if let revive, revivals < Self.mostRevivals {
            revivals += 1
            if (try? await revive()) != nil, await trouble() == nil { return true }
        }
        // Only a port that is closed may open again; what hangs is asked once more and then given up.
        for _ in 0..<Self.looks where !Task.isCancelled {
            try? await Task.sleep(for: pause)
            guard let trouble = await trouble() else { return true }
            if trouble == .timedOut { return false }
        }
        return false
    }

    /// How a plain request failed; nil when it was answered.
    private func trouble() async -> Ending? {
        var request = wiring.plainRequest(wiring.endpoint(.direct), nonce: "vigil\(revivals)")
        request.limits = ClientLimits(totalMilliseconds: 5000)
        let record = await world.exchanger.exchange(request, observer: nil)
        return record.head == nil ? record.ending : nil
    }
}

/// The gateway is no longer there: what follows says nothing about it.
package struct GatewayGone: Error, CustomStringConvertible {
    package var baseURL: String
    /// Cases that got no answer, one of which may have broken the gateway.
    package var suspects: [String]

    package var description: String {
        let cause =
            suspects.isEmpty
            ? ""
            : "; it gave no answer to \(suspects.joined(separator: ", ")): play them with --jobs 1 to see which broke it"
        return "the gateway at \(baseURL) was lost during the run and answers no plain request any more\(cause)"
    }
}
