internal import ReferenceGateway
internal import Results
internal import Suites
internal import Wire

struct BenchRun {
    var profile: String, data: DataOptions, session: Session, progress: Progress
    func run() async throws -> [BenchRecord] { [] }
}
enum ProgramLookup { static func find(_ program: String, target: String) -> String? { nil } }
struct GatewayProcessError: Error {}
struct GatewayProcess: Sendable {
    var version = ""
    func restart() async throws {}
    static func with<V>(
        _ l: Target.Launch, target: Target, identities: [ProviderRole: ProviderIdentity],
        body: (GatewayProcess) async throws -> V
    ) async throws -> V { try await body(GatewayProcess()) }
}
