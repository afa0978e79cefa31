internal import Checks
internal import Suites

/// The checks that suites may name, with the parameters of each and the requirement that it decides.
enum KnownChecks {
    static let all: [String: KnownCheck] = Catalog.byID.mapValues {
        KnownCheck(parameters: Set($0.parameters.keys), requirement: $0.requirement)
    }
}
