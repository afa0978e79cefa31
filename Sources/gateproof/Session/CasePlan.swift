internal import Conformance
internal import Suites

/// The cases that the options select, joined with levels and checks.
struct CasePlan {
    var library: Library
    var target: Target
    var options: RunOptions

    /// In the library's order; selecting nothing is a mistake of usage.
    func cases() throws -> [PlannedCase] {
        var cases = library.cases
        if !options.suite.isEmpty {
            do {
                cases = try library.select(options.suite)
            } catch {
                throw Complaint(.usage, "\(error)")
            }
        }
        let planned = cases.map { item in
            PlannedCase(item, level: library.level(of: item), target: target, slow: options.slow)
        }
        let wanted = planned.filter { options.level == nil || $0.level.rawValue == options.level }
        if wanted.isEmpty {
            throw Complaint(.usage, "no case is of level \(options.level ?? "any") among those selected")
        }
        return wanted
    }
}
