import TestSupport
import Testing
import Wire

@Suite struct TextTests {
    @Test(
        arguments: [
            ([0x61, 0x0A, 0x0D, 0x09, 0x5C], #"a\n\r\t\\"#), ([0x00, 0x1B, 0x7F], #"\x00\x1B\x7F"#),
            ([0xFF, 0xC3], #"\xFF\xC3"#),
            (Array("é北🙂".utf8), "é北🙂"),
            (Array("\u{2028}\u{202E}\u{FEFF}".utf8), #"\xE2\x80\xA8\xE2\x80\xAE\xEF\xBB\xBF"#),
            ([], ""),
        ] as [([UInt8], String)])
    func printable(_ bytes: [UInt8], _ text: String) {
        #expect(PrintableBytes.text(bytes) == text)
    }

    @Test(
        arguments: [
            (Array("é北🙂".utf16), "é北🙂"), ([], ""), ([0x61, 0xD83D, 0x62], #"a\ud83db"#),
            ([0xDE00, 0xD83D], #"\ude00\ud83d"#),
            ([0xD83D, 0xD83D, 0xDE00, 0xDE00], #"\ud83d😀\ude00"#), ([0xFFFD], "\u{FFFD}"),
        ] as [([UInt16], String)])
    func halfPairsAreShown(_ units: [UInt16], _ text: String) {
        #expect(PrintableUnits.text(units) { $0 } == text)
    }

    @Test func redacts() {
        let redactor = Redactor([("client-key", "sk-1"), ("other", "sk-12345"), ("none", "")])
        #expect(redactor.redact("a sk-12345 b sk-1 c") == "a [redacted:other] b [redacted:client-key] c")
        #expect(redactor.redact("nothing") == "nothing")
        #expect(redactor.finds(in: Array("xsk-1x".utf8)) && !redactor.finds(in: Array("sk-".utf8)))
        #expect(
            Redactor(secrets: ["abc"]).redact([0xFF] + Array("abc".utf8)) == [0xFF] + Array("[redacted:secret-1]".utf8))
        #expect(Redactor(secrets: []).redact("x") == "x")
    }

    @Test(
        arguments: [
            ("gp:stream.a.b:0123456789abcdef", "0123456789abcdef"), ("xgp:a:0123456789abcdefZ", "0123456789abcdef"),
            ("gp::0123456789abcdef gp:a:fedcba9876543210", "fedcba9876543210"), ("gp:a:0123456789ABCDEF", nil),
            ("gp:a:0123", nil),
            ("gp:gp:a:0123456789abcdef", "0123456789abcdef"), ("", nil), ("gp:", nil), ("gp:a b:0123456789abcdef", nil),
            (#"{"content":"gp:a-b_c.d:00000000000000ff \u00e9"}"#, "00000000000000ff"),
        ] as [(String, String?)])
    func marker(_ text: String, _ nonce: String?) {
        #expect(Marker.find(in: Array(text.utf8)) == nonce)
    }

    @Test func markerText() {
        let marker = Marker(caseID: "stream.a", nonce: Marker.nonce(255))
        #expect(marker.text == "gp:stream.a:00000000000000ff")
        #expect(Marker.parse(in: Array("x \(marker.text) y".utf8)) == marker)
    }

    @Test func fuzz() {
        var random = SplitMix64(seed: 6)
        for _ in 0..<1_000 {
            let bytes = random.bytes(random.below(60), alphabet: "gp:a:0123456789abcdef")
            _ = Marker.find(in: bytes)
            _ = PrintableBytes.text(bytes)
            let redactor = Redactor(secrets: ["gp:"])
            #expect(!redactor.finds(in: redactor.redact(bytes)))
        }
    }
}
