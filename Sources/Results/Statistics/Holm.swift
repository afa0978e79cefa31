/// Holm's step-down correction for a family of tests.
package enum Holm {
    /// Which of the tests are rejected at the family's error `alpha`, in the order given.
    package static func rejected(_ pValues: [Double], alpha: Double) -> [Bool] {
        adjusted(pValues).map { $0 <= alpha }
    }

    /// The smallest family error at which each test is rejected.
    package static func adjusted(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var worst = 0.0
        for (position, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
            worst = max(worst, min(1, pValues[index] * Double(pValues.count - position)))
            adjusted[index] = worst
        }
        return adjusted
    }
}
