extension LoadPart {
    /// The interleaved load in words.
    package func words(arms: Int) -> String {
        "open loop, \(arrivals.words), \(Self.rounded(rate)) requests/s to each of \(arms) arms, single requests in "
            + "random order, \(rounds) rounds of \(perRound) per arm after \(warmUpRounds) of warm-up; \(shape)"
    }

    /// What is asked and answered, in words.
    package var shape: String {
        let prompt =
            (endpoint == .chat ? "" : "\(endpoint.rawValue): ")
            + (promptBytes >= 1024 ? "prompts of \(Self.rounded(Double(promptBytes) / 1024)) KiB, " : "")
        switch answer {
        case .json(let bytes): return prompt + "JSON answers of \(bytes) bytes"
        case .stream(let pace), .tools(let pace):
            let every = Self.rounded(Double(pace.everyNanoseconds) / 1e6)
            let what = if case .tools = answer { "streamed tool calls" } else { "streams" }
            return prompt + "\(what) of \(pace.events) events every \(every) ms"
        }
    }

    private static func rounded(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}
