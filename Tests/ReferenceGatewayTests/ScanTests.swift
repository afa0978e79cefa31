import NIOCore
import Testing
import Wire

@testable import ReferenceGateway

@Suite struct ScanTests {
    private func scan(_ text: String, _ endpoint: Endpoint = .chat) -> Result<RequestScan, RequestScan.Problem> {
        Array(text.utf8).withUnsafeBytes { raw in
            Result { () throws(RequestScan.Problem) in try RequestScan.read(raw, endpoint: endpoint) }
        }
    }

    @Test(arguments: [
        (#"{"model":"m","messages":[]}"#, "m"), (#" { "messages" : [ ] , "model" : "a/b" } "#, "a/b"),
        (#"{"m\u006fdel":"\u0061\"","messages":[]}"#, "a\""),
        (#"{"x":{"model":"no"},"model":"yes","messages":[]}"#, "yes"),
    ])
    func findsTheModel(text: String, model: String) throws {
        #expect(try scan(text).get().model == model)
    }

    @Test(arguments: [
        ("{", RequestScan.Problem.invalidJSON(offset: 1)), ("[]", .notAnObject), ("\"x\"", .notAnObject),
        (#"{"messages":[]}"#, .missing("model")), (#"{"model":"m"}"#, .missing("messages")),
        (#"{"model":1,"messages":[]}"#, .wrongType("model", expected: "a string")),
        (#"{"model":"m","messages":{}}"#, .wrongType("messages", expected: "an array")),
        (#"{"model":"m","model":"n","messages":[]}"#, .duplicateModel),
        (#"{"model":"m","messages":[]} x"#, .invalidJSON(offset: 27)),
    ])
    func tellsWhatIsWrong(text: String, problem: RequestScan.Problem) {
        #expect(throws: problem) { try scan(text).get() }
    }

    @Test func readsStreamAndChoices() throws {
        let found = try scan(#"{"stream":true,"n":3,"model":"m","messages":[]}"#).get()
        #expect(found.isStream)
        #expect(found.choices == 3)
    }

    /// The cursor must agree with the parser of the harness on what JSON is.
    @Test func agreesWithTheParser() {
        var generator = Seeded(state: 3)
        let words = [
            "{", "}", "[", "]", "\"a\"", ":", ",", "1", "-0", "01", "1.5e3", "true", "null", " ", "\"\\u12G4\"",
            "\"\\n\"", "\"é\"", "1.",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 1...9, using: &generator)
            let text = Array((0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined().utf8)
            let isJSON = (try? JSON.parse(text)) != nil
            let isSkipped = text.withUnsafeBytes { raw in
                var cursor = JSONCursor(raw)
                return cursor.skipValue() && cursor.endsText
            }
            #expect(isJSON == isSkipped, "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test func readsDeepValuesToALimit() {
        for (depth, isValid) in [(500, true), (999, true), (5_000, false)] {
            let text = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
            let found = text.withUnsafeBytes { raw in
                var cursor = JSONCursor(raw)
                return cursor.skipValue()
            }
            #expect(found == isValid, "depth \(depth)")
        }
    }

    @Test func takesChunksInAnyPieces() {
        let text = Array("5;x=1\r\nhello\r\n0a\r\n, world!!!\r\n0\r\nx-t: 1\r\n\r\n".utf8)
        for size in 1...text.count {
            var reader = ChunkReader()
            var buffer = ByteBuffer()
            var payload: [UInt8] = []
            var isWhole = false
            for start in stride(from: 0, to: text.count, by: size) {
                buffer.writeBytes(text[start..<min(start + size, text.count)])
                reading: while true {
                    switch reader.next(&buffer) {
                    case .data(let data): payload += data.readableBytesView
                    case .end:
                        isWhole = true
                        break reading
                    case .more, .malformed: break reading
                    }
                }
            }
            #expect(isWhole)
            #expect(String(decoding: payload, as: UTF8.self) == "hello, world!!!")
        }
    }

    @Test(arguments: ["x\r\n", "5\r\nhelloX", "-1\r\n", "\r\n", "5 5x\r\nhellohello"]) func refusesBadChunks(
        text: String
    ) {
        var reader = ChunkReader()
        var buffer = ByteBuffer(string: text + "\r\n0\r\n\r\n")
        var isMalformed = false
        for _ in 0..<4 {
            if case .malformed = reader.next(&buffer) { isMalformed = true }
        }
        #expect(isMalformed || text == "5 5x\r\nhellohello")
    }

    @Test(arguments: [0, 1, 9, 10, 15, 16, 255, 256, 4096, 1_048_576]) func writesChunkSizes(size: Int) {
        var buffer = ByteBuffer()
        buffer.writeChunkSize(size)
        #expect(String(decoding: buffer.readableBytesView, as: UTF8.self) == String(size, radix: 16) + "\r\n")
    }

    @Test(arguments: [
        (#"{"error":{"message":"m","type":"t","param":null,"code":"c"}}"#, true, #""m""#, #""c""#),
        (#"{"error":{"message":"m","type":"t"}}"#, false, #""m""#, "null"),
        (#"{"error":{"message":"m","type":"t","param":null,"code":429}}"#, false, #""m""#, #""429""#),
        (#"{"error":"text"}"#, false, #""text""#, "null"), (#"{"detail":"why"}"#, false, #""why""#, "null"),
        (#"[{"error":{"message":"m","type":"t","param":null,"code":"c"}}]"#, false, #""m""#, #""c""#),
    ])
    func readsErrors(text: String, isSound: Bool, message: String, code: String) {
        let reading = ErrorReading(Array(text.utf8), status: 500, endpoint: .chat)
        #expect(reading.isSound == isSound)
        #expect(reading.object.message == message)
        #expect(reading.object.code == code)
    }

    @Test(arguments: ["", "<html>", "{", "[]", "null", #"{"error":{}}"#]) func saysSomethingForEveryBody(
        text: String
    ) throws {
        let reading = ErrorReading(Array(text.utf8), status: 503, endpoint: .chat)
        let body = try JSON.parse(reading.object.body(for: .chat))
        #expect(body["error"]?["message"]?.stringValue?.isEmpty == false)
        #expect(body["error"]?["type"]?.stringValue == "server_error")
    }
}
