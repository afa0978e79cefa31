/// Which API of the gateway a load asks.
package enum LoadEndpoint: String, Sendable, Equatable, CaseIterable {
    case chat, completions, responses, embeddings

    /// After the base URL.
    package var path: String {
        switch self {
        case .chat: "/chat/completions"
        case .completions, .responses, .embeddings: "/\(rawValue)"
        }
    }

    /// Whether it can answer so: only chat has streamed tool calls, and embeddings never come as a stream.
    package func canGive(_ answer: PreparedAnswer) -> Bool {
        switch answer {
        case .json: true
        case .stream: self != .embeddings
        case .tools: self == .chat
        }
    }
}

/// What a provider says to requests of one kind.
package struct PreparedReply: Sendable, Equatable {
    package var endpoint: LoadEndpoint
    package var answer: PreparedAnswer

    package init(endpoint: LoadEndpoint = .chat, answer: PreparedAnswer) {
        self.endpoint = endpoint
        self.answer = answer
    }
}
