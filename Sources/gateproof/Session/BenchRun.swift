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
            for (index, part) in profile.parts.enumerated() where !done.contains(where: { $0.profile == part.name }) {
                try Task.checkCancellation()
                records.append(try await record(part, world, seed: seed &+ UInt64(index)))
                try keep(records)
            }
            return records
        }
    }

    private func record(_ part: LoadPart, _ world: BenchWorld, seed: UInt64) async throws -> BenchRecord {
        let capacity = BenchCapacity(world: world, progress: progress)
        switch part.form {
        case .interleaved:
            return try await BenchPlay(world: world, arms: world.arms, progress: progress).record(part, seed: seed)
        case .sweep(let levels, let seconds):
            return try await capacity.sweep(part, levels: levels, seconds: seconds)
        case .faults(let plan, let seconds):
            return try await BenchFaultRun(world: world, progress: progress)
                .record(part, plan: plan, seconds: seconds, seed: seed)
        case .soak(let seconds, let window):
            return try await BenchSoak(world: world, progress: progress)
                .record(part, seconds: seconds, window: window, seed: seed)
        case .search(let from, let seconds, let limits):
            return try await capacity.search(part, from: from, seconds: seconds, limits: limits, seed: seed)
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
