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
}
