import Testing

@testable import Suites

struct JSONTextTests {
    @Test(arguments: [
        ("{b: 1, a: 2}", #"{"b":1,"a":2}"#),
        ("{x: 1.10, y: 1e5, z: -0, w: 12345678901234567890}", #"{"x":1.10,"y":1e5,"z":-0,"w":12345678901234567890}"#),
        (
            "{a: on, b: off, c: yes, d: no, e: y, f: 1:30}",
            #"{"a":"on","b":"off","c":"yes","d":"no","e":"y","f":"1:30"}"#
        ),
        ("{a: ~, b: null, c: , d: true, e: false}", #"{"a":null,"b":null,"c":null,"d":true,"e":false}"#),
        (#"{a: "1", b: 'true', c: "~"}"#, #"{"a":"1","b":"true","c":"~"}"#),
        (#"{a: "q\"b\\c\n\t\u0001é🙂"}"#, #"{"a":"q\"b\\c\n\t\u0001é🙂"}"#),
        ("[1, [], {}]", "[1,[],{}]"),
        ("{a: 2026-11-21, b: 1.2.3, c: 7th, d: gpt-4.1}", #"{"a":"2026-11-21","b":"1.2.3","c":"7th","d":"gpt-4.1"}"#),
        ("a: &x {k: 1}\nb: *x\nc: {<<: *x, k: 2, j: 3}", #"{"a":{"k":1},"b":{"k":1},"c":{"k":2,"j":3}}"#),
        ("a: !!str 5\nb: |\n  two\n  lines\n", #"{"a":"5","b":"two\nlines\n"}"#),
        (#"{"json": {"is": ["yaml", 1.0, null]}}"#, #"{"json":{"is":["yaml",1.0,null]}}"#),
    ])
    func keepsOrderAndSpelling(yaml: String, json: String) throws {
        let result = try Texts.json(yaml)
        #expect(result.text == json)
        #expect(result.mistakes == [])
    }

    @Test(arguments: ["0x1F", "0o17", ".5", "+1", "1_000", "01", "1.", ".inf", "-.INF", ".NaN", "True", "NULL"])
    func refusesSpellingsThatOtherReadersTakeForValues(word: String) throws {
        #expect(try Texts.json("[\(word)]").mistakes.count == 1)
    }
}

struct BodyEditTests {
    private static let body = #"{ "a" : 1.0, "b":{"c":[10, {"d":"x, }"}]} ,"e.f": null }"#

    @Test(arguments: [
        ("a", "2", #"{ "a" : 2, "b":{"c":[10, {"d":"x, }"}]} ,"e.f": null }"#),
        ("b.c.1.d", "3", #"{ "a" : 1.0, "b":{"c":[10, {"d":3}]} ,"e.f": null }"#),
        ("b.c.0", "[]", #"{ "a" : 1.0, "b":{"c":[[], {"d":"x, }"}]} ,"e.f": null }"#),
        ("e.f", "4", #"{ "a" : 1.0, "b":{"c":[10, {"d":"x, }"}]} ,"e.f": 4 }"#),
        ("new", #""n""#, #"{ "a" : 1.0, "b":{"c":[10, {"d":"x, }"}]} ,"e.f": null,"new":"n" }"#),
        ("b.n", "5", #"{ "a" : 1.0, "b":{"c":[10, {"d":"x, }"}],"n":5} ,"e.f": null }"#),
    ])
    func setsAndKeepsTheRest(path: String, value: String, expected: String) {
        var edit = BodyEdit(Array(Self.body.utf8))
        let done = edit.set(path, to: value)
        #expect(done)
        #expect(String(decoding: edit.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        ("a", #"{ "b":{"c":[10, {"d":"x, }"}]} ,"e.f": null }"#),
        ("b", #"{ "a" : 1.0 ,"e.f": null }"#),
        ("e.f", #"{ "a" : 1.0, "b":{"c":[10, {"d":"x, }"}]} }"#),
        ("b.c", #"{ "a" : 1.0, "b":{} ,"e.f": null }"#),
        ("b.c.0", #"{ "a" : 1.0, "b":{"c":[{"d":"x, }"}]} ,"e.f": null }"#),
        ("b.c.1.d", #"{ "a" : 1.0, "b":{"c":[10, {}]} ,"e.f": null }"#),
    ])
    func removesAndKeepsTheRest(path: String, expected: String) {
        var edit = BodyEdit(Array(Self.body.utf8))
        let done = edit.remove(path)
        #expect(done)
        #expect(String(decoding: edit.bytes, as: UTF8.self) == expected)
    }

    @Test func setsInAnEmptyObject() {
        var edit = BodyEdit(Array("{ }".utf8))
        let done = edit.set("a", to: "1")
        #expect(done)
        #expect(String(decoding: edit.bytes, as: UTF8.self) == #"{"a":1 }"#)
    }

    @Test(arguments: ["", "[]", "{", #"{"a"}"#, #"{"a":1} x"#, "{\"a\":01}", #"{"a":"}"#, #"{"a":tru}"#, "\u{0}"])
    func knowsWhatIsNoObject(text: String) {
        var edit = BodyEdit(Array(text.utf8))
        #expect(!edit.isObject)
        let changed = edit.set("a", to: "1") || edit.remove("a")
        #expect(!changed)
        #expect(edit.bytes == Array(text.utf8))
    }

    @Test func setsNothingBelowAScalar() {
        var edit = BodyEdit(Array(Self.body.utf8))
        let changed = edit.set("a.b", to: "1") || edit.set("x.y", to: "1") || edit.set("b.c.7", to: "1")
        #expect(!changed)
    }
}
