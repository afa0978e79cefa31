import TestSupport
import Testing
import Wire

@Suite struct FoldTests {
    private func fold(_ text: String) -> Fold { Chat.read(text).fold }

    private func differences(_ sent: String, _ received: String) -> [String] {
        FoldDifference.compare(fold(sent), fold(received)).map { "\($0.rule) \($0.path) \($0.kind)" }
    }

    @Test func assemblesToolCalls() {
        let calls = fold(
            Chat.role + Chat.tool(Chat.slot)
                + Chat.tool(
                    #"{"index":1,"id":"call_B","type":"custom","custom":{"name":"g","input":"x"},"extra_content":{"s":1}}"#
                )
                + Chat.tool(#"{"index":0,"function":{"arguments":"{\"a\":"}},{"index":1,"custom":{"input":"y"}}"#)
                + Chat.tool(#"{"index":0,"function":{"arguments":" 1e2 }"}}"#)
        ).choices[0]?.toolCalls
        #expect(calls?.map(\.id) == ["call_A", "call_B"] && calls?.map(\.name) == ["f", "g"])
        #expect(calls?.map { String(decoding: $0.arguments ?? [], as: UTF16.self) } == [#"{"a": 1e2 }"#, "xy"])
        #expect(calls?[1].type == "custom" && calls?[1].extensions.first?.value.text == #"{"s":1}"#)
    }

    @Test func toolCallsWithoutIndex() {
        let calls = fold(
            Chat.tool(#"{"id":"a","function":{"name":"f","arguments":"1"}}"#)
                + Chat.tool(#"{"function":{"arguments":"2"}}"#)
                + Chat.tool(#"{"id":"b","function":{"name":"g","arguments":"3"}}"#)
                + Chat.tool(#"{"id":"a","function":{"arguments":"4"}}"#)
        ).choices[0]?.toolCalls
        #expect(calls?.map(\.id) == ["a", "b"])
        #expect(calls?.map { String(decoding: $0.arguments ?? [], as: UTF16.self) } == ["124", "3"])
    }

    @Test func repeatedIdAndNameAreTakenOnce() {
        let call = fold(Chat.tool(Chat.slot) + Chat.tool(Chat.slot)).choices[0]?.toolCalls.first
        #expect(call?.id == "call_A" && call?.name == "f")
    }

    @Test func joinsExtensionsAndCutSurrogates() {
        let choice = fold(
            Chat.chunk(#"{"content":"\ud83d","reasoning_content":"a","audio":{"id":"x","data":"QQ"}}"#)
                + Chat.chunk(#"{"content":"\ude00","reasoning_content":"b","audio":{"id":"x","data":"=="}}"#)
                + Chat.chunk(#"{"reasoning_details":[{"index":0,"type":"t","text":"1"}]}"#)
                + Chat.chunk(
                    #"{"reasoning_details":[{"index":0,"type":"t","text":"2"}],"function_call":{"name":"f","arguments":"x"}}"#
                )
        ).choices[0]
        #expect(choice?.text == "😀")
        #expect(
            choice?.extensions.map { "\($0.name)=\($0.value)" } == [
                "reasoning_content=\"ab\"", #"audio={"id":"x","data":"QQ=="}"#,
                #"reasoning_details=[{"index":0,"type":"t","text":"12"}]"#,
            ])
        #expect(choice?.functionCall?.name == "f")
    }

    private static let base =
        Chat.role + Chat.content("Hello") + Chat.content(" world") + Chat.stop + Chat.usage + Chat.done

    @Test(arguments: [
        Chat.role + Chat.content("Hello world") + Chat.stop + Chat.usage + Chat.done,
        Chat.role + Chat.content("H") + Chat.content("ello w") + Chat.content("orld") + Chat.stop + Chat.usage
            + Chat.done,
        base.replacing("c1", with: "other").replacing(#""model":"m""#, with: #""model":"x/m""#),
        base.replacing(#""content":"Hello""#, with: #""content":"\u0048ello","refusal":null,"tool_calls":null"#),
        base.replacing(#""total_tokens":20"#, with: #""cost":0.5,"total_tokens":20.0"#),
        base.replacing(#""object""#, with: #""provider":"x","object""#),
        base.replacing(#""content":"""#, with: #""content":null"#),
    ])
    func legitimate(_ received: String) {
        #expect(differences(Self.base, received) == [])
    }

    @Test(
        arguments: [
            (base.replacing(" world", with: " wor"), ["STREAM-008 $.choices[0].content lost"]),
            (base.replacing(" world", with: " world world"), ["STREAM-008 $.choices[0].content duplicated"]),
            (base.replacing(" world", with: " world!"), ["STREAM-008 $.choices[0].content invented"]),
            (base.replacing(" world", with: " World"), ["STREAM-008 $.choices[0].content altered"]),
            (base.replacing(#""stop""#, with: #""length""#), ["STREAM-012 $.choices[0].finish_reason altered"]),
            (
                base.replacing(#""total_tokens":20"#, with: #""total_tokens":21"#),
                ["USAGE-004 $.usage.total_tokens altered"]
            ),
            (Chat.role + Chat.content("Hello world") + Chat.stop + Chat.done, ["USAGE-004 $.usage lost"]),
            (
                base.replacing(#"{"content":"Hello"}"#, with: #"{"content":"Hello","reasoning":"x"}"#),
                ["STREAM-023 $.choices[0].reasoning invented"]
            ),
            (Chat.done, ["STREAM-015 $.choices[0] lost", "USAGE-004 $.usage lost"]),
        ] as [(String, [String])])
    func deviations(_ received: String, _ expected: [String]) {
        #expect(differences(Self.base, received) == expected)
    }

    @Test func lostParts() {
        let sent =
            Chat.role + Chat.tool(Chat.slot) + Chat.tool(#"{"index":0,"function":{"arguments":"{ }"}}"#)
            + Chat.chunk(
                #"{"reasoning_content":"why","x":1}"#, more: #","y":2"#, top: #","system_fingerprint":"fp","z":3"#)
            + Chat.chunk("{}", #""tool_calls""#)
        let received =
            Chat.role + Chat.tool(Chat.slot.replacing("call_A", with: "map_1"))
            + Chat.tool(#"{"index":0,"function":{"arguments":"{}"}}"#)
            + Chat.chunk("{}", #""stop""#)
        #expect(
            differences(sent, received) == [
                "TOOL-006 $.choices[0].tool_calls[0].arguments lost", "TOOL-009 $.choices[0].finish_reason altered",
                "STREAM-023 $.choices[0].reasoning_content lost", "STREAM-022 $.choices[0].x lost",
                "STREAM-022 $.choices[0].y lost",
                "STREAM-021 $.system_fingerprint lost", "STREAM-022 $.z lost",
            ])
    }

    private static let thought = Chat.role + Chat.chunk(#"{"reasoning_content":"why"}"#) + Chat.stop

    @Test(
        arguments: [
            (#""reasoning_content":"why","reasoning":"why""#, []), (#""reasoning_content":"why","x":[1],"y":"z""#, []),
            (#""reasoning_content":"why","reasoning":"""#, []),
            (#""reasoning_content":"why","reasoning":"other""#, ["reasoning invented"]),
            (#""reasoning_content":"wh""#, ["reasoning_content lost"]),
            (#""reasoning_content":null"#, ["reasoning_content lost"]),
            (#""reasoning":"why""#, ["reasoning_content lost"]),
        ] as [(String, [String])])
    func additionsInsideTheDelta(_ received: String, _ expected: [String]) {
        let text = Self.thought.replacing(#""reasoning_content":"why""#, with: received)
        #expect(differences(Self.thought, text) == expected.map { "STREAM-023 $.choices[0].\($0)" })
    }

    @Test func inventedStopIsNamed() {
        #expect(
            differences(Chat.role + Chat.content("a"), Chat.role + Chat.content("a") + Chat.stop) == [
                "FAIL-002 $.choices[0].finish_reason invented"
            ])
    }

    @Test func wholeAnswers() throws {
        let text =
            #"{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{ }"}}],"annotations":[1]},"logprobs":{"content":[{"token":"a","logprob":-0.5}],"refusal":null},"finish_reason":"tool_calls"}],"usage":{"total_tokens":3},"metadata":{}}"#
        let sent = Fold(completion: try JSON.parse(text))
        #expect(sent.choices[0]?.toolCalls.first?.arguments == Array("{ }".utf16) && sent.choices[0]?.content == nil)
        let same = Fold(completion: try JSON.parse(text.replacing(#""id":"x""#, with: #""id":"y""#)))
        #expect(FoldDifference.compare(sent, same) == [])
        let changed = text.replacing(#""content":null"#, with: #""content":"""#).replacing(
            #""arguments":"{ }""#, with: #""arguments":"{}""#
        )
        .replacing("-0.5", with: "-0.25").replacing(#","annotations":[1]"#, with: "")
        let found = FoldDifference.compare(sent, Fold(completion: try JSON.parse(changed))).map {
            "\($0.rule) \($0.path)"
        }
        #expect(
            found == [
                "RESP-003 $.choices[0].content", "RESP-004 $.choices[0].tool_calls[0].arguments",
                "RESP-006 $.choices[0].logprobs.content[0].logprob", "RESP-006 $.choices[0].annotations",
            ])
    }

    @Test func textCompletions() throws {
        let fold = Fold(
            completion: try JSON.parse(
                #"{"object":"text_completion","choices":[{"index":0,"text":"hi","finish_reason":"stop","logprobs":{"tokens":["hi"]}}]}"#
            ))
        #expect(fold.choices[0]?.text == "hi" && fold.choices[0]?.fields.map(\.name) == ["logprobs"])
    }

    @Test func reassemblyNeverMatters() {
        var random = SplitMix64(seed: 7)
        let text = Array("Hé北京🙂 \u{2028}plain \\ \" text, and more of it".utf16)
        for _ in 0..<200 {
            var received = Chat.role
            var index = 0
            while index < text.count {
                let end = min(text.count, index + 1 + random.below(5))
                received += Chat.chunk("{\"content\":\(JSON.string(JSONString(units: Array(text[index..<end]))).text)}")
                index = end
            }
            #expect(fold(received).choices[0]?.content == text)
        }
    }

    @Test func survivesMutation() {
        var random = SplitMix64(seed: 8)
        let seed = Array((Self.base + Chat.tool(Chat.slot) + #"data: {"error":{"message":1}}"# + "\n\n").utf8)
        for _ in 0..<500 {
            let stream = ChatStream.read(SSEStream.decode(random.mutated(seed, times: 8)), choices: random.below(4))
            #expect(stream.events.count == stream.contentEnds.count)
            _ = FoldDifference.compare(fold(Self.base), stream.fold)
        }
    }
}
