internal import ArgumentParser
internal import Client
internal import Foundation

/// `gateproof doctor`: what this machine has and lacks.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at this machine, the files and the wiring, and say what is wrong.")

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var targetOptions: TargetOptions

    func run() async throws {
        try await Guarded.run {
            let findings = await Examination(data: dataOptions, target: targetOptions).run()
            for finding in findings { print("\(finding.good ? "ok  " : "BAD ")  \(finding.text)") }
            return findings.allSatisfy(\.good) ? .success : .broken
        }
    }
}
