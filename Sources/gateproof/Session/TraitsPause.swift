/// Says when the properties of a running result are worked out anew.
///
/// They are made of every play so far, so that doing it after each of thousands of plays would take most of a
/// repeated run. They take a tenth of the time at most; the finished result always has the last ones.
struct TraitsPause {
    private let clock = ContinuousClock()
    private var due: ContinuousClock.Instant?

    /// Runs the work, unless it was done a moment ago.
    mutating func whenDue(_ work: () -> Void) {
        let start = clock.now
        if let due, start < due { return }
        work()
        let end = clock.now
        due = end.advanced(by: start.duration(to: end) * 9)
    }
}
