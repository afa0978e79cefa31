/// What a standard client accumulates from a chat stream, or reads from a whole answer (requirements.md §2).
package struct Fold: Sendable {
    /// By choice index.
    package var choices: [Int: Choice] = [:]
    /// The usage object that a client would keep, the last one; nil when none came.
    package var usage: JSON?
    package var id: String?
    package var model: String?
    /// Every other top-level field, by name in order of appearance; the last value of each.
    package var fields: [(name: String, value: JSON)] = []
    /// Read from a whole answer, where null and empty text differ.
    package var isWhole = false

    /// One choice.
    package struct Choice: Sendable {
        package var role: String?
        /// Nil when no content delta (or a null) came; code units, so that cut surrogate pairs join again.
        package var content: [UInt16]?
        package var refusal: [UInt16]?
        /// Ordered by index.
        package var toolCalls: [ToolCall] = []
        /// The legacy `function_call`, as a call without id and type.
        package var functionCall: ToolCall?
        package var finishReason: String?
        /// Joined `logprobs.content` entries.
        package var logprobs: [JSON] = []
        /// Joined `logprobs.refusal` entries.
        package var refusalLogprobs: [JSON] = []
        /// Every other delta or message field, strings joined, lists appended, by name in order of appearance.
        package var extensions: [(name: String, value: JSON)] = []
        /// Every other field of the choice itself, by name in order of appearance; the last value of each.
        package var fields: [(name: String, value: JSON)] = []

        package init() {}

        /// The content as text; empty when there is none.
        package var text: String {
            String(decoding: content ?? [], as: UTF16.self)
        }
    }

    /// One tool-call slot.
    package struct ToolCall: Sendable {
        package var index: Int
        package var id: String?
        package var type: String?
        package var name: String?
        /// The text of `function.arguments` or `custom.input`, joined and never re-parsed; nil when no fragment came.
        package var arguments: [UInt16]?
        /// Other fields of the call, such as `extra_content`.
        package var extensions: [(name: String, value: JSON)] = []

        package init(index: Int) {
            self.index = index
        }
    }

    package init() {}
}
