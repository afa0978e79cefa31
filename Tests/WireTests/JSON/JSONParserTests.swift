import TestSupport
import Testing
import Wire

@Suite struct JSONParserTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1.0", "1e2", "1E+2", "-1.5e-3", "9007199254740993", #""""#, #""a""#,
        #""\u00e9\/\ud83d""#, "[]", "{}", "[1,2,[3]]", #"{"a":1,"a":2,"b":{"c":[null]}}"#, #""é北京🙂""#,
    ])
    func keepsTheText(_ text: String) throws {
        #expect(try JSON.parse(text).text == text)
    }

    @Test func dropsBlanksOnly() throws {
        #expect(try JSON.parse(" { \"a\" :\t[ 1 ,\r\n2 ] } ").text == #"{"a":[1,2]}"#)
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("nul", 0), ("nulls", 4), ("01", 1), ("-", 1), ("+1", 0), (".5", 0), ("1.", 2), ("1e", 2),
        ("NaN", 0), ("-Infinity", 1), ("Infinity", 0), ("'a'", 0), ("[1,]", 3), ("[1 2]", 3), ("[", 1), ("[1", 2),
        ("{", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), ("{a:1}", 1), (#"{"a":1 "b":2}"#, 7),
        (#""abc"#, 0), (#""\x""#, 1), (#""\u12g4""#, 1), ("\"a\nb\"", 2), ("\"\u{0}\"", 1), ("1 2", 2), ("]", 0),
        (#"{"a":1}}"#, 7), ("\u{FEFF}1", 0), ("[1}", 2), (#"{"a":1]"#, 6), ("true1", 4), ("/**/1", 0), (#""\"#, 1),
    ])
    func rejectsWithOffset(_ text: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error?.offset == offset, "\(text): \(error?.message ?? "")")
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80],
            [0xE0, 0x80, 0xAF], [0xFF],
        ] as [[UInt8]])
    func rejectsInvalidUTF8(_ bytes: [UInt8]) {
        let error = #expect(throws: JSONError.self) { try JSON.parse([0x22, 0x61] + bytes + [0x22]) }
        #expect(error?.offset == 2)
    }

    @Test func keepsLoneSurrogates() throws {
        let json = try JSON.parse(#""\ud83d""#)
        #expect(json.units == [0xD83D])
        #expect(json.stringValue == "\u{FFFD}")
        #expect(try JSON.parse(#""\ud83d\ude00""#) == JSON.parse(#""😀""#))
        #expect(try JSON.parse(#""\ude00\ud83d""#) != JSON.parse(#""😀""#))
    }

    @Test func boundsTheDepth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try JSON.parse(nested(1_000)).text == nested(1_000))
        #expect(throws: JSONError.self) { try JSON.parse(nested(1_001)) }
        #expect(throws: JSONError.self) { try JSON.parse(nested(3), depth: 2) }
        let endless = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONError.self) { try JSON.parse(endless, depth: .max) }
        let objects = String(repeating: #"{"a":"#, count: 1_000_000)
        #expect(throws: JSONError.self) { try JSON.parse(objects, depth: .max) }
        let deep = try JSON.parse(nested(JSON.greatestDepth), depth: .max)
        #expect(deep == deep)
    }

    @Test func reads() throws {
        let json = try JSON.parse(#"{"a":[1,"x",null,true],"a":2,"é":{}}"#)
        #expect(json["a"]?[0]?.intValue == 1)
        #expect(json["a"]?[1]?.stringValue == "x")
        #expect(json["a"]?[2]?.isNull == true)
        #expect(json["a"]?[3]?.boolValue == true)
        #expect(json["a"]?[4] == nil && json["a"]?[-1] == nil && json["b"] == nil && json[0] == nil)
        #expect(json.members?.count == 3)
        #expect(json["é"]?.kindName == "object")
    }

    @Test func buildsFromLiterals() {
        let json: JSON = ["b": 1, "a": [.null, true, "q\"\n\u{1}"]]
        #expect(json.text == #"{"b":1,"a":[null,true,"q\"\n\u0001"]}"#)
        #expect(JSON.string(JSONString(units: [0xD800, 0x41])).text == #""\ud800A""#)
    }

    @Test func survivesRandomBytes() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<3_000 {
            let bytes = random.bytes(random.below(40), alphabet: #"{}[]",:\u0123eE+-.ntfalsrud "#)
            guard let json = try? JSON.parse(bytes) else { continue }
            let again = try? JSON.parse(json.bytes)
            #expect(again == json)
        }
    }

    @Test func survivesMutation() {
        var random = SplitMix64(seed: 2)
        let seed = Array(#"{"id":"x","n":[1.5e-7,-0,true,null,"\ud83d\ude00é"],"o":{"a":{},"a":[]}}"#.utf8)
        for _ in 0..<3_000 {
            let bytes = random.mutated(seed)
            guard let json = try? JSON.parse(bytes) else { continue }
            let again = try? JSON.parse(json.bytes)
            #expect(again == json)
        }
    }
}
