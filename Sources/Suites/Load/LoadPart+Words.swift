extension LoadPart {
    /// The interleaved load in words.
    package func words(arms: Int) -> String {
        let whom = arms > 1 ? " to each of \(arms) arms, single requests in random order" : ""
        let warmUp = warmUpRounds > 0 ? " after \(warmUpRounds) of warm-up" : ""
        let each = arms > 1 ? " per arm" : ""
        return "open loop, \(arrivals.words), \(Self.rounded(rate)) requests/s\(whom), \(rounds) rounds of "
            + "\(perRound)\(each)\(warmUp); \(shape)"
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
