import NIOCore
import Suites
import Testing
import Wire

@testable import MockProvider

struct BenchTests {
    private static func with(
        _ answer: PreparedAnswer, capacity: Int, _ body: (BenchProvider, Int) async throws -> Void
    ) async throws {
        let provider = try await BenchProvider.start(ListenAddress(port: 0))
        try await provider.prepare(answer, capacity: capacity)
        let port = provider.identity.origin.split(separator: ":").last.flatMap { Int($0) } ?? 0
        do { try await body(provider, port) } catch {
            await provider.stop()
            throw error
        }
        await provider.stop()
    }

    @Test func answersJSONOfTheAskedSize() async throws {
        try await Self.with(.json(bytes: 1000), capacity: 2) { provider, port in
            let client = RawClient(port: port)
            for number in 1...3 {
                client.send(RawClient.request(marker(number)))
                let parser = client.text(endingWith: "}}")
                let body = parser.split(separator: "\r\n\r\n").last ?? ""
                #expect(body.utf8.count == 1000)
                _ = try JSON.parse(Array(body.utf8))
            }
            let stamps = try await provider.stamps()
            #expect(stamps.count == 2)
            #expect(stamps.dropped == 1)
            #expect((0..<2).map { stamps[$0].nonce } == [0xA000_0001, 0xA000_0002])
            #expect((0..<2).allSatisfy { stamps[$0].firstByte <= stamps[$0].read && stamps[$0].writes.count == 1 })
        }
    }

    /// Three replies for two arms each; the lowest byte of the nonce chooses.
    @Test func answersEachKindOfRequestInItsOwnWay() async throws {
        let pace = PreparedAnswer.Pace(firstNanoseconds: 0, everyNanoseconds: 0, events: 3, contentBytes: 4)
        let provider = try await BenchProvider.start(ListenAddress(port: 0))
        try await provider.prepare(
            [
                PreparedReply(answer: .json(bytes: 900)),
                PreparedReply(endpoint: .embeddings, answer: .json(bytes: 900)),
                PreparedReply(endpoint: .responses, answer: .stream(pace)),
            ], arms: 2, capacity: 9)
        let client = RawClient(port: provider.identity.origin.split(separator: ":").last.flatMap { Int($0) } ?? 0)
        client.send(RawClient.request(marker(1)))
        #expect(client.text(endingWith: "}}").contains("chat.completion"))
        client.send(RawClient.request(marker(2)))
        let embedding = client.text(endingWith: "}}").split(separator: "\r\n\r\n").last ?? ""
        let numbers = try JSON.parse(Array(embedding.utf8))["data"]?[0]?["embedding"]?.elements
        #expect((numbers?.count ?? 0) > 50)
        #expect((880...900).contains(embedding.utf8.count))
        client.send(RawClient.request(marker(4)))
        let stream = client.text(endingWith: "0\r\n\r\n")
        #expect(stream.split(separator: "event: response.output_text.delta").count == 4)
        #expect(stream.contains("event: response.completed"))
        await provider.stop()
    }

    @Test(arguments: [0, 2_000_000])
    func streamsAtAbsoluteDeadlines(every: Int64) async throws {
        let pace = PreparedAnswer.Pace(
            firstNanoseconds: 1_000_000, everyNanoseconds: every, events: 12, contentBytes: 6)
        try await Self.with(.stream(pace), capacity: 100) { provider, port in
            let clients = (1...20).map { _ in RawClient(port: port) }
            for (number, client) in clients.enumerated() { client.send(RawClient.request(marker(number))) }
            for client in clients {
                let text = client.text(endingWith: "0\r\n\r\n")
                var decoder = ChunkedDecoder()
                decoder.feed(Array((text.split(separator: "\r\n\r\n", maxSplits: 1).last ?? "").utf8))
                let stream = ChatStream.read(SSEStream.decode(decoder.payload))
                #expect(stream.violations.isEmpty)
                #expect(
                    stream.fold.choices[0]?.content.map { String(decoding: $0, as: UTF16.self) }
                        == (1...12).map { pace.content(ofEvent: $0) }.joined())
                #expect(stream.contentEnds.prefix(12).elementsEqual((1...12).map { pace.contentEnd(ofEvent: $0) }))
            }
            let stamps = try await provider.stamps()
            #expect(stamps.count == 20)
            for index in 0..<20 {
                let row = stamps[index]
                #expect(row.ended != nil)
                #expect(row.writes.count == 13)
                for event in 1...12 {
                    let due = row.read + pace.firstNanoseconds + Int64(event - 1) * every
                    #expect((row.writes[event] ?? Instant(nanoseconds: 0)) >= due)
                }
            }
        }
    }

    @Test func readsRequestsInAnyFramingAndSplit() {
        let marker = marker(9)
        let body = #"{"m":"x \#(marker)"}"#
        let (left, right) = (body.prefix(15), body.dropFirst(15))
        let chunked =
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n\(left)\r\n\(String(right.utf8.count, radix: 16));a=b\r\n\(right)\r\n0\r\n\r\n"
        let fixed =
            "POST / HTTP/1.1\r\nHost: x\r\nCONTENT-LENGTH:  \(body.utf8.count)\r\nConnection: Close\r\n\r\n\(body)"
        for (text, closes) in [(chunked, false), (fixed, true)] {
            let bytes = Array((text + "GET").utf8)
            for end in 0..<bytes.count {
                let found = bytes[..<end].withUnsafeBytes { BenchRequest.find(in: $0) }
                let whole = BenchRequest.Found.whole(
                    .init(length: text.utf8.count, nonce: 0xA000_0009, isGet: false, closes: closes))
                if end >= text.utf8.count {
                    #expect(found == whole)
                } else {
                    #expect(found != whole && found != .bad)
                }
            }
        }
    }

    @Test func survivesRandomBytes() {
        var state: UInt64 = 11
        let alphabet = Array("GP :\r\n\r\n\r\ncontent-length:5transfer-encoding: chunked0aFgp:x:\u{0}".utf8)
        for _ in 0..<3000 {
            var bytes = Array("POST / HTTP/1.1\r\n".utf8)
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let found = bytes.withUnsafeBytes { BenchRequest.find(in: $0) }
            if case .whole(let request) = found { #expect(request.length <= bytes.count) }
        }
    }

    @Test func namesAPortThatIsTaken() async throws {
        try await Self.with(.json(bytes: 1), capacity: 0) { _, port in
            await #expect(throws: ListenError.self) { try await BenchProvider.start(ListenAddress(port: port)) }
        }
    }
}
