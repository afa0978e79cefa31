package import Wire

/// A request that a load run sends many times; its body may be patched in place before each start.
package struct LoadRequest: Sendable {
    package var origin: String
    package var method: String
    /// Path and query, sent unchanged.
    package var target: String
    /// Sent in this order, and nothing beside them but Host and Content-Length.
    package var fields: HeaderFields
    package var body: [UInt8]

    package init(
        origin: String, method: String = "POST", target: String, fields: HeaderFields = [], body: [UInt8] = []
    ) {
        self.origin = origin
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }
}

/// The frame of a load run: what may be sent, how much at once, and the bounds of each request.
package struct LoadPlan: Sendable {
    package var requests: [LoadRequest]
    /// Requests in flight at most.
    package var slots: Int
    package var limits: ClientLimits
    /// Answer bytes to make room for in each slot beforehand; more is found when needed.
    package var expectedBytes: Int
    /// Reads of an answer to make room for, likewise.
    package var expectedReads: Int
    /// Every request opens a connection of its own.
    package var freshConnections: Bool

    package init(
        requests: [LoadRequest], slots: Int, limits: ClientLimits = ClientLimits(), expectedBytes: Int = 16 << 10,
        expectedReads: Int = 64, freshConnections: Bool = false
    ) {
        self.requests = requests
        self.slots = slots
        self.limits = limits
        self.expectedBytes = expectedBytes
        self.expectedReads = expectedReads
        self.freshConnections = freshConnections
    }
}

/// What a load run cost the client itself.
package struct LoadReport: Sendable {
    package var requests = 0
    /// CPU nanoseconds of the client's thread.
    package var processorNanoseconds: Int64 = 0
    package var nanoseconds: Int64 = 0
    /// Waits for events that ended.
    package var wakeUps = 0
    package var answerBytes = 0
    /// Reads that brought body bytes.
    package var reads = 0
}
