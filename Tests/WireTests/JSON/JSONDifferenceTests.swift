import TestSupport
import Testing
import Wire

@Suite struct JSONDifferenceTests {
    @Test(
        arguments: [
            (#"{"a":1}"#, #"{"a":1.0}"#, []),
            (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, []),
            (#"{"a":{"b":[1,2]}}"#, #"{"a":{"b":[1,3]}}"#, ["$.a.b[1] altered"]),
            (#"{"a":1,"b":null}"#, #"{"a":1}"#, ["$.b lost"]),
            (#"{}"#, #"{"x y":1}"#, [#"$["x y"] invented"#]),
            (#"{"a":1}"#, #"{"a":1,"a":1}"#, ["$.a duplicated"]),
            (#"{"a":1,"a":2}"#, #"{"a":1}"#, ["$.a lost"]),
            ("[1,2,3]", "[3,1,2]", ["$ reordered"]),
            ("[1,2,3]", "[1,3]", ["$[1] lost"]),
            ("[1,2]", "[1,2,2]", ["$[2] duplicated"]),
            ("[1,2]", "[1,9,2]", ["$[1] invented"]),
            (#"[{"a":1},{"a":2}]"#, #"[{"a":3}]"#, ["$[0].a altered", "$[1] lost"]),
            ("null", "[]", ["$ altered"]),
            (#"{"seed":9007199254740993}"#, #"{"seed":9007199254740992}"#, ["$.seed altered"]),
            (
                #"{"choices":[{"message":{"content":"a"}}]}"#, #"{"choices":[{"message":{"content":"b"}}]}"#,
                ["$.choices[0].message.content altered"]
            ),
        ] as [(String, String, [String])])
    func semantic(_ sent: String, _ received: String, _ expected: [String]) throws {
        let found = JSONDifference.compare(try JSON.parse(sent), try JSON.parse(received))
        #expect(found.map { "\($0.path) \($0.kind)" } == expected)
        #expect(found.allSatisfy { !$0.lexical })
    }

    @Test(
        arguments: [
            (#"{"a":1.0}"#, #"{"a":1}"#, ["$.a altered"]),
            (#"{"a":"\u00e9"}"#, #"{"a":"é"}"#, ["$.a altered"]),
            (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, ["$ reordered"]),
            (#"{"a":[1,2]}"#, #"{ "a" : [ 1, 2 ] }"#, []),
        ] as [(String, String, [String])])
    func lexical(_ sent: String, _ received: String, _ expected: [String]) throws {
        let found = JSONDifference.compare(try JSON.parse(sent), try JSON.parse(received), lexical: true)
        #expect(found.map { "\($0.path) \($0.kind)" } == expected)
        #expect(found.allSatisfy { $0.lexical })
    }

    @Test func longArraysAreBounded() throws {
        let sent = JSON.array((0..<2_000).map { JSON($0) })
        let received = JSON.array((1..<2_000).map { JSON($0) })
        #expect(!JSONDifference.compare(sent, received).isEmpty)
    }

    @Test func findsSomethingExactlyWhenValuesDiffer() {
        var random = SplitMix64(seed: 10)
        var differing = 0
        for _ in 0..<2_000 {
            let left = value(3, &random)
            let right = value(3, &random)
            let found = JSONDifference.compare(left, right)
            #expect(found.isEmpty == (left == right), "\(left) and \(right)")
            #expect(JSONDifference.compare(left, left, lexical: true).isEmpty)
            if left != right { differing += 1 }
        }
        #expect((500..<2_000).contains(differing))
    }

    /// A small value out of few words, so that equal ones turn up often.
    private func value(_ depth: Int, _ random: inout SplitMix64) -> JSON {
        let leaves: [JSON] = [1, 2, "x", .null, true, .number(JSONNumber(text: "1.0"))]
        guard depth > 0, random.below(3) > 0 else { return leaves[random.below(leaves.count)] }
        let items = (0..<random.below(4)).map { _ in value(depth - 1, &random) }
        if random.below(2) == 0 { return .array(items) }
        return .object(items.map { JSON.Member(key: ["a", "b"][random.below(2)], value: $0) })
    }
}
