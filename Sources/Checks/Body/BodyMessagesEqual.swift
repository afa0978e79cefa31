internal import Wire

extension Check {
    /// The conversation.
    package static let bodyMessagesEqual = Check(
        id: "body.messages-equal", title: "Messages keep their number, order, roles and parts", requirement: "BODY-007",
        rationale:
            "A merged, reordered or dropped message changes the conversation. A null that is left out is BODY-003's "
            + "affair, and a developer message may reach the provider as a system message.",
        passing: [
            Example("as sent", .request(two, arrived: two)),
            Example(
                "a null that is left out is another check's",
                .request(
                    conversation("{\"role\":\"assistant\",\"content\":null,\"refusal\":null}"),
                    arrived: conversation("{\"role\":\"assistant\"}"))),
            Example(
                "allowed: a developer message as a system message",
                .request(conversation(role("developer")), arrived: conversation(role("system")))),
            Example(
                "an unknown member is another check's",
                .request(two.replacing("\"role\"", with: "\"x_note\":1,\"role\""), arrived: two)),
        ],
        failing: [
            Example("merged", .request(two, arrived: conversation("{\"role\":\"user\",\"content\":\"ab\"}"))),
            Example("reordered", .request(two, arrived: conversation(second + "," + first))),
            Example(
                "null content became an empty text",
                .request(
                    conversation("{\"role\":\"assistant\",\"content\":null}"),
                    arrived: conversation("{\"role\":\"assistant\",\"content\":\"\"}"))),
            Example(
                "a developer message became the user's",
                .request(conversation(role("developer")), arrived: conversation(role("user")))),
            Example(
                "a system message became the developer's",
                .request(conversation(role("system")), arrived: conversation(role("developer")))),
            Example("detail of an image part is lost", .request(image(",\"detail\":\"high\""), arrived: image(""))),
        ],
        each: { round in
            BodyComparison(round: round).findings { difference in
                let steps = PathPattern.steps(of: difference.path)
                guard steps.first == "messages", !difference.isAddedMember else { return false }
                // Null or absent is BODY-003's affair and has its own cases.
                if difference.kind == .lost, difference.sent?.isNull == true { return false }
                return MessageWords.knows(steps)
            }
        })

    private static let first = "{\"role\":\"user\",\"content\":\"a\"}"
    private static let second = "{\"role\":\"user\",\"content\":\"b\"}"
    private static let two = conversation(first + "," + second)

    private static func conversation(_ messages: String) -> String {
        "{\"model\":\"m\",\"messages\":[\(messages)]}"
    }

    private static func role(_ name: String) -> String {
        "{\"role\":\"\(name)\",\"content\":\"a\"}"
    }

    private static func image(_ detail: String) -> String {
        conversation(
            "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:,x\"\(detail)}}]}")
    }
}

/// The members that the standard knows below `messages`.
enum MessageWords {
    /// Whether a path below `messages` goes through standard members alone.
    static func knows(_ steps: [String]) -> Bool {
        steps.dropFirst().allSatisfy { Int($0) != nil || known.contains($0) }
    }

    private static let known: Set<String> = [
        "role", "content", "refusal", "tool_calls", "tool_call_id", "function_call", "audio", "type", "text",
        "image_url",
        "url", "detail", "input_audio", "data", "format", "file", "file_id", "file_data", "filename", "id", "function",
        "name", "arguments", "custom", "input",
    ]
}
