/// What the client is asked to do in one exchange; pure data, no handle of the world.
package struct ClientRequest: Sendable {
    /// Scheme, host and port of the gateway, such as `http://127.0.0.1:4000`; the path is in `target`.
    package var origin: String
    package var method: String
    /// Path and query, sent unchanged.
    package var target: String
    /// Sent in this order, and nothing beside them but Host and the framing of the body.
    package var fields: HeaderFields
    package var body: [UInt8]
    package var behaviour: ClientBehaviour
    package var limits: ClientLimits
    /// The nonce by which the provider knows the request (`gp:<case>:<nonce>` in the body); nil where there is none.
    package var marker: String?

    package init(
        origin: String, method: String = "POST", target: String, fields: HeaderFields = [], body: [UInt8] = [],
        behaviour: ClientBehaviour = ClientBehaviour(), limits: ClientLimits = ClientLimits(), marker: String? = nil
    ) {
        self.origin = origin
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.behaviour = behaviour
        self.limits = limits
        self.marker = marker
    }
}

/// How the client behaves beside sending the request and reading all of the answer.
package struct ClientBehaviour: Sendable, Equatable {
    /// How the request body leaves.
    package enum Upload: Sendable, Equatable {
        case whole
        /// With `Transfer-Encoding: chunked`, in chunks of so many bytes.
        case chunked(size: Int)
        /// With Content-Length, so many bytes every so many milliseconds.
        case slow(bytes: Int, everyMilliseconds: Int)
    }

    /// When the client gives up of its own will.
    package enum Abort: Sendable, Equatable {
        /// So long after the request was sent, whether or not an answer began.
        case afterMilliseconds(Int)
        /// So many milliseconds after a provider read the request; cancelled by who knows the providers, not by the client.
        case afterArrival(milliseconds: Int)
        /// As soon as so many SSE data events have been read.
        case afterEvents(Int)
        /// As soon as so many body bytes have been read.
        case afterBytes(Int)
    }

    /// How the body is read.
    package enum Reading: Sendable, Equatable {
        case eager
        /// Stops after so many body bytes, for so long, then reads on.
        case pause(afterBytes: Int, milliseconds: Int)
        case slow(bytesPerSecond: Int)
    }

    package var upload: Upload
    package var abort: Abort?
    /// On abort, send RST (linger 0) in place of FIN.
    package var abortWithReset: Bool
    package var reading: Reading
    /// Never reuse a kept-alive connection.
    package var freshConnection: Bool
    /// Send exactly these bytes, head included, in place of a request that libcurl builds.
    package var verbatim: [UInt8]?

    package init(
        upload: Upload = .whole, abort: Abort? = nil, abortWithReset: Bool = false, reading: Reading = .eager,
        freshConnection: Bool = false, verbatim: [UInt8]? = nil
    ) {
        self.upload = upload
        self.abort = abort
        self.abortWithReset = abortWithReset
        self.reading = reading
        self.freshConnection = freshConnection
        self.verbatim = verbatim
    }
}

/// Bounds that keep a hostile peer cheap; passing one ends the exchange with `Ending.limit`.
package struct ClientLimits: Sendable, Equatable {
    package var headBytes: Int
    package var bodyBytes: Int
    package var connectMilliseconds: Int
    /// From the start of the exchange to its end.
    package var totalMilliseconds: Int

    package init(
        headBytes: Int = 256 << 10, bodyBytes: Int = 64 << 20, connectMilliseconds: Int = 5_000,
        totalMilliseconds: Int = 30_000
    ) {
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
        self.connectMilliseconds = connectMilliseconds
        self.totalMilliseconds = totalMilliseconds
    }
}
