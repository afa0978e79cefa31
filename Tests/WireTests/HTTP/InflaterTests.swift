import Foundation
import TestSupport
import Testing
import Wire

/// Packed bytes that zlib wrote, and bytes that nobody wrote.
@Suite struct InflaterTests {
    static let text = Array(
        (String(repeating: "data: {\"content\":\"Hé 北京🙂 \"}\n\n", count: 12)
            + String(String.UnicodeScalarView((0..<300).map { Unicode.Scalar(UInt8(33 + $0 * 7 % 90)) }))).utf8)

    static let vectors: [(name: String, packed: String)] = [
        (
            "stored",
            "H4sIAAAAAAAEAwHoAhf9ZGF0YTogeyJjb250ZW50IjoiSMOpIOWMl+S6rPCfmYIgIn0KCmRhdGE6IHsiY29udGVudCI6IkjDqSDljJfkuqzwn5mCICJ9CgpkYXRhOiB7ImNvbnRlbnQiOiJIw6kg5YyX5Lqs8J+ZgiAifQoKZGF0YTogeyJjb250ZW50IjoiSMOpIOWMl+S6rPCfmYIgIn0KCmRhdGE6IHsiY29udGVudCI6IkjDqSDljJfkuqzwn5mCICJ9CgpkYXRhOiB7ImNvbnRlbnQiOiJIw6kg5YyX5Lqs8J+ZgiAifQoKZGF0YTogeyJjb250ZW50IjoiSMOpIOWMl+S6rPCfmYIgIn0KCmRhdGE6IHsiY29udGVudCI6IkjDqSDljJfkuqzwn5mCICJ9CgpkYXRhOiB7ImNvbnRlbnQiOiJIw6kg5YyX5Lqs8J+ZgiAifQoKZGF0YTogeyJjb250ZW50IjoiSMOpIOWMl+S6rPCfmYIgIn0KCmRhdGE6IHsiY29udGVudCI6IkjDqSDljJfkuqzwn5mCICJ9CgpkYXRhOiB7ImNvbnRlbnQiOiJIw6kg5YyX5Lqs8J+ZgiAifQoKISgvNj1ES1JZYGdudSIpMDc+RUxTWmFob3YjKjE4P0ZNVFtiaXB3JCsyOUBHTlVcY2pxeCUsMzpBSE9WXWRrcnkmLTQ7QklQV15lbHN6Jy41PENKUVhfZm10ISgvNj1ES1JZYGdudSIpMDc+RUxTWmFob3YjKjE4P0ZNVFtiaXB3JCsyOUBHTlVcY2pxeCUsMzpBSE9WXWRrcnkmLTQ7QklQV15lbHN6Jy41PENKUVhfZm10ISgvNj1ES1JZYGdudSIpMDc+RUxTWmFob3YjKjE4P0ZNVFtiaXB3JCsyOUBHTlVcY2pxeCUsMzpBSE9WXWRrcnkmLTQ7QklQV15lbHN6Jy41PENKUVhfZm10ISgvNj1ES1JZYGdudSIpMDc+RUxTWmFob3YjKjE4qVc7M+gCAAA="
        ),
        (
            "fixed",
            "H4sIAAAAAAACA0tJLEm0UqhWSs7PK0nNK1GyUvI4vFLhac/0J7vWfJg/s0lBqZaLK2VU0WBUpKihb2br4h0UmZCeV6qkaWBu5+oTHJWYkV+mrGVoYe/mGxKdlFlQrqJtZOng7hcak5xVWKGqY2zl6OEfFpuSXVSppmti7eQZEB6XmlNcpa5nauPsFRgRn5ZbMvxMBgCpVzsz6AIAAA=="
        ),
        (
            "dynamic",
            "H4sIAAAAAAACA0tJLEm0UqhWSs7PK0nNK1GyUvI4vFLhac/0J7vWfJg/s0lBqZaLK2VU0WBUpKihb2br4h0UmZCeV6qkaWBu5+oTHJWYkV+mrGVoYe/mGxKdlFlQrqJtZOng7hcak5xVWKGqY2zl6OEfFpuSXVSppmti7eQZEB6XmlNcpa5nauPsFRgRn5ZbMvxMBgCpVzsz6AIAAA=="
        ),
        (
            "huffman only",
            "H4sIAAAAAAACAwXBx1bCQBQA0P18xfNhARtgQR0FG2gU7B0bYxLBNrE8sORkk3X2OVllnXPyBdnmV5J9PsF7NUGCg4mqIUmXhByVOIDUcZMozHzPBrQY0wQJDiaqhiRdEnJU4gBSx02iMPM9G9BiTBMkOJioGpJ0SchRiQNIHTeJwsz3bECLMU2Q4GCiakjSJSFHJQ4gddwkCjPfswEtxjRBgoOJqiFJl4QclTiA1HGTKMx8zwa0GNMECQ4mqoYkXRJyVOIAUsdNojDzPRvQYkwTJDiYqBqSdEnIUYkDSB03icLM92xAizFNkOBgompI0iUhRyUOIHXcJAoz37MBLcY0QYKDiaohSZeEHJU4gNRxkyjMfM8GtBjTBAkOJqqGJF0SclTiAFLHTaIw8z0b0GJMEyQ4mKgaknRJyFGJA0gdN4nCzPdsQIsxTZDgYKJqSNIlIUclDiB13CQKM9+zAS3GhvLFSrXePL7qdGUfC6WFWqN10hY9Y5AbLy+ubu2dXj88vX8PT8wsrW3vn92ozx8/I5OzfF05OL/VXj5/R6fmljd2Di/u9Nevv7Hp+ZXN3aPL+8c3GsoXK9V68/iq05V9LJQWao3WSVv0jEFuvLy4urV3ev3w9P49PDGztLa9f3ajPn/8jEzO8nXl4PxWe/n8HZ2aW97YOby401+//sam51c2d48u7x/faChfrFTrzeOrTlf2sVBaqDVaJ23RMwa58fLi6tbe6fXD0/v38MTM0tr2/tmN+vzxMzI5y9eVg/Nb7eXzd3Rqbnlj5/DiTn/9+hubnl/Z3D26vH98o6F8sVKtN4+vOl3Zx0JpodZonbRFzxjkxsuL/6lXOzPoAgAA"
        ),
        (
            "flushed",
            "H4sIAAAAAAACA0pJLEm0UqhWSs7PK0nNK1GyUvI4vFLhac/0J7vWfJg/s0lBqZaLKyWxBAAAAP//IlYRAAAA//8iVhEAAAD//yJWEQAAAP//IlYRAAAA//8iVhEAAAD//yJWEQAAAP//IlYRAAAA//8iVhEAAAD//yJWEQAAAP//IlYRAAAA//8CKVLU0DezdfEOikxIzytV0jQwt3P1CY5KzMgvU9YytLB38w2JTgIAAAD//8osKFfRNrJ0cPcLjUnOKqxQ1TG2cvTwD4tNyS6qVNM1sXbyDAiPS80BAAAA//8qrlLXM7Vx9gqMiE/LLcFtMgAAAP//ItZkAAAAAP//ItZkAAAAAP//ItZkAAAAAP//ItZkAAAAAP//wmUyAAAA//8DAKlXOzPoAgAA"
        ),
        (
            "two members",
            "H4sIAAAAAAACA0tJLEm0UqhWSs7PK0nNK1GyUvI4vFLhac/0J7vWfJg/s0lBqZaLK4UyRQCVnJi6ZAAAAB+LCAAAAAAAAgPbtebD/JlNCkq1XFwpiSWJVgrVSsn5eSWpeSVKVkoeh1cqPO2Z/mTXqCJSFSlq6JvZungHRSak55UqaRqY27n6BEclZuSXKWsZWti7+YZEJ2UWlKtoG1k6uPuFxiRnFVao6hhbOXr4h8WmZBdVqumaWDt5BoTHpeYUV6nrmdo4ewVGxKfllgw/kwFVjLz/hAIAAA=="
        ),
    ]

    private static func bytes(_ packed: String) -> [UInt8] { Array(Data(base64Encoded: packed) ?? Data()) }

    @Test(arguments: vectors.map(\.packed)) func whatZlibPackedComesOut(packed: String) {
        let inflated = Inflater.gzip(Self.bytes(packed), limit: 1 << 20)
        #expect(inflated.state == .complete)
        #expect(inflated.bytes == Self.text)
    }

    @Test(arguments: vectors.map(\.packed)) func halfTheBytesGiveAPrefix(packed: String) {
        let bytes = Self.bytes(packed)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            let inflated = Inflater.gzip(Array(bytes[..<length]), limit: 1 << 20)
            #expect(Self.text.starts(with: inflated.bytes))
        }
    }

    @Test func marksTellWhatWasUnpackedByThen() throws {
        let bytes = Self.bytes(try #require(Self.vectors.first { $0.name == "flushed" }).packed)
        let marks = [10, bytes.count / 2, bytes.count]
        let inflated = Inflater.gzip(bytes, limit: 1 << 20, marks: marks)
        #expect(inflated.marks.count == 3)
        #expect(inflated.marks[0] == 0 && inflated.marks[2] == Self.text.count)
        #expect(inflated.marks[1] == Inflater.gzip(Array(bytes[..<marks[1]]), limit: 1 << 20).bytes.count)
    }

    @Test func aBombStopsAtTheLimit() {
        let bomb = Self.bytes(
            "H4sIAAAAAAACA+3BAQ0AAADCoPdPbQ8HFAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/Bj74rL24JMEAA=="
        )
        let inflated = Inflater.gzip(bomb, limit: 4096)
        #expect(inflated.state == .tooLarge)
        #expect(inflated.bytes.count == 4096)
        let head = ResponseHead(status: 200, fields: [HeaderField("content-encoding", "gzip")])
        let transcript = Transcript(bytes: bomb, segments: [])
        let body = MessageBody.decode(head: head, method: "GET", transcript: transcript).unpacked(
            head: head, limit: 4096)
        #expect(body.codingProblem != nil && body.payload.count == 4096)
    }

    @Test(arguments: 0..<200) func garbageIsNoCrash(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var bytes = Self.bytes(Self.vectors[seed % Self.vectors.count].packed)
        for _ in 0..<(1 + seed % 5) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let inflated = Inflater.gzip(bytes, limit: 1 << 16)
        #expect(inflated.bytes.count <= 1 << 16)
    }

    @Test func aPackedStreamIsFollowedWhileItComes() throws {
        let bytes = Self.bytes(try #require(Self.vectors.first { $0.name == "flushed" }).packed)
        let head = ResponseHead(
            status: 200,
            fields: [HeaderField("content-encoding", "gzip"), HeaderField("content-type", "text/event-stream")])
        var progress = ContentProgress(head: head, method: "POST")
        var counts: [Int] = []
        for byte in bytes {
            progress.feed([byte])
            counts.append(progress.eventCount)
        }
        #expect(counts.last == 12)
        #expect(counts[counts.count / 2] > 0 && counts == counts.sorted())
    }
}
