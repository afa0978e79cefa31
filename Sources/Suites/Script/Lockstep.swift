extension Behaviour {
    /// Waits for the client after every event but the last: the gateway must deliver each before the next is written.
    func inLockstep() -> Behaviour {
        Behaviour(encode: encode, steps: Self.waiting(steps, last: steps.lastIndex { $0.eventCount > 0 }))
    }

    private static func waiting(_ steps: [Step], last: Int?) -> [Step] {
        var result: [Step] = []
        for (index, step) in steps.enumerated() {
            if case .repeat(let count, let inner) = step {
                result.append(.repeat(count: count, steps: waiting(inner, last: nil)))
                continue
            }
            result.append(step)
            if step.eventCount > 0, index != last { result.append(.awaitClient(event: 0)) }
        }
        return result
    }
}
