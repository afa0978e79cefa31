import Testing

@testable import Suites

/// Reads pieces of YAML as the readers do.
enum Texts {
    static func node(_ text: String) throws -> (Reader, YAMLNode) {
        let file = SourceFile(name: "test.yaml", text: text)
        return (Reader(file), try #require(try YAMLParser.parse(file)))
    }

    static func json(_ text: String) throws -> (text: String, mistakes: [String]) {
        let (reader, node) = try node(text)
        return (reader.jsonText(node), reader.diagnostics.map(\.message))
    }

    /// A shelf with `text/plain`: a head, three chunks, and `[DONE]`.
    static func shelf(_ others: [String: String] = [:]) throws -> ScriptShelf {
        let shelf = ScriptShelf()
        let plain = "script: text/plain\nsteps: [{head: sse}, {data: a}, {data: 'b ${id}'}, {data: c}, done]\n"
        for (name, text) in others.merging(["text/plain": plain], uniquingKeysWith: { first, _ in first }) {
            let file = SourceFile(name: name + ".yaml", text: text)
            shelf.add(file, try #require(try YAMLParser.parse(file)), expected: name)
        }
        return shelf
    }

    static func part(_ provider: String) throws -> Scenario.Part {
        let (reader, node) = try node(provider)
        let scenario = ProviderReader(reader: reader, shelf: try shelf(), streams: true).scenario(node)
        #expect(reader.diagnostics.map(\.description) == [])
        return try #require(scenario).primary
    }
}
