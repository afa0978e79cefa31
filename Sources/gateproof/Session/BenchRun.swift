internal import Benchmark
internal import Client
internal import Foundation
internal import MockProvider
internal import ReferenceGateway
internal import Results
internal import Suites
internal import Wire

/// Measures what the gateway of a session adds, beside a direct arm and a byte-copy proxy.
struct BenchRun {
    var profile: String
    var data: DataOptions
    var session: Session
    var progress: Progress
    var seed: UInt64 = 1
    var others: [BenchWorld.Gateway] = []
    /// Tells this run from others.
    private let began = Date().ISO8601Format()

    init(
        profile: String, data: DataOptions, session: Session, progress: Progress, seed: UInt64 = 1,
        others: [BenchWorld.Gateway] = []
    ) {
        self.profile = profile
        self.data = data
        self.session = session
        self.progress = progress
        self.seed = seed
        self.others = others
    }

    /// Every part of the profile, one after the other.
    ///
    /// - Parameters:
    ///   - done: records of parts that were measured before, and are not measured again.
    ///   - keep: gets all records so far after each part.
    func run(
        done: [BenchRecord] = [], keep: ([BenchRecord]) throws -> Void = { _ in }
    ) async throws -> [BenchRecord] {
        let profile = try Self.profile(named: profile, data: data)
        return try await BenchWorld.with(session, beside: others) { world in
            var records = done
            for (index, part) in profile.parts.enumerated() where !part.kinds.allSatisfy({ isDone($0, in: done) }) {
                try Task.checkCancellation()
                records += try await self.records(part, world, seed: seed &+ UInt64(index)).map(named)
                try keep(records)
            }
            return records
        }
    }

    private func isDone(_ kind: LoadPart, in records: [BenchRecord]) -> Bool {
        records.contains { $0.profile == kind.name }
    }

    /// Several gateways in one record were measured side by side, round by round.
    private func named(_ record: BenchRecord) -> BenchRecord {
        var record = record
        if !others.isEmpty, record.contrasts != nil {
            record.interleaving = "\(record.profile), seed \(seed), \(began)"
        }
        return record
    }

    private func records(_ part: LoadPart, _ world: BenchWorld, seed: UInt64) async throws -> [BenchRecord] {
        let capacity = BenchCapacity(world: world, progress: progress)
        let play = BenchPlay(world: world, arms: world.arms, progress: progress)
        switch part.form {
        case .interleaved, .mixed:
            return try await play.records(part, seed: seed)
        case .sweep(let levels, let seconds):
            return [try await capacity.sweep(part, levels: levels, seconds: seconds)]
        case .faults(let plan, let seconds):
            return [
                try await BenchFaultRun(world: world, progress: progress)
                    .record(part, plan: plan, seconds: seconds, seed: seed)
            ]
        case .soak(let seconds, let window):
            return [
                try await BenchSoak(world: world, progress: progress)
                    .record(part, seconds: seconds, window: window, seed: seed)
            ]
        case .search(let from, let seconds, let limits):
            return [try await capacity.search(part, from: from, seconds: seconds, limits: limits, seed: seed)]
        }
    }

    static func profile(named name: String, data: DataOptions) throws -> LoadProfile {
        do {
            return try LoadProfile.load(name, folder: try data.suitesFolder() + "/load")
        } catch let mistakes as Mistakes {
            throw Complaint(.usage, "\(mistakes)")
        }
    }
}
