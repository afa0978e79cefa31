extension [PlannedCase] {
    /// The same cases in an order that follows from the seed and the number of the repetition.
    package func shuffled(seed: UInt64, repetition: Int) -> [PlannedCase] {
        var numbers = CaseSeed(run: seed, caseID: "shuffle", repeat: repetition)
        var result = self
        for last in result.indices.dropFirst().reversed() {
            result.swapAt(last, Int(numbers.next() % UInt64(last + 1)))
        }
        return result
    }
}
