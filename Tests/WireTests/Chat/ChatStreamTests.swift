import Testing
import Wire

/// Builds chat streams as §3 of requirements.md writes them.
enum Chat {
    static func chunk(
        _ delta: String, _ finish: String = "null", index: Int = 0, more: String = "", top: String = ""
    ) -> String {
        """
        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":\(index),\
        "delta":\(delta),"logprobs":null,"finish_reason":\(finish)\(more)}]\(top)}\n\n
        """
    }

    static let role = chunk(#"{"role":"assistant","content":""}"#)
    static let stop = chunk("{}", #""stop""#)
    static let done = "data: [DONE]\n\n"
    static func content(_ text: String) -> String { chunk(#"{"content":"\#(text)"}"#) }
    static func meta(_ usage: String) -> String {
        #"data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":\#(usage)}"#
            + "\n\n"
    }
    static let usage = meta(#"{"prompt_tokens":13,"completion_tokens":7,"total_tokens":20}"#)
    static func tool(_ call: String) -> String { chunk(#"{"tool_calls":[\#(call)]}"#) }
    static let toolFinish = chunk("{}", #""tool_calls""#)
    static let slot = #"{"index":0,"id":"call_A","type":"function","function":{"name":"f","arguments":""}}"#

    static func read(_ text: String, n: Int = 1) -> ChatStream {
        ChatStream.read(SSEStream.decode(Array(text.utf8)), choices: n)
    }
}

@Suite struct ChatStreamTests {
    @Test(arguments: [
        Chat.role + Chat.content("Hé") + Chat.content("北京🙂") + Chat.stop + Chat.usage + Chat.done,
        Chat.role + Chat.stop + Chat.done,
        Chat.chunk(#"{"role":"assistant","content":"x"}"#, #""stop""#) + Chat.done,
        Chat.role + ": keep-alive\n" + Chat.content("a") + ": x\n\n" + Chat.stop + Chat.done,
        Chat.meta("null") + Chat.role + Chat.meta("null") + Chat.stop + Chat.usage + Chat.done,
        Chat.role + Chat.tool(Chat.slot) + Chat.tool(#"{"index":0,"function":{"arguments":"{}"}}"#) + Chat.toolFinish
            + Chat.done,
        Chat.role
            + Chat.chunk(
                #"{"content":"x","refusal":null,"tool_calls":null,"x_vendor":{"k":[1,2.50]}}"#, more: #","extra":1"#)
            + Chat.stop + Chat.done,
        Chat.role + Chat.tool(#"{"index":0,"id":"c","type":"custom","custom":{"name":"g","input":"a"}}"#)
            + Chat.tool(#"{"index":0,"custom":{"input":"b"}}"#) + Chat.toolFinish + Chat.done,
        Chat.role + Chat.chunk(#"{"content":"x","role":null}"#) + Chat.chunk("{}", #""weird_reason""#) + Chat.done,
        Chat.role + Chat.chunk(#"{"reasoning_details":[{"index":0,"text":"a"}]}"#) + Chat.stop + Chat.done,
    ])
    func accepted(_ text: String) {
        let stream = Chat.read(text)
        #expect(stream.outcome == .accepted)
        #expect(stream.violations == [])
        #expect(stream.isDone && stream.isFinished)
    }

    @Test(
        arguments: [
            (Chat.content("a") + Chat.stop + Chat.done, ["STREAM-006 1"]),
            (Chat.role + Chat.role + Chat.stop + Chat.done, ["STREAM-007 2"]),
            (Chat.role + Chat.stop + Chat.content("a") + Chat.done, ["STREAM-010 3"]),
            (Chat.role + Chat.stop + Chat.stop + Chat.done, ["STREAM-011 3"]),
            (Chat.role + Chat.chunk("{}", #""""#) + Chat.stop + Chat.done, ["STREAM-028 2"]),
            (Chat.role + Chat.chunk("null", #""stop""#) + Chat.done, ["STREAM-005 2"]),
            (Chat.role + Chat.stop + Chat.done + Chat.done, ["STREAM-019 4"]),
            (Chat.role + Chat.stop + Chat.done + Chat.usage, ["STREAM-019 4"]),
            (Chat.role + Chat.stop + "data: [DONE] \n\n", ["STREAM-018 3"]),
            (Chat.role + Chat.stop + Chat.usage + Chat.usage + Chat.done, ["USAGE-002 4"]),
            (Chat.role + Chat.usage + Chat.stop + Chat.done, ["USAGE-001 2", "USAGE-001 3"]),
            (Chat.role + Chat.stop + Chat.usage + Chat.meta("null") + Chat.done, ["USAGE-001 4"]),
            (
                Chat.role + Chat.chunk("{}", #""stop""#, top: #","usage":{"total_tokens":1}"#) + Chat.done,
                ["USAGE-001 2"]
            ),
            (Chat.role + "event: x\n" + Chat.stop + Chat.done, ["SSE-014 2"]),
            (Chat.role + "data:\n\n" + Chat.stop + Chat.done, ["SSE-007 2"]),
            (Chat.role + "data: {\"id\n\n" + Chat.stop + Chat.done, ["SSE-011 2"]),
            (Chat.role + "data: [1]\n\n" + Chat.stop + Chat.done, ["STREAM-001 2"]),
            (
                Chat.role + "event: error\ndata: {\"message\":\"boom\"}\n\n" + Chat.stop + Chat.done,
                ["SSE-014 2", "ERR-009 2"]
            ),
            (Chat.role + Chat.chunk("{}", top: #","error":null"#) + Chat.stop + Chat.done, ["STREAM-020 2"]),
            (
                Chat.role + Chat.chunk("{}", top: #","error":{}"#) + Chat.stop + Chat.done,
                ["STREAM-020 2", "ERR-009 2"]
            ),
            (Chat.role + Chat.content(#"\ud83d"#) + Chat.content(#"\ude00"#) + Chat.stop + Chat.done, ["STREAM-030 3"]),
            (Chat.role + Chat.chunk(#"{"annotations":[{"a":1}]}"#) + Chat.stop + Chat.done, ["STREAM-024 2"]),
            (
                Chat.role + Chat.chunk("{}", #""stop""#, index: 1) + Chat.stop + Chat.done,
                ["STREAM-015 2", "STREAM-006 2"]
            ),
            (Chat.role.replacing("c1", with: "c2") + Chat.stop + Chat.done, ["STREAM-003 2"]),
            (Chat.role.replacing(#""model":"m""#, with: #""model":"n""#) + Chat.stop + Chat.done, ["STREAM-004 2"]),
            (Chat.role.replacing("completion.chunk", with: "completion") + Chat.stop + Chat.done, ["STREAM-002 1"]),
            (Chat.role.replacing(#""id":"c1","#, with: "") + Chat.stop + Chat.done, ["STREAM-001 1"]),
            (
                Chat.role + Chat.tool(#"{"id":"a","type":"function","function":{"name":"f","arguments":""}}"#)
                    + Chat.toolFinish + Chat.done,
                ["TOOL-001 2"]
            ),
            (
                Chat.role + Chat.tool(Chat.slot.replacing(#""index":0"#, with: #""index":1"#)) + Chat.toolFinish
                    + Chat.done, ["TOOL-002 2"]
            ),
            (
                Chat.role + Chat.tool(#"{"index":0,"function":{"name":"","arguments":""}}"#) + Chat.toolFinish
                    + Chat.done,
                ["TOOL-003 2", "TOOL-003 2", "TOOL-003 2"]
            ),
            (
                Chat.role + Chat.tool(Chat.slot) + Chat.tool(Chat.slot) + Chat.toolFinish + Chat.done,
                ["TOOL-004 3", "TOOL-004 3"]
            ),
            (
                Chat.role + Chat.tool(Chat.slot) + Chat.tool(#"{"index":0,"id":null,"function":{"arguments":"a"}}"#)
                    + Chat.toolFinish + Chat.done,
                ["TOOL-004 3"]
            ),
            (
                Chat.role + Chat.tool(Chat.slot) + Chat.tool(#"{"index":0}"#) + Chat.toolFinish + Chat.done,
                ["TOOL-005 3"]
            ),
            (
                Chat.role
                    + Chat.tool(#"{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":{"a":1}}}"#)
                    + Chat.toolFinish
                    + Chat.done, ["TOOL-006 2", "TOOL-008 3"]
            ),
            (
                Chat.role + Chat.tool(#"{"index":0,"id":"a","type":"function","function":{"name":"f"}}"#)
                    + Chat.toolFinish + Chat.done,
                ["TOOL-008 3"]
            ),
            (
                Chat.role
                    + Chat.chunk("{}", #""stop""#, more: #","logprobs":{"content":[{"token":"a"}]}"#)
                    .replacing(#""logprobs":null,"#, with: "") + Chat.done, ["STREAM-017 2"]
            ),
        ] as [(String, [String])])
    func violations(_ text: String, _ expected: [String]) {
        let stream = Chat.read(text)
        #expect(stream.violations.map { "\($0.rule) \($0.event)" } == expected, "\(stream.violations)")
        #expect(stream.outcome == .accepted)
    }

    @Test(
        arguments: [
            (Chat.role + Chat.content("a"), ["STREAM-018 0", "STREAM-011 0"]),
            (Chat.role + Chat.stop, ["STREAM-018 0"]),
            (Chat.role + Chat.content("a") + Chat.done, ["STREAM-011 3"]), ("", ["STREAM-018 0", "STREAM-015 0"]),
            (Chat.done, ["STREAM-011 1", "STREAM-015 0"]),
            (Chat.role + Chat.stop + "data: \"[DONE]\"\n\n", ["STREAM-018 3", "STREAM-001 3", "STREAM-018 0"]),
            (Chat.role + Chat.stop + "data: [done]\n\n", ["STREAM-018 3", "STREAM-018 0"]),
            (Chat.role + Chat.stop + "data: [DONE]\n", ["STREAM-018 0"]),
            ("data: {\"id\":\"chat", ["STREAM-018 0", "STREAM-015 0"]),
        ] as [(String, [String])])
    func silentTruncation(_ text: String, _ expected: [String]) {
        let stream = Chat.read(text)
        #expect(stream.outcome == .silentTruncation)
        #expect(stream.violations.map { "\($0.rule) \($0.event)" } == expected)
    }

    @Test(
        arguments: [
            (#"data: {"error":{"message":"boom"}}"# + "\n\n", []),
            (#"data: {"error":{"message":"boom"}}"# + "\n\n" + Chat.done, []),
            (#"event: error"# + "\n" + #"data: {"error":{"message":"boom"}}"# + "\n\n", ["SSE-014"]),
            (#"data: {"error":"boom"}"# + "\n\n", ["ERR-009"]),
            (#"data: {"error":{"message":"boom"}}"# + "\n\n" + Chat.stop, ["ERR-011"]),
            (Chat.chunk("{}", #""error""#, top: #","error":{"message":"boom"}"#), []),
        ] as [(String, [String])])
    func signalledFailure(_ tail: String, _ rules: [String]) {
        let stream = Chat.read(Chat.role + Chat.content("a") + tail)
        guard case .signalledFailure(let error) = stream.outcome else {
            return #expect(Bool(false), "\(stream.outcome)")
        }
        #expect(error["message"]?.stringValue ?? error.stringValue == "boom")
        #expect(stream.violations.map(\.rule) == rules)
        #expect(stream.fold.choices[0]?.text == "a")
    }

    @Test(arguments: ["{\"id\":1}", "{\"error\":{\n\"message\":1}}\n", "<html>\n<p>", "{}\n\n"])
    func notAStream(_ text: String) {
        #expect(Chat.read(text).outcome == .notAStream)
    }

    @Test func severalChoices() {
        func role(_ index: Int) -> String { Chat.chunk(#"{"role":"assistant","content":"\#(index)"}"#, index: index) }
        func stop(_ index: Int) -> String { Chat.chunk("{}", #""stop""#, index: index) }
        let text = role(0) + role(1) + stop(0) + role(2) + stop(2) + stop(1) + Chat.usage + Chat.done
        #expect(Chat.read(text, n: 3).violations == [])
        #expect(Chat.read(text, n: 3).fold.choices.mapValues(\.text) == [0: "0", 1: "1", 2: "2"])
        #expect(Chat.read(text, n: 4).violations.map(\.rule) == ["STREAM-011", "STREAM-015"])
        #expect(
            Chat.read(role(1) + stop(1) + role(0) + stop(0) + Chat.done, n: 2).violations.map(\.rule) == ["STREAM-016"])
    }

    @Test func contentEnds() {
        let text =
            Chat.role + Chat.content("Hé") + Chat.content("🙂") + Chat.chunk(#"{"reasoning_content":"abc"}"#) + Chat.stop
            + Chat.done
        #expect(Chat.read(text).contentEnds == [0, 2, 4, 7, 7, 7])
        #expect(Chat.read(text).events.map(\.kind) == [.chunk, .chunk, .chunk, .chunk, .chunk, .done])
    }

    @Test func blameGoesToWhatIsNew() {
        let sent = Chat.read(Chat.role + Chat.role + Chat.stop + Chat.done)
        let received = Chat.read(Chat.role + Chat.role + Chat.stop + Chat.stop + Chat.done)
        let blamed = GrammarViolation.introduced(sent: sent.violations, received: received.violations)
        #expect(blamed.map(\.rule) == ["STREAM-011"])
    }
}
