internal import Suites
internal import Wire

/// What a provider of a benchmark breaks, by a plan; lives on its event loop.
struct BenchFaults {
    private let steps: [FaultPlan.Step]
    private let start: Int64
    /// By step and arm: how many requests came.
    private var counts: [[Int]]

    static let none = BenchFaults(FaultPlan(steps: []), role: .primary, start: 0)

    init(_ plan: FaultPlan, role: ProviderRole, start: Int64) {
        steps = plan.steps.filter { $0.role == role }
        self.start = start
        counts = steps.map { _ in [Int](repeating: 0, count: 256) }
    }

    /// What becomes of a request; the lowest byte of its nonce is its arm.
    mutating func next(nonce: UInt64, at now: Int64) -> FaultPlan.Kind? {
        guard !steps.isEmpty, nonce != 0,
            let index = steps.lastIndex(where: { start + $0.at <= now }), let fault = steps[index].fault
        else { return nil }
        let arm = Int(nonce & 0xFF)
        defer { counts[index][arm] += 1 }
        return fault.hits(counts[index][arm]) ? fault.kind : nil
    }
}
