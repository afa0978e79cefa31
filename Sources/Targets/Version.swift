internal import Subprocess
package import Suites
internal import SystemPackage

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension Target {
    /// The version that the program of the target prints about itself; nil when it cannot be had in 30 s.
    package func installedVersion(
        search: ProgramSearch = ProgramSearch(environment: ProcessInfo.processInfo.environment)
    ) async -> String? {
        guard let command = launch?.versionCommand, let first = command.first,
            let program = search.find(first, for: self)
        else { return nil }
        let environment = launch?.environment ?? [:]
        return await withTaskGroup(of: String?.self) { group in
            group.addTask {
                await Self.output(of: program, Array(command.dropFirst()), environment).flatMap(VersionToken.first)
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(30))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private static func output(
        of program: String, _ arguments: [String], _ environment: [String: String]
    ) async -> String? {
        let result = try? await run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            environment: .inherit.updating(RunningProgram.changes(environment)), input: .none,
            output: .string(limit: 64 << 10),
            error: .combinedWithOutput)
        return result?.standardOutput
    }
}
