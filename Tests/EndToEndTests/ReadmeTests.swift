import Foundation
import Testing

/// The README's commands are run as they stand there.
@Suite struct ReadmeTests {
    private static var text: String {
        (try? String(contentsOf: Binary.repository.appending(path: "README.md"), encoding: .utf8)) ?? ""
    }

    /// The lines of the README's shell blocks, without comments.
    static var commands: [String] {
        var inside = false
        var commands: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                inside = line == "```sh"
            } else if inside, !line.isEmpty, !line.hasPrefix("#") {
                commands.append(line.split(separator: " #").first.map(String.init) ?? String(line))
            }
        }
        return commands
    }

    @Test func itIsShortAndHasCommands() {
        #expect(Self.text.split(separator: "\n", omittingEmptySubsequences: false).count < 200)
        #expect(Self.commands.contains { $0.hasPrefix("make run") })
        #expect(Self.commands.contains { $0.hasPrefix("gateproof run") })
    }

    /// Commands that need a gateway of the reader's, or run for ever, are only parsed.
    @Test(arguments: commands.filter { $0.hasPrefix("gateproof ") }) func aCommandWorks(_ command: String) throws {
        var words = command.split(separator: " ").map(String.init).dropFirst().map { $0 }
        let needsMore = ["--launch", "--gateway", "mock", "gateway", "record", "traffic.jsonl"].contains {
            words.contains($0)
        }
        if needsMore { words.append("--help") }
        let folder = try Binary.temporaryFolder()
        if words.first == "run", !needsMore { words += ["--results", folder.path] }
        let outcome = try Binary.run(words)
        let allowed: [Int32] = command.contains("--defect") ? [1] : [0]
        #expect(allowed.contains(outcome.status), "\(command): \(outcome.errors)")
    }

    @Test(arguments: commands.filter { $0.hasPrefix("make ") }) func aMakeTargetExists(_ command: String) throws {
        let target = try #require(command.split(separator: " ").dropFirst().first)
        let makefile = try String(contentsOf: Binary.repository.appending(path: "Makefile"), encoding: .utf8)
        #expect(makefile.contains("\n\(target):"))
    }
}
