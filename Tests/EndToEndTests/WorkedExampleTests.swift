import Foundation
import Testing

/// The worked example of `suites/README.md`, written into a copy of the library and played as a reader would.
@Suite struct WorkedExampleTests {
    /// The YAML blocks of the example, with the indentation of the list that they stand in removed.
    private static func blocks() throws -> [String] {
        let text = try String(contentsOf: Binary.repository.appending(path: "suites/README.md"), encoding: .utf8)
        var blocks: [String] = []
        var inside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let bare = line.hasPrefix("   ") ? String(line.dropFirst(3)) : line
            if bare == "```yaml" {
                inside = true
                blocks.append("")
            } else if bare == "```" {
                inside = false
            } else if inside {
                blocks[blocks.count - 1] += bare + "\n"
            }
        }
        return blocks
    }

    private static func library() throws -> URL {
        let folder = try Binary.temporaryFolder()
        for name in ["suites", "mock-providers"] {
            try FileManager.default.copyItem(
                at: Binary.repository.appending(path: name), to: folder.appending(path: name))
        }
        let blocks = try blocks()
        let script = folder.appending(path: "mock-providers/text/comment-in-word.yaml")
        try blocks[0].write(to: script, atomically: true, encoding: .utf8)
        let suite = folder.appending(path: "suites/stream/framing.yaml")
        let old = try String(contentsOf: suite, encoding: .utf8)
        try (old + blocks[1]).write(to: suite, atomically: true, encoding: .utf8)
        return folder
    }

    private static func options(_ folder: URL) -> [String] {
        [
            "--suites", folder.appending(path: "suites").path, "--mock-providers",
            folder.appending(path: "mock-providers").path,
        ]
    }

    @Test func itHoldsNoMistakeAndPasses() throws {
        let folder = try Self.library()
        let lint = try Binary.run(["lint"] + Self.options(folder))
        #expect(lint.status == 0, "\(lint.output)\(lint.errors)")
        let play = ["run", "--suite", "stream.framing.comment-in-word", "--results", folder.path]
        let run = try Binary.run(play + Self.options(folder))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let broken = try Binary.run(play + Self.options(folder) + ["--defect", "comment-ends-stream"])
        #expect(broken.status == 1, "\(broken.output)\(broken.errors)")
    }

    @Test func aMistakeInItIsShownWithItsPlace() throws {
        let folder = try Self.library()
        let script = folder.appending(path: "mock-providers/text/comment-in-word.yaml")
        let text = try String(contentsOf: script, encoding: .utf8).replacingOccurrences(of: "- done", with: "- dome")
        try text.write(to: script, atomically: true, encoding: .utf8)
        let lint = try Binary.run(["lint"] + Self.options(folder))
        #expect(lint.status == 64)
        #expect(lint.output.contains("comment-in-word.yaml:9:5"), "\(lint.output)")
    }
}
