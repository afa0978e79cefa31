extension Dialect {
    /// The Python package langchain-openai, measured at 1.7.3: the official client below, and chunks added up above.
    static let langchain = Dialect(
        name: "langchain", version: "langchain-openai 1.7", decoding: openaiPython.decoding, step: pythonStep,
        effects: langchainEffects)

    private static let langchainEffects = [
        DialectEffect("STREAM-011", ".finish_reason", "finish reasons are joined, as in stopstop"),
        DialectEffect("TOOL-004", "", "repeated tool names are joined, as in ff"),
        DialectEffect("USAGE-002", "", "the usage of all chunks is added up"),
    ]
}
