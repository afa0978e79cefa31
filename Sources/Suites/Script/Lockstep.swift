extension Behaviour {
    /// Waits for the client after every event but the last: the gateway must deliver each before the next is written.
    ///
    /// Before a cut it waits after the last as well, so that what the gateway had passed on by then is no race.
    func inLockstep() -> Behaviour {
        let isCut = steps.last.map { $0 == .reset || $0 == .close } ?? false
        let last = isCut ? nil : steps.lastIndex { $0.eventCount > 0 }
        return Behaviour(encode: encode, steps: Self.waiting(steps, last: last))
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
