/// All arms of a self-test; right when every defect is found and no correct gateway is failed.
package struct SelftestMatrix: Sendable {
    /// Clean gateway first, then benign variants, then defects, each in the order in which they are listed.
    package var rows: [SelftestRow]
    package var seconds: Double

    package init(_ rows: [SelftestRow], order: [SelftestArm], seconds: Double) {
        let places = Dictionary(
            order.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.rows = rows.sorted { places[$0.arm.id, default: .max] < places[$1.arm.id, default: .max] }
        self.seconds = seconds
    }

    package var defects: [SelftestRow] { rows.filter { $0.arm.kind == .defect } }
    package var correct: [SelftestRow] { rows.filter { $0.arm.kind != .defect } }
    package var caught: Int { defects.count(where: \.isRight) }
    /// Failed cases of gateways that do nothing wrong.
    package var falseAlarms: Int { correct.reduce(0) { $0 + $1.failed.count } }
    package var isRight: Bool { rows.allSatisfy(\.isRight) }

    /// Of the given checks, those that found nothing with any gateway that departs from the correct one.
    package func uncaught(among checks: [String]) -> [String] {
        let found = Set(rows.filter { $0.arm.kind != .clean }.flatMap { $0.found.keys })
        return checks.filter { !found.contains($0) }
    }
}
