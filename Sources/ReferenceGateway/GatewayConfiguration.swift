/// How the built-in gateway listens, whom it serves and where it sends requests.
package struct GatewayConfiguration: Sendable {
    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    package var primary: Provider
    package var backup: Provider
    /// Keys that clients may use; the gateway answers 401 to every other, and asks for none if there is none.
    package var clientKeys: [String]
    /// The model name of the route that only ever asks the primary.
    package var directModel: String
    /// The model name of the route that asks the backup when the primary fails.
    package var failoverModel: String
    package var timeouts: Timeouts
    package var limits: Limits
    /// What a defect or a benign variant changes; nil for the correct gateway.
    package var behaviour: Behaviour?
    /// What each request leaves behind; nothing in the correct gateway.
    package var leak = Leak()

    package init(
        host: String = "127.0.0.1", port: Int = 0, primary: Provider, backup: Provider, clientKeys: [String],
        directModel: String = "gateproof-direct", failoverModel: String = "gateproof-failover",
        timeouts: Timeouts = Timeouts(), limits: Limits = Limits(), behaviour: Behaviour? = nil
    ) {
        self.host = host
        self.port = port
        self.primary = primary
        self.backup = backup
        self.clientKeys = clientKeys
        self.directModel = directModel
        self.failoverModel = failoverModel
        self.timeouts = timeouts
        self.limits = limits
        self.behaviour = behaviour
    }
}

extension GatewayConfiguration {
    /// The behaviour's name for modules in which scripts have behaviours too.
    package typealias Deviation = Behaviour
}

extension GatewayConfiguration {
    /// One upstream: its origin, the key that the gateway holds for it and the model name that it knows.
    package struct Provider: Sendable {
        /// `primary` or `backup`; told to clients in `x-gateproof-provider`.
        package var name: String
        package var host: String
        package var port: Int
        package var key: String
        /// Put in place of the route's name; nil keeps the name that the client sent.
        package var model: String?

        package init(name: String, host: String = "127.0.0.1", port: Int, key: String, model: String?) {
            self.name = name
            self.host = host
            self.port = port
            self.key = key
            self.model = model
        }
    }

    /// Limits in milliseconds on what an upstream may leave undone; each is precise to about 50 ms.
    package struct Timeouts: Sendable {
        /// To accept a connection; then 504.
        package var connect = 2_000
        /// From the request to the final response head, and on the failover route to the first event; then 504.
        package var head = 3_000
        /// Without one byte of a body; before the first payload 504, afterwards an error event.
        package var idle = 120_000
        /// How long the head of a stream waits for the first event, so that an early error can still become a status.
        package var hold = 1_000

        package init() {}
    }

    /// What is never given back, to see whether a soak notices.
    package struct Leak: Sendable {
        /// Bytes that each request keeps.
        package var bytes = 0
        /// Every so many requests keep a file open; 0 for none.
        package var fileEvery = 0

        package init() {}
    }

    /// Limits in bytes.
    package struct Limits: Sendable {
        /// Of a request body; above it 413.
        package var requestBody = 16 << 20
        /// Of a request head; above it 431.
        package var requestHead = 64 << 10
        /// Of a whole response kept back to be examined; above it it is passed on as it comes.
        package var heldResponse = 8 << 20
        /// Of one event; above it the stream ends in an error.
        package var event = 64 << 20

        /// Requests that one client connection may carry.
        package var requestsPerConnection = Int.max

        package init() {}
    }
}
