/// Everything that people wrote about what to test: suites, scripts, requests and requirements, all references resolved.
package struct Library: Sendable {
    /// Sorted by id.
    package var suites: [Suite]
    /// By name, such as `text/crlf`.
    package var scripts: [String: Script]
    /// By name, such as `chat/stream`.
    package var requests: [String: RequestPlan]
    /// In the order of their file.
    package var requirements: [Requirement]
    /// What was seen in the field and which cases find it, in the order of their file.
    package var defects: [FieldDefect]
    /// What each feature means, by name.
    package var features: [String: String]
    /// What is doubtful but usable.
    package var warnings: [Diagnostic]
    /// `fnv1a64:` and 16 digits, over the names and contents of all files.
    package var digest: String

    /// In stable order: by suite id, then as written.
    package var cases: [Case] {
        suites.flatMap(\.cases)
    }

    package func `case`(id: String) -> Case? {
        cases.first { $0.id == id }
    }

    package func requirement(_ id: String) -> Requirement? {
        requirements.first { $0.id == id }
    }

    /// The level of a case: that of its first requirement.
    package func level(of subject: Case) -> Level {
        subject.level ?? subject.requirements.first.flatMap(requirement)?.level ?? .must
    }

    /// Reads everything below two folders.
    ///
    /// - Parameter knownChecks: the checks that cases may expect, by id; nil takes any.
    /// - Throws: every error of every file.
    package static func load(
        suites: String, mockProviders: String, knownChecks: [String: KnownCheck]? = nil
    ) throws(Mistakes) -> Library {
        var loader = LibraryLoader(suitesFolder: suites, scriptsFolder: mockProviders, knownChecks: knownChecks)
        let library = loader.load()
        let errors = loader.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Mistakes(errors) }
        return library
    }

    /// Every error and warning of the files below two folders, sorted by place.
    package static func lint(
        suites: String, mockProviders: String, knownChecks: [String: KnownCheck]? = nil
    ) -> [Diagnostic] {
        var loader = LibraryLoader(suitesFolder: suites, scriptsFolder: mockProviders, knownChecks: knownChecks)
        let library = loader.load()
        let features = Set(library.features.keys)
        let targets =
            Target.lint(folder: suites + "/targets", features: features.isEmpty ? nil : features)
            + LoadProfile.lint(folder: suites + "/load") + CostFiles(folder: suites + "/prices").lint()
            + MigrationFiles(suites: suites).lint(cases: library.cases.map(\.id))
        return (loader.diagnostics + targets).inOrder
    }
}
