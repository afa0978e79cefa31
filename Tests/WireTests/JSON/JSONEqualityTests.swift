import Testing
import Wire

@Suite struct JSONEqualityTests {
    @Test(arguments: [
        ("1e2", "100"), ("100", "100.0"), ("1.50", "15e-1"), ("-0", "0"), ("0e99", "-0.000"), ("1E+2", "1e2"),
        ("1e99999999999999999999", "10e99999999999999999998"), ("0.1e1", "1"),
        ("12345678901234567890.0", "12345678901234567890"),
        (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#), (#""\u00e9""#, #""é""#), (#""\/""#, #""/""#), ("[1.0]", "[1]"),
        (#"{"a":1,"b":3,"a":2}"#, #"{"a":1,"a":2,"b":3}"#), ("1e000000000000000000000000000000000000002", "100"),
    ])
    func equal(_ left: String, _ right: String) throws {
        #expect(try JSON.parse(left) == JSON.parse(right))
        #expect(try JSON.parse(right) == JSON.parse(left))
    }

    @Test(arguments: [
        ("9007199254740993", "9007199254740992"), ("1", "-1"), ("0.1", "0.10000000000000001"), ("1e2", "1e3"),
        ("1e99999999999999999999", "1e99999999999999999998"), ("1", "\"1\""), ("null", "false"), ("[]", "{}"),
        ("[1,2]", "[2,1]"), (#"{"a":1}"#, #"{"a":1,"b":1}"#), (#"{"a":1,"a":2}"#, #"{"a":2,"a":1}"#),
        (#"{"a":1,"a":1}"#, #"{"a":1,"b":1}"#), (#""é""#, #""e\u0301""#), (#""\ud83d""#, #""\ufffd""#), ("10", "1"),
        ("1e-400", "0"),
    ])
    func different(_ left: String, _ right: String) throws {
        #expect(try JSON.parse(left) != JSON.parse(right))
        #expect(try JSON.parse(right) != JSON.parse(left))
    }

    @Test(
        arguments: [
            ("1e2", 100), ("100.0", 100), ("-0", 0), ("9223372036854775807", Int.max), ("0.0", 0),
            ("-9223372036854775808", Int.min),
        ] as [(String, Int)])
    func wholeNumbers(_ text: String, _ value: Int) throws {
        #expect(try JSON.parse(text).intValue == value)
    }

    @Test(arguments: ["1.5", "9223372036854775808", "1e400", "1e-1", "null", "\"1\""])
    func notWholeNumbers(_ text: String) throws {
        #expect(try JSON.parse(text).intValue == nil)
    }
}
