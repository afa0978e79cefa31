internal import Suites
internal import Wire

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The bodies that travel over the control API.
enum ControlMessage {
    struct Arm: Codable {
        var marker: String
        var scenario: Scenario
    }

    struct ArmUnmarked: Codable {
        var path: String
        var marker: String
    }

    struct Received: Codable {
        var marker: String
        var event: Int
    }

    struct Marker: Codable {
        var marker: String
    }

    struct Collect: Codable {
        var marker: String
        var graceMilliseconds: Int
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        Array(try JSONEncoder().encode(value))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}

/// An attempt with its long byte strings apart, in base64.
struct AttemptMessage: Codable {
    private var attempt: Attempt
    private var headBytes: Data
    private var body: Data
    private var sentHeadBytes: Data
    private var sentBody: Data

    init(_ whole: Attempt) {
        attempt = whole
        headBytes = Data(whole.headBytes)
        body = Data(whole.body)
        sentHeadBytes = Data(whole.sentHeadBytes)
        sentBody = Data(whole.sentBody.bytes)
        attempt.headBytes = []
        attempt.body = []
        attempt.sentHeadBytes = []
        attempt.sentBody.bytes = []
    }

    var whole: Attempt {
        var whole = attempt
        whole.headBytes = Array(headBytes)
        whole.body = Array(body)
        whole.sentHeadBytes = Array(sentHeadBytes)
        whole.sentBody.bytes = Array(sentBody)
        return whole
    }
}
