extension Dialect {
    /// Every client that is modelled.
    package static let all: [Dialect] = []
}
