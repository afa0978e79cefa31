internal import Suites
internal import Wire

/// Where the endpoints keep the text of an answer.
enum EndpointText {
    /// Of a whole answer; of an embedding its numbers, as a sign that there are any.
    static func whole(_ json: JSON, _ endpoint: LoadEndpoint) -> [UInt16] {
        switch endpoint {
        case .chat: return json["choices"]?[0]?["message"]?["content"]?.units ?? []
        case .completions: return json["choices"]?[0]?["text"]?.units ?? []
        case .responses: return json["output"]?[0]?["content"]?[0]?["text"]?.units ?? []
        case .embeddings:
            let numbers = json["data"]?[0]?["embedding"]
            return numbers?.units ?? Array(repeating: 0x31, count: numbers?.elements?.count ?? 0)
        }
    }

    /// What one event brings.
    struct Step {
        var text: [UInt16] = []
        var isEnd = false
        var hasChoices = false
    }

    /// Of a stream of completions or responses.
    static func step(_ event: SSEStream.Event, _ endpoint: LoadEndpoint) -> Step {
        if event.data.elementsEqual("[DONE]".utf8) { return Step(isEnd: endpoint == .completions) }
        guard let json = try? JSON.parse(event.data) else { return Step() }
        if endpoint == .completions {
            let choice = json["choices"]?[0]
            return Step(text: choice?["text"]?.units ?? [], hasChoices: choice != nil)
        }
        let type = json["type"]?.stringValue
        return Step(
            text: type == "response.output_text.delta" ? json["delta"]?.units ?? [] : [],
            isEnd: type == "response.completed")
    }
}
