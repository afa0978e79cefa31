internal import Foundation

/// Prints what the harness itself costs.
struct BenchSelfReport {
    var json: Bool

    func run() async throws -> ExitStatus {
        let lines = try await BenchSelf().run()
        if json {
            let values = Dictionary(uniqueKeysWithValues: lines.map { ($0.title, $0.value.isFinite ? $0.value : -1) })
            let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
            print(String(decoding: data, as: UTF8.self))
        } else {
            for line in lines {
                let figure = String(format: line.value.magnitude >= 100 ? "%.0f" : "%.3f", line.value)
                print(
                    line.title.padding(toLength: 78, withPad: " ", startingAt: 0)
                        + String(repeating: " ", count: max(0, 10 - figure.count)) + figure + " " + line.unit)
            }
        }
        return .success
    }
}
