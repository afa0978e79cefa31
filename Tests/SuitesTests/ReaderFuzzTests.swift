import Foundation
import Testing

@testable import Suites

/// Mutated files: whatever stands in them, reading ends with values or mistakes, never with a crash.
struct ReaderFuzzTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    private static let seeds: [(String, [UInt8])] = {
        let folder = Shipped.root + "/Tests/SuitesTests/Goldens/invalid"
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let skipped = ["laughs.yaml", "deep.yaml"]
        return paths.filter { path in path.hasSuffix(".yaml") && !skipped.contains { path.hasSuffix($0) } }.sorted()
            .compactMap { path in
                FileManager.default.contents(atPath: folder + "/" + path).map { (path, Array($0)) }
            }
    }()

    private static let pieces = [
        "*a", "&a ", "<<: *a\n", "!!map ", "? [a, b]\n: c\n", "---\n", "...\n", "%YAML 1.1\n", "\t", "\u{0}",
        "\u{FEFF}", "\r\n",
        "{", "}", "[", "]", "- ", ": ", "#", "|\n", ">-\n", "\"", "'", "\\ud800", "~", "!!binary x", "@", "`", "\u{85}",
        "\u{2028}",
        "\u{1F642}", "0x", "1e999", "-1", "99999999999999999999", "true", "${", "a: &x [*x]\n",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<16) func mutatedFilesAreRead(seed: Int) throws {
        var dice = Dice(state: UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<60 {
            guard let (path, bytes) = Self.seeds.randomElement(using: &dice) else { return }
            var mutant = bytes
            for _ in 0...Int.random(in: 0..<4, using: &dice) { Self.mutate(&mutant, &dice) }
            read(path, String(decoding: mutant, as: UTF8.self))
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let place = Int.random(in: 0...bytes.count, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<20, using: &dice)))
        case 1: bytes.insert(contentsOf: pieces.randomElement(using: &dice) ?? [], at: place)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
        }
    }

    /// Reads a text by every reader: a mutant may be anything.
    private func read(_ path: String, _ text: String) {
        let file = SourceFile(name: path, text: text)
        guard let root = try? YAMLParser.parse(file) else { return }
        let reader = Reader(file)
        let shelf = ScriptShelf()
        shelf.add(file, root, expected: "text/plain")
        let requests = [
            "chat/stream": RequestReader(reader: reader).named(root, expected: "chat/stream") ?? RequestPlan()
        ]
        let surroundings = CaseReader.Surroundings(shelf: shelf, requests: requests, requirements: [:])
        _ = SuiteReader(reader: reader, surroundings: surroundings).read(root, expected: "golden.x")
        _ = shelf.readAll()
        _ = RequirementReader(reader: reader).read(root)
        _ = FeatureReader(reader: reader).read(root)
        _ = TargetReader(reader: reader, features: nil).read(root, expected: "x", variant: "fast")
        for diagnostic in reader.diagnostics { #expect(!diagnostic.description.isEmpty) }
    }

    @Test(arguments: [
        "", "a", "~", "[", "{", "- ", "?", "*a", "&a", "'", "\"", "\t", "#", "---", "...", "%", "!", "!!x", "|",
        "\u{0}", "\u{7}", "a: b: c", "\"\\ud800\"", "\"\\x\"", "? ? ? a",
    ])
    func shortTextsAreRead(text: String) {
        let file = SourceFile(name: "x.yaml", text: text)
        let result = Result { try YAMLParser.parse(file) }
        if case .failure(let error) = result { #expect(error is Diagnostic) }
    }

    @Test func towersAreRefused() {
        for tower in [
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 5000),
            String(repeating: "? ", count: 5000),
        ] {
            #expect(throws: Diagnostic.self) { try YAMLParser.parse(SourceFile(name: "x.yaml", text: tower)) }
        }
    }
}
