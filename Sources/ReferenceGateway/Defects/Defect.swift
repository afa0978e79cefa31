internal import Wire

/// One deliberate fault of the built-in gateway, with which the checks are proven.
package struct Defect: Sendable {
    /// As `--defect` takes it; never reused or renamed.
    package let id: String
    package let title: String
    /// The requirements that it violates.
    package let requirements: [String]
    /// Checks that must find it; empty until they are known.
    package let checks: [String]
    package let behaviour: Behaviour

    init(
        _ id: String, _ title: String, _ requirements: [String], checks: [String] = [],
        _ change: (inout Behaviour) -> Void
    ) {
        self.id = id
        self.title = title
        self.requirements = requirements
        self.checks = checks
        behaviour = Behaviour(change)
    }

    /// Every defect, by area.
    package static let all: [Defect] =
        pacing + framing + writing + grammar + content + extensions + tools + usage + requests + requestTools
        + answers + errors + streamErrors + headers + http + failures + failover + endpoints

    /// The defect of that name; nil if there is none.
    package static func named(_ id: String) -> Defect? {
        all.first { $0.id == id }
    }
}

/// A harmless difference: what `requirements.md` §8 allows and no check may fail.
package struct BenignVariant: Sendable {
    package let id: String
    package let title: String
    package let behaviour: Behaviour

    init(_ id: String, _ title: String, _ change: (inout Behaviour) -> Void) {
        self.id = id
        self.title = title
        behaviour = Behaviour(change)
    }

    /// The variant of that name; nil if there is none.
    package static func named(_ id: String) -> BenignVariant? {
        all.first { $0.id == id }
    }
}

extension Behaviour {
    /// Sees each event in turn and says what leaves in its place.
    mutating func eachEvent(_ change: @escaping @Sendable (StreamEvent) -> [StreamEvent]) {
        events = { { change($0) } }
    }

    /// Changes the value of every event that holds JSON.
    mutating func eachChunk(_ change: @escaping @Sendable (inout JSON) -> Void) {
        eachEvent { [$0.edited(change)] }
    }

    /// The same with the position of the event, from 0, `[DONE]` and comments not counted.
    mutating func numberedChunks(_ change: @escaping @Sendable (Int, inout JSON) -> Void) {
        events = {
            var count = -1
            return { event in
                guard event.json != nil else { return [event] }
                count += 1
                return [event.edited { change(count, &$0) }]
            }
        }
    }

    /// Changes the value of the request body.
    mutating func request(_ change: @escaping @Sendable (inout JSON) -> Void) {
        requestBody = { JSON.edited($0, change) }
    }

    /// Changes the value of a whole answer.
    mutating func answer(_ change: @escaping @Sendable (inout JSON) -> Void) {
        responseBody = { JSON.edited($0, change) }
    }

    mutating func responseFields(_ change: @escaping @Sendable (inout HeaderFields, Passage) -> Void) {
        responseHead = { change(&$0.fields, $1) }
    }

    mutating func requestFields(_ change: @escaping @Sendable (inout HeaderFields, Passage) -> Void) {
        requestHead = { change(&$0.fields, $1) }
    }

    /// Reads the provider's stream line by line, whatever the reads; the closure says what stands in its place.
    mutating func eachLine(_ change: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        streamBytes = {
            var rest: [UInt8] = []
            return { bytes in
                rest += bytes
                guard let end = rest.lastIndex(of: 0x0A) else { return [] }
                let lines = rest[...end].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
                rest = Array(rest[(end + 1)...])
                return lines.flatMap { change(Array($0) + [0x0A]) }
            }
        }
    }
}
