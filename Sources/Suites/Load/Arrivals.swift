/// When requests arrive in an open loop, whatever becomes of those before them.
package enum Arrivals: Sendable, Equatable {
    /// Independent users: exponential gaps.
    case poisson
    /// Even gaps.
    case constant
    /// So many at once, the groups at even gaps.
    case burst(Int)

    /// In a sentence about the load.
    package var words: String {
        switch self {
        case .poisson: "Poisson arrivals"
        case .constant: "even arrivals"
        case .burst(let size): "bursts of \(size)"
        }
    }
}
