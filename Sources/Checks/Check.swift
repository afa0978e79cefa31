/// A named pure function from a trial to findings.
package struct Check: Sendable {
    /// `area.detail`, such as `stream.fold-equal`; never reused or renamed.
    package let id: String
    package let title: String
    /// The requirement that the check decides by itself.
    package let requirement: String
    /// Why a violation hurts, in a sentence or two.
    package let rationale: String
    /// Parameters that a case may give, by name, with what each means.
    package let parameters: [String: String]
    /// Whether the check must also find nothing when client and provider speak without a gateway.
    package let holdsInControl: Bool
    package let passing: [Example]
    package let failing: [Example]
    package let judge: @Sendable (Trial) -> [Finding]

    package init(
        id: String, title: String, requirement: String, rationale: String, parameters: [String: String] = [:],
        holdsInControl: Bool = true, passing: [Example], failing: [Example],
        judge: @escaping @Sendable (Trial) -> [Finding]
    ) {
        self.id = id
        self.title = title
        self.requirement = requirement
        self.rationale = rationale
        self.parameters = parameters
        self.holdsInControl = holdsInControl
        self.passing = passing
        self.failing = failing
        self.judge = judge
    }

    /// A check that judges one exchange at a time.
    package init(
        id: String, title: String, requirement: String, rationale: String, parameters: [String: String] = [:],
        holdsInControl: Bool = true, passing: [Example], failing: [Example],
        each: @escaping @Sendable (Round) -> [Finding]
    ) {
        self.init(
            id: id, title: title, requirement: requirement, rationale: rationale, parameters: parameters,
            holdsInControl: holdsInControl, passing: passing, failing: failing, judge: { $0.each(each) })
    }
}
