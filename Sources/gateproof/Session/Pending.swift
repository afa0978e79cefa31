internal import ReferenceGateway
internal import Results
internal import Suites
internal import Wire

struct BenchRun {
    var profile: String, data: DataOptions, session: Session, progress: Progress
    func run() async throws -> [BenchRecord] { [] }
}
