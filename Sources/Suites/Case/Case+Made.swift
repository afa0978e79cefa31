internal import Wire

extension Suite {
    /// A suite that no file holds, such as recorded requests.
    package static func made(id: String, title: String, file: String, cases: [Case]) -> Suite {
        Suite(id: id, title: title, requires: [], cases: cases, file: file)
    }
}

extension Case {
    /// A plain case on the direct route that no file holds.
    package static func made(
        id: String, title: String, requirement: String, level: Level?, request: RequestPlan, script: Script,
        expect: [CheckUse], requires: [String], location: SourceLocation
    ) -> Case {
        Case(
            id: id, title: title, requirements: [requirement], level: level, route: .direct, request: request,
            client: .init(),
            scenario: Scenario(primary: .init(script: script), backup: .init(script: script)), expect: expect,
            requires: requires, lanes: [], exclusive: false, slow: false, requests: 1, concurrent: 1, dependsOn: [],
            timeoutMilliseconds: 15_000, control: true, location: location)
    }
}
