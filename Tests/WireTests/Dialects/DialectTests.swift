import TestSupport
import Testing
import Wire

/// The table of requirements.md §1: one row for each byte sequence, one column for each client.
struct DialectRow: Sendable, CustomTestStringConvertible {
    enum Cell: String, Sendable {
        case ok
        /// Complete, but the first or last event, or something else, is missing without an error.
        case damaged
        case error
        /// No event and no error.
        case empty
        case truncated
    }

    var name: String
    var payload: [UInt8]
    var ending: Ending
    /// Python, Node, Go, Java, LangChain, Vercel.
    var cells: [Cell]

    init(_ name: String, _ payload: String, _ cells: String, ending: Ending = .complete) {
        self.init(name, bytes: Array(payload.utf8), cells, ending: ending)
    }

    /// One word stands for all six.
    init(_ name: String, bytes: [UInt8], _ cells: String, ending: Ending = .complete) {
        let words = cells.split(separator: " ").compactMap { Cell(rawValue: String($0)) }
        (self.name, payload, self.ending) = (name, bytes, ending)
        self.cells = words.count == 1 ? Array(repeating: words[0], count: 6) : words
    }

    var testDescription: String { name }
}

@Suite struct DialectTests {
    private static let begin = Chat.role + Chat.content("a")
    private static let good = begin + Chat.stop + Chat.done

    private static let framing: [DialectRow] = [
        DialectRow("LF", good, "ok"), DialectRow("CRLF", good.replacing("\n", with: "\r\n"), "ok"),
        DialectRow("mixed", begin + Chat.stop.replacing("\n", with: "\r\n") + Chat.done, "ok"),
        DialectRow("lone CR", good.replacing("\n", with: "\r"), "ok ok empty ok ok ok"),
        DialectRow("leading BOM", "\u{FEFF}" + good, "damaged ok damaged damaged damaged ok"),
        DialectRow("no space after data:", good.replacing("data: ", with: "data:"), "ok"),
        DialectRow("two spaces before [DONE]", begin + Chat.stop + "data:  [DONE]\n\n", "error"),
        DialectRow("comment and blank line", begin + ": hi\n\n" + Chat.stop + Chat.done, "ok"),
        DialectRow("comment inside an event", ": a\n" + good.replacing("\n\n", with: "\n: b\n\n"), "ok"),
        DialectRow("pretty JSON", good.replacing(#","model""#, with: "\ndata: ,\ndata: \"model\""), "ok"),
        DialectRow(
            "id, then a spare blank line", "id: 1\n" + begin + "\n" + Chat.stop + Chat.done,
            "error ok ok ok error ok"),
        DialectRow(
            "id, then a comment and a blank line", "id: 1\n" + begin + ": x\n\n" + Chat.stop + Chat.done,
            "error ok ok ok error ok"),
        DialectRow("retry-only block", "retry: 3000\n\n" + good, "error ok ok ok error ok"),
        DialectRow("event-only block", "event: message\n\n" + good, "error error ok ok error ok"),
        DialectRow("empty data:", "data:\n\n" + good, "error error error error error ok"),
        DialectRow("bare data", "data\n\n" + good, "error error error error error ok"),
        DialectRow(
            "one newline between events", good.replacing("\n\n", with: "\n"),
            "empty"),
        DialectRow(
            "last event lacks its blank line", String((begin + Chat.stop).dropLast(1)),
            "truncated"),
        DialectRow("clean end without [DONE]", begin + Chat.stop, "ok"),
        DialectRow(
            "U+2028, U+2029, U+0085", begin + Chat.content("\u{2028}\u{2029}\u{85}") + Chat.stop + Chat.done, "ok"),
        DialectRow(
            "big event", begin + Chat.content(String(repeating: "x", count: 1 << 20)) + Chat.stop + Chat.done, "ok"),
    ]

    private static let marks: [DialectRow] = [
        DialectRow(
            "[DONE] and a space", begin + Chat.stop + "data: [DONE] \n\n", "ok error ok ok ok error"),
        DialectRow(
            "quoted [DONE]", begin + Chat.stop + "data: \"[DONE]\"\n\n",
            "error damaged error error error error"),
        DialectRow("[done]", begin + Chat.stop + "data: [done]\n\n", "error"),
        DialectRow(
            "error null", begin + Chat.chunk("{}", #""stop""#, top: #","error":null"#) + Chat.done,
            "ok ok error error ok error"),
        DialectRow(
            "error {}", begin + Chat.chunk("{}", #""stop""#, top: #","error":{}"#) + Chat.done,
            "damaged error error error damaged error"),
        DialectRow("error object", begin + #"data: {"error":{"message":"boom"}}"# + "\n\n", "error"),
        DialectRow("error string", begin + #"data: {"error":"boom"}"# + "\n\n", "error"),
        DialectRow(
            "event: error and a bare message",
            begin + "event: error\ndata: {\"message\":\"boom\"}\n\n" + Chat.stop + Chat.done,
            "damaged error damaged damaged damaged error"),
        DialectRow(
            "raw JSON line", begin + "{\"error\":{\"message\":\"boom\"}}\n\n" + Chat.stop + Chat.done,
            "damaged"),
        DialectRow(
            "HTML line", begin + "<html>\n\n" + Chat.stop + Chat.done,
            "damaged"),
        DialectRow(
            "invalid UTF-8",
            bytes: Array((begin + #"data: {"id":"c1","choices":[{"index":0,"delta":{"content":""#).utf8) + [0xE5, 0x8C]
                + Array((#""},"finish_reason":"stop"}]}"# + "\n\n" + Chat.done).utf8),
            "error damaged damaged damaged error damaged"),
    ]

    private static let endings: [DialectRow] = [
        DialectRow("no last chunk", begin, "error", ending: .missingLastChunk),
        DialectRow("short body", begin, "error", ending: .shortBody(missing: 9)),
        DialectRow("reset", begin, "error", ending: .reset),
        DialectRow("close-delimited cut", begin, "truncated", ending: .closed),
        DialectRow("cut inside an event", begin + "data: {\"id\":\"chat", "truncated", ending: .closed),
        DialectRow("whole, then no last chunk", good, "ok ok ok ok ok error", ending: .missingLastChunk),
        DialectRow("JSON in place of a stream", "{\"id\":\"x\",\"choices\":[]}", "empty"),
        DialectRow("error object in place of a stream", "{\n \"error\": {\"message\": \"x\"}\n}\n\n", "empty"),
        DialectRow("nothing", "", "empty"), DialectRow("only [DONE]", Chat.done, "empty"),
    ]

    @Test(arguments: framing + marks + endings)
    func table(_ row: DialectRow) {
        let head = ResponseHead(status: 200, fields: [HeaderField("content-type", "text/event-stream")])
        for (dialect, expected) in zip(Dialect.all, row.cells) {
            let reading = dialect.read(head, row.payload, row.ending)
            #expect(
                row.cells.count == 6 && cell(reading) == expected,
                "\(dialect.name): \(reading.outcome) \(reading.damage)")
        }
    }

    private func cell(_ reading: DialectReading) -> DialectRow.Cell {
        switch reading.outcome {
        case .complete: reading.damage.isEmpty ? .ok : .damaged
        case .error: .error
        case .emptyNoError: .empty
        case .looksCompleteButTruncated: .truncated
        }
    }

    @Test func orderOfClients() {
        #expect(
            Dialect.all.map(\.name) == [
                "openai-python", "openai-node", "openai-go", "openai-java", "langchain", "vercel-ai",
            ])
        #expect(Dialect.named("openai-go")?.version == "v3" && Dialect.named("x") == nil)
    }

    @Test(arguments: [(32 << 20, true), ((32 << 20) - 1_000, false)])
    func goStopsAtLongLines(_ length: Int, _ fails: Bool) {
        let big = begin(of: length)
        let reading = Dialect.named("openai-go")?.read(ResponseHead(status: 200), big, .complete)
        #expect(reading?.outcome == (fails ? .error("token too long: a line of \(length) bytes") : .emptyNoError))
    }

    private func begin(of length: Int) -> [UInt8] {
        Array(": ".utf8) + [UInt8](repeating: 0x78, count: length - 2) + [0x0A, 0x0A]
    }

    @Test(
        arguments: [
            (Chat.role + Chat.role + Chat.stop, ["openai-python"]), (Chat.content("a") + Chat.stop, ["openai-node"]),
            (Chat.role + Chat.stop + Chat.stop, ["langchain", "openai-java"]),
            (Chat.role + Chat.stop + Chat.content("x"), ["openai-go", "openai-java"]),
            (Chat.role, ["openai-node"]),
            (Chat.role + Chat.stop + Chat.usage + Chat.usage, ["langchain", "openai-go", "openai-java"]),
            (
                Chat.role + Chat.tool(Chat.slot) + Chat.tool(Chat.slot) + Chat.toolFinish,
                ["langchain", "openai-python"]
            ),
            (
                Chat.role + Chat.tool(#"{"id":"a","type":"function","function":{"name":"f","arguments":""}}"#)
                    + Chat.toolFinish,
                ["openai-node", "openai-python"]
            ),
            (Chat.role + Chat.chunk("{}", #""stop""#, top: #","usage":{"total_tokens":1}"#), ["openai-java"]),
            (Chat.role + Chat.chunk("null", #""stop""#), ["openai-python"]), (Chat.role + Chat.stop, []),
        ] as [(String, [String])])
    func helpersThatBreak(_ text: String, _ clients: [String]) {
        let violations = Chat.read(text + (text == Chat.role ? "" : Chat.done)).violations
        #expect(Set(violations.flatMap { Dialect.clients(brokenBy: $0) }).sorted() == clients)
    }

    @Test func contentIsWhatTheUserHas() {
        let head = ResponseHead(status: 200)
        for dialect in Dialect.all {
            let whole = dialect.read(
                head, Array((Self.begin + Chat.content("🙂") + Chat.stop + Chat.done).utf8), .complete)
            #expect(whole.content == "a🙂" && whole.chunks.count == 4)
            let failed = dialect.read(head, Array((Self.begin + "data: {\n\n").utf8), .complete)
            #expect(failed.content == "a")
            #expect(dialect.read(ResponseHead(status: 429), [], .complete).outcome == .error("HTTP status 429"))
        }
    }

    @Test func survivesMutation() {
        var random = SplitMix64(seed: 11)
        let seed = Array(("\u{FEFF}id: 1\r\n" + Self.begin + "retry: 3\n\n" + Chat.tool(Chat.slot) + Self.good).utf8)
        for _ in 0..<200 {
            let payload = random.mutated(seed, times: 10)
            for dialect in Dialect.all {
                let reading = dialect.read(ResponseHead(status: 200), payload, .closed)
                #expect(reading.outcome != .emptyNoError || reading.chunks.isEmpty)
            }
        }
    }
}
