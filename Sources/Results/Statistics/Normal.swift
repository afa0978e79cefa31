internal import Foundation

/// The standard normal distribution.
package enum Normal {
    package static func cumulative(_ value: Double) -> Double {
        0.5 * erfc(-value / 2.0.squareRoot())
    }

    /// The value that a share of the distribution lies below; infinite at 0 and 1.
    ///
    /// A rational start (P. J. Acklam's coefficients, relative error 1.2e-9) and one step of Halley's method.
    package static func quantile(_ share: Double) -> Double {
        guard share > 0 else { return -.infinity }
        guard share < 1 else { return .infinity }
        let start = share < 0.5 ? estimate(share) : -estimate(1 - share)
        let error = cumulative(start) - share
        let step = error * (2 * Double.pi).squareRoot() * exp(start * start / 2)
        return start - step / (1 + start * step / 2)
    }

    /// For shares below one half.
    private static func estimate(_ share: Double) -> Double {
        if share < 0.02425 {
            let root = (-2 * log(share)).squareRoot()
            return polynomial(tailTop, root) / (polynomial(tailBottom, root) * root + 1)
        }
        let centre = share - 0.5
        let square = centre * centre
        return polynomial(top, square) * centre / (polynomial(bottom, square) * square + 1)
    }

    private static func polynomial(_ coefficients: [Double], _ value: Double) -> Double {
        coefficients.reduce(0) { $0 * value + $1 }
    }

    private static let top = [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
        -3.066479806614716e+01, 2.506628277459239e+00,
    ]
    private static let bottom = [
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
        -1.328068155288572e+01,
    ]
    private static let tailTop = [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
        4.374664141464968e+00, 2.938163982698783e+00,
    ]
    private static let tailBottom = [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00,
    ]
}
