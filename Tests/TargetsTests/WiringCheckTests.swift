import Client
import MockProvider
import ReferenceGateway
import Suites
import Testing
import Wire

@testable import Conformance
@testable import Targets

/// The built-in gateway, wired in every wrong way that the check is for.
struct WiringCheckTests {
    enum Miswiring: String, CaseIterable {
        case none, crossed, sameUpstream, wrongKey, clientKeyUpstream, wrongClientKey, noGateway, deadUpstream, retries
        case noFailover, otherModel

        /// What the first wrong line has to say, and its advice.
        var expected: (text: String, advice: String)? {
            switch self {
            case .none: nil
            case .crossed: ("the direct route asks the backup first", "let the first upstream of `gateproof-direct`")
            case .sameUpstream: ("a 503 of the primary does not lead to the backup", "after 429, 5xx and time-outs")
            case .wrongKey: ("the primary gets another key than its own", "let the key of the upstream")
            case .clientKeyUpstream: ("the client's own key is passed on to the primary", "let the key of the upstream")
            case .wrongClientKey: ("the gateway refuses the client's key (HTTP 401)", "--api-key-env")
            case .noGateway: ("nothing answers at", "start the gateway")
            case .deadUpstream: ("reached no provider", "let the upstream of `gateproof-direct` be")
            case .retries: ("is asked for again: ", "set the retries of `gateproof-direct` to 0")
            case .noFailover: ("a 503 of the primary does not lead to the backup", "after 429, 5xx and time-outs")
            case .otherModel: nil
            }
        }

        var defect: String? {
            switch self {
            case .retries: "retry-storm"
            case .noFailover: "failover-never"
            default: nil
            }
        }
    }

    private static let clientKey = "sk-gp-client-wiring-test"

    @Test(.serialized, arguments: Miswiring.allCases) func everyMiswiringIsNamed(_ miswiring: Miswiring) async throws {
        let lines = try await Self.lines(miswiring)
        let wrong = lines.first { $0.outcome == .wrong }
        guard let expected = miswiring.expected else {
            #expect(wrong == nil, "\(lines)")
            return
        }
        #expect(wrong?.text.contains(expected.text) == true, "\(lines)")
        #expect(wrong?.advice?.contains(expected.advice) == true, "\(lines)")
        #expect(!lines.contains { ($0.text + ($0.advice ?? "")).contains(Self.clientKey) })
    }

    @Test func anotherModelIsANote() async throws {
        let notes = try await Self.lines(.otherModel).filter { $0.outcome == .unsure }
        #expect(notes.contains { $0.text.contains("is asked for the model `somebody-elses`") })
    }

    @Test func routesOfOneModelAreNamedByTheirAddress() {
        var target = Target(
            name: "test", direct: .init(baseURL: "http://a/v1", model: "m"),
            failover: .init(baseURL: "http://b/v1", model: "m"), features: [],
            location: SourceLocation(file: "test", line: 1, column: 1))
        #expect(
            Wiring(target: target, clientKey: "", identities: [:]).subject(of: .failover) == "the route at http://b/v1")
        target.failover?.model = "n"
        #expect(Wiring(target: target, clientKey: "", identities: [:]).subject(of: .failover) == "`n`")
    }

    private static func lines(_ miswiring: Miswiring) async throws -> [WiringLine] {
        let fleet = try await ProviderFleet.start(primary: ListenAddress(port: 0), backup: ListenAddress(port: 0))
        let client = try CurlClient()
        let gateway = ReferenceGateway(configuration(miswiring, fleet.identities))
        let port = try await gateway.start()
        let base = "http://127.0.0.1:\(miswiring == .noGateway ? 1 : port)/v1"
        let target = Target(
            name: "test", direct: .init(baseURL: base, model: "gateproof-direct"),
            failover: .init(baseURL: base, model: "gateproof-failover"),
            features: ["upstream.keys", "model.map", "failover.5xx"],
            location: SourceLocation(file: "test", line: 1, column: 1))
        let wiring = Wiring(
            target: target, clientKey: miswiring == .wrongClientKey ? "sk-other" : clientKey,
            identities: fleet.identities)
        let check = WiringCheck(world: World(exchanger: client, providers: fleet), wiring: wiring)
        let lines = try await check.run()
        try await gateway.stop()
        client.shutdown()
        await fleet.stop()
        return lines
    }

    private static func configuration(
        _ miswiring: Miswiring, _ identities: [ProviderRole: ProviderIdentity]
    ) -> GatewayConfiguration {
        var primary = provider(.primary, identities)
        var backup = provider(.backup, identities)
        switch miswiring {
        case .crossed: (primary, backup) = (backup, primary)
        case .sameUpstream: backup = primary
        case .wrongKey: primary.key = "sk-somebody-elses"
        case .clientKeyUpstream: primary.key = clientKey
        case .deadUpstream: primary.port = 1
        case .otherModel: primary.model = "somebody-elses"
        default: break
        }
        return GatewayConfiguration(
            primary: primary, backup: backup, clientKeys: [clientKey],
            behaviour: miswiring.defect.flatMap { Defect.named($0)?.behaviour })
    }

    private static func provider(
        _ role: ProviderRole, _ identities: [ProviderRole: ProviderIdentity]
    ) -> GatewayConfiguration.Provider {
        let identity = identities[role] ?? .standard(role, origin: "")
        let port = identity.origin.split(separator: ":").last.flatMap { Int($0) } ?? 0
        return .init(name: role.rawValue, port: port, key: identity.key, model: identity.model)
    }
}
