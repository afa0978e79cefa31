internal import ArgumentParser

/// How a gateway with a real provider behind it is judged, and what that may cost.
struct LiveOptions: ParsableArguments {
    @Flag(help: "A real provider stands behind the gateway: play only what needs no control over it.")
    var live = false

    @Option(
        help: ArgumentHelp(
            "The provider's own endpoint, asked the same: differences are the gateway's.", valueName: "url"))
    var reference: String?

    @Option(help: ArgumentHelp("The variable with the key for the reference.", valueName: "variable"))
    var referenceKeyEnv: String?

    @Option(help: ArgumentHelp("The model's name at the reference; the direct route's unless said.", valueName: "name"))
    var referenceModel: String?

    @Option(help: ArgumentHelp("Live: send no more requests than this, the reference's included.", valueName: "n"))
    var maxRequests = 100

    @Option(
        help: ArgumentHelp(
            "Live: stop before this is spent; needs prices, or a gateway that tells costs.", valueName: "usd"))
    var maxCost: Double?

    @Option(help: ArgumentHelp("Live: price of a million prompt tokens.", valueName: "usd"))
    var priceIn: Double?

    @Option(help: ArgumentHelp("Live: price of a million completion tokens.", valueName: "usd"))
    var priceOut: Double?

    @Option(help: ArgumentHelp("Live: limit of each answer, sent as max_tokens; 0 sends none.", valueName: "n"))
    var maxTokens = 64

    func validate() throws {
        if maxRequests < 1 { throw ValidationError("--max-requests must be at least 1") }
        if maxTokens < 0 { throw ValidationError("--max-tokens must be 0 or more") }
        if (priceIn == nil) != (priceOut == nil) {
            throw ValidationError("--price-in and --price-out belong together; give both or neither")
        }
        if let maxCost, maxCost <= 0 { throw ValidationError("--max-cost must be more than 0") }
        if live, maxCost != nil, priceIn == nil {
            throw ValidationError(
                "--max-cost needs --price-in and --price-out, the model's prices for a million tokens")
        }
        if !live, reference != nil { throw ValidationError("--reference is for --live") }
    }
}
