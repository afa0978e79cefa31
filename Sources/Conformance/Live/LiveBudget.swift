internal import Wire

/// What a live run may spend, and what it has spent; requests to the reference count as well.
package struct LiveBudget: Sendable {
    package var maxRequests: Int
    /// US dollars; nil for no cap.
    package var maxCost: Double?
    /// US dollars for a million tokens.
    package var pricePerMillion: (prompt: Double, completion: Double)?
    package private(set) var requests = 0
    package private(set) var cost = 0.0
    package private(set) var promptTokens = 0
    package private(set) var completionTokens = 0
    /// Answers that told neither a cost nor tokens, so that the sum is too low.
    package private(set) var untold = 0

    package init(
        maxRequests: Int, maxCost: Double? = nil, pricePerMillion: (prompt: Double, completion: Double)? = nil
    ) {
        self.maxRequests = maxRequests
        self.maxCost = maxCost
        self.pricePerMillion = pricePerMillion
    }

    /// Why nothing more may be sent; nil when the next request may go.
    ///
    /// - Parameter most: tokens that the next request may cost at most.
    package func obstacle(most: (prompt: Int, completion: Int)) -> String? {
        if requests >= maxRequests { return "the cap of \(maxRequests) requests is reached" }
        guard let maxCost else { return nil }
        return cost + price(most.prompt, most.completion) > maxCost ? "the cap of \(maxCost) USD is reached" : nil
    }

    private func price(_ prompt: Int, _ completion: Int) -> Double {
        guard let pricePerMillion else { return 0 }
        return (Double(prompt) * pricePerMillion.prompt + Double(completion) * pricePerMillion.completion) / 1e6
    }

    /// Counts a request before it is sent.
    mutating func count() {
        requests += 1
    }

    /// Adds what an answer cost: by its own `usage.cost`, or by its tokens.
    mutating func add(_ usage: JSON?) {
        guard let usage, usage.members != nil else {
            untold += 1
            return
        }
        let prompt = usage["prompt_tokens"]?.intValue ?? 0
        let completion = usage["completion_tokens"]?.intValue ?? 0
        promptTokens += prompt
        completionTokens += completion
        cost += usage["cost"].flatMap { Double($0.text) } ?? price(prompt, completion)
    }
}
