internal import Client
internal import Conformance
internal import MockProvider
internal import ReferenceGateway
internal import Results
internal import Suites

/// One pair of providers with a client, at which one built-in gateway after another stands.
///
/// Each lane is a world of its own, so that a case which takes a port away disturbs no other lane.
struct SelftestLane {
    let fleet: ProviderFleet
    let client: CurlClient
    var target: Target
    var controls: ControlCache
    var jobs: Int

    /// Opens a lane, runs `body` in it and closes it again.
    static func with<Value>(
        target: Target, controls: ControlCache, jobs: Int, body: (SelftestLane) async throws -> Value
    ) async throws -> Value {
        let fleet = try await ProviderFleet.start(primary: ListenAddress(port: 0), backup: ListenAddress(port: 0))
        do {
            let client = try CurlClient()
            defer { client.shutdown() }
            let value = try await body(
                SelftestLane(fleet: fleet, client: client, target: target, controls: controls, jobs: jobs))
            await fleet.stop()
            return value
        } catch {
            await fleet.stop()
            throw error
        }
    }

    /// Puts the arm's gateway up, plays the bout and takes the gateway down.
    func play(
        _ contender: Contender, selection: SelftestSelection, usual: SelftestFindings
    ) async throws -> (row: SelftestRow, records: [CaseRecord]) {
        let key = try target.clientKey()
        let gateway = ReferenceGateway(
            try BuiltinConfiguration.make(fleet.identities, clientKey: key, behaviour: contender.behaviour))
        let port = try await gateway.start()
        do {
            let runner = runner(contender, port: port, key: key)
            let result = try await SelftestBout(
                contender.arm, runner: runner, selection: selection, usual: usual
            ).play()
            try await gateway.stop()
            return result
        } catch {
            try? await gateway.stop()
            throw error
        }
    }

    private func runner(_ contender: Contender, port: Int, key: String) -> Runner {
        var target = target
        target.direct.baseURL = "http://127.0.0.1:\(port)/v1"
        target.failover?.baseURL = target.direct.baseURL
        var player = CasePlayer(
            world: World(exchanger: client, providers: fleet),
            wiring: Wiring(target: target, clientKey: key, identities: fleet.identities), seed: 1,
            keepAllEvidence: false, replayPrefix: "gateproof run\(contender.words)", controls: controls)
        player.repetition = contender.number
        return Runner(player: player, known: KnownFailing(), jobs: jobs, recover: {})
    }
}

/// A built-in gateway that takes part in the self-test.
struct Contender: Sendable {
    var arm: SelftestArm
    var behaviour: GatewayConfiguration.Deviation?
    /// Keeps the markers of one gateway's cases apart from the next one's.
    var number = 0

    /// The option that starts this gateway.
    var words: String { arm.kind == .clean ? "" : " --defect \(arm.id)" }

    static let clean = Contender(arm: SelftestArm(.clean, id: "clean", title: "The correct gateway"))

    /// The correct gateway once more, for the cases that take long.
    private static let slow: Contender = {
        var contender = clean
        contender.arm.id = "clean-slow"
        contender.arm.isSlow = true
        return contender
    }()

    /// Checks that no defect names as its own: nothing proves that they can fail.
    static func unproven(among checks: [String]) -> [String] {
        let named = Set(Defect.all.flatMap(\.checks))
        return checks.filter { !named.contains($0) }
    }

    /// The slow cases, every benign variant, then every defect.
    static var all: [Contender] {
        var all = [slow]
        all += BenignVariant.all.map {
            Contender(arm: SelftestArm(.benign, id: $0.id, title: $0.title), behaviour: $0.behaviour)
        }
        all += Defect.all.map {
            Contender(
                arm: SelftestArm(.defect, id: $0.id, title: $0.title, requirements: $0.requirements, checks: $0.checks),
                behaviour: $0.behaviour)
        }
        for index in all.indices { all[index].number = index + 1 }
        return all
    }
}
