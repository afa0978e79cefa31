internal import Foundation

/// The regularised incomplete beta function, by its continued fraction (modified Lentz).
enum Beta {
    /// I_x(a, b), for a and b above zero; x is clamped to 0...1.
    static func incomplete(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
        // The fraction converges fast only on its side of the mean.
        return x <= (a + 1) / (a + b + 2)
            ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        let floor = { (value: Double) in abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / floor(1 - (a + b) * x / (a + 1))
        var result = d
        for step in 1...500 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            var change = 1.0
            for numerator in [even, odd] {
                d = 1 / floor(1 + numerator * d)
                c = floor(1 + numerator / c)
                change = d * c
                result *= change
            }
            if abs(change - 1) < 1e-15 { break }
        }
        return result
    }
}
