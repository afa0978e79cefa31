/// The paths that the gateway serves, by what their bodies and streams look like.
enum Endpoint: Equatable {
    case chat
    case completions
    case embeddings
    case responses
    case messages
    case models
    /// With the identifier, percent escapes decoded.
    case model(String)

    /// The member that a request body must have besides `model`.
    var input: String? {
        switch self {
        case .chat, .messages: "messages"
        case .completions: "prompt"
        case .embeddings: "input"
        case .responses, .models, .model: nil
        }
    }

    var methods: String {
        switch self {
        case .models, .model: "GET, HEAD, OPTIONS"
        default: "POST, OPTIONS"
        }
    }

    var isRead: Bool {
        switch self {
        case .models, .model: true
        default: false
        }
    }

    /// Reads the path of a request target, query excluded; nil if nothing is served there.
    init?(path: Substring) {
        switch path {
        case "/v1/chat/completions": self = .chat
        case "/v1/completions": self = .completions
        case "/v1/embeddings": self = .embeddings
        case "/v1/responses": self = .responses
        case "/v1/messages": self = .messages
        case "/v1/models": self = .models
        default:
            guard path.hasPrefix("/v1/models/") else { return nil }
            let name = path.dropFirst("/v1/models/".count)
            guard !name.isEmpty else { return nil }
            self = .model(Endpoint.decoded(name))
        }
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
