internal import Wire

/// Sorts header lines into interim heads and the final one, in bounded memory.
struct HeadRecorder {
    enum Step {
        case more
        /// The final head is complete.
        case answered(ResponseHead)
        case limit(String)
        case malformed(String)
    }

    private(set) var interim: [ResponseHead] = []
    private(set) var head: ResponseHead?
    /// The bytes of all heads.
    var bytes: [UInt8] = []
    private(set) var headAt: Instant?
    private let limit: Int
    private var parser: HeadParser

    init(limit: Int) {
        self.limit = limit
        parser = HeadParser(.response, limit: limit)
    }

    /// The final head was read whole.
    var isComplete: Bool { head != nil }

    mutating func take(_ line: UnsafeRawBufferPointer, at now: Instant) -> Step {
        guard head == nil else { return .more }
        if headAt == nil { headAt = now }
        bytes.append(contentsOf: line)
        if bytes.count > limit { return .limit("more than \(limit) head bytes") }
        parser.feed(line)
        if let error = parser.error { return .malformed(error) }
        guard parser.isComplete, let response = parser.response else { return .more }
        parser = HeadParser(.response, limit: limit)
        return finish(response)
    }

    private mutating func finish(_ response: ResponseHead) -> Step {
        if (100..<200).contains(response.status) {
            interim.append(response)
            headAt = nil
            return .more
        }
        head = response
        return .answered(response)
    }
}
