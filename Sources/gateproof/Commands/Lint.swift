internal import ArgumentParser
internal import Suites

/// `gateproof lint`: finds mistakes in suites, scripts, requests and targets.
struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check suites, scripts and targets for mistakes.")

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            let findings = Library.lint(
                suites: try dataOptions.suitesFolder(), mockProviders: try dataOptions.mockProvidersFolder(),
                knownChecks: KnownChecks.all)
            for finding in findings { print(finding) }
            let errors = findings.count { $0.severity == .error }
            print("\(errors) errors, \(findings.count - errors) warnings")
            return errors == 0 ? .success : .usage
        }
    }
}
