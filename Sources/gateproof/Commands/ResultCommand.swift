internal import ArgumentParser
internal import Foundation
internal import Results

/// `gateproof result`: looks after result files.
struct ResultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "result", abstract: "Look after result files.", subcommands: [Validate.self])

    /// `gateproof result validate`: holds files to the schema.
    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold result files to suites/schema/result.json, and their sums to their cases.")

        /// More problems of one file than these are only counted.
        static let limit = 20

        @Argument(help: ArgumentHelp("Result files.", valueName: "file"))
        var files: [String]

        @OptionGroup var dataOptions: DataOptions

        func run() async throws {
            try await Guarded.run {
                let path = try dataOptions.suitesFolder() + "/schema/result.json"
                var isGood = true
                do {
                    let audit = try ResultAudit(schema: try ResultReader.bytes(of: path), path: path)
                    for file in files { isGood = try valid(file, audit) && isGood }
                } catch let error as ResultError {
                    throw Complaint(.usage, "\(error)")
                }
                return isGood ? .success : .usage
            }
        }

        private func valid(_ file: String, _ audit: ResultAudit) throws(ResultError) -> Bool {
            let problems = try audit.problems(in: try ResultReader.bytes(of: file), path: file)
            if problems.isEmpty { print("\(file): valid") }
            for problem in problems.prefix(Self.limit) { print("\(file): \(problem)") }
            if problems.count > Self.limit { print("\(file): and \(problems.count - Self.limit) more problems") }
            return problems.isEmpty
        }
    }
}
