package import Wire

/// Everything in which a defective, or harmlessly different, gateway departs from the correct one.
///
/// Each hook sits at one seam of the main path and is absent in the correct gateway.
package struct Behaviour: Sendable {
    /// Changes limits, timeouts or routes before the start.
    package var configure: (@Sendable (inout GatewayConfiguration) -> Void)?

    /// Names a field for which the request is refused; nil for none.
    package var refuses: (@Sendable (HeaderFields) -> String?)?

    // Towards the provider.
    package var requestHead: (@Sendable (inout RequestHead, Passage) -> Void)?
    package var requestBody: (@Sendable ([UInt8]) -> [UInt8])?
    /// Changes the body for every provider but the first.
    package var backupBody: (@Sendable ([UInt8]) -> [UInt8])?

    // Towards the client.
    package var responseHead: (@Sendable (inout ResponseHead, Passage) -> Void)?
    /// Changes the whole body of a success.
    package var responseBody: (@Sendable ([UInt8]) -> [UInt8])?
    /// Changes a provider's error before it is passed on.
    package var providerError: (@Sendable (inout FailedAnswer) -> Void)?
    /// Changes an answer that the gateway gives by itself.
    package var localAnswer: (@Sendable (String) -> String)?
    /// Changes an error of the gateway's own.
    package var ownError: (@Sendable (inout FailedAnswer) -> Void)?

    // Streams.
    /// Makes, for each stream, a function that sees every event before the client does.
    package var events: (@Sendable () -> (StreamEvent) -> [StreamEvent])?
    /// Makes, for each stream, a function over the provider's bytes as they were read.
    package var streamBytes: (@Sendable () -> ([UInt8]) -> [UInt8])?
    package var hold = Hold.none
    package var cut = Cut.errorEvent
    package var inBandError = InBandError.relayed

    package var policy = FailoverPolicy()
    package var quirks: Quirks = []

    package init() {}

    /// A behaviour that differs in what the closure sets.
    package init(_ change: (inout Behaviour) -> Void) {
        self.init()
        change(&self)
    }
}

extension Behaviour {
    /// What a hook may need to know of the exchange.
    package struct Passage: Sendable {
        package var clientFields: HeaderFields
        /// Empty before the provider has answered.
        package var providerFields: HeaderFields
        /// Of an attempt that was given up.
        package var failedFields: HeaderFields
        package var clientKey: String
        package var providerKey: String
        package var isStream: Bool
    }

    /// An error answer before it is written.
    package struct FailedAnswer: Sendable {
        package var status: Int
        package var body: String
        package var contentType = "application/json"
    }

    /// When the events of a stream leave the gateway.
    package enum Hold: Sendable, Equatable {
        case none
        case untilEnd
        /// Until so many bytes are together.
        case bytes(Int)
        /// At most once in so many milliseconds.
        case tick(Int)
        /// One event behind: each waits for the next.
        case behind
        /// The first so many events wait for each other.
        case first(Int)
    }

    /// What becomes of a stream that breaks off.
    package enum Cut: Sendable, Equatable {
        case errorEvent
        case abort
        case cleanEnd
        /// `[DONE]`, as if all were well.
        case done
        /// A finish that the provider never sent, and `[DONE]`.
        case stop
        /// What was kept back of a half event, then a clean end.
        case halfEvent
        /// Nothing: the client waits for ever.
        case hang
    }

    /// What becomes of an error inside a stream.
    package enum InBandError: Sendable, Equatable {
        case relayed
        /// Dropped, the stream goes on.
        case swallowed
        /// Dropped, the stream ends as a success.
        case endsAsSuccess
        case asContent
        /// As a bare JSON line that no parser reads.
        case asBareLine
        /// `event: error` with the inner object only.
        case asNamedEvent
        /// Passed on, followed by a finish and `[DONE]`.
        case thenSuccess
        /// Passed on with an `error` that is empty.
        case asEmptyObject
    }

    /// Departures that are a branch in the main path rather than a change of bytes.
    package struct Quirks: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        package static let staysAfterClient = Quirks(rawValue: 1 << 0)
        package static let readsWithoutEnd = Quirks(rawValue: 1 << 1)
        package static let passesOddErrors = Quirks(rawValue: 1 << 2)
        /// Streams pass as bytes, not as events.
        package static let skipsNormaliser = Quirks(rawValue: 1 << 3)
        package static let acceptsAnyKey = Quirks(rawValue: 1 << 4)
        package static let newConnections = Quirks(rawValue: 1 << 5)
        package static let ignoresExpect = Quirks(rawValue: 1 << 6)
        package static let interimIsFinal = Quirks(rawValue: 1 << 7)
        package static let acceptsFolding = Quirks(rawValue: 1 << 8)
        package static let acceptsBothFramings = Quirks(rawValue: 1 << 9)
        package static let passesBrokenJSON = Quirks(rawValue: 1 << 10)
        package static let passesInBandAnswers = Quirks(rawValue: 1 << 11)
        package static let passesUnwantedForms = Quirks(rawValue: 1 << 12)
        package static let passesCredentialErrors = Quirks(rawValue: 1 << 13)
        package static let forwardsBadBodies = Quirks(rawValue: 1 << 14)
        package static let routesUnknownModels = Quirks(rawValue: 1 << 15)
        package static let caches = Quirks(rawValue: 1 << 16)
        package static let closesOnLargeBody = Quirks(rawValue: 1 << 18)
        package static let leaksTrailers = Quirks(rawValue: 1 << 19)
        package static let streamsByAccept = Quirks(rawValue: 1 << 20)
        package static let keepsOpenAfterBreak = Quirks(rawValue: 1 << 21)
        package static let followsRedirects = Quirks(rawValue: 1 << 22)
        /// The head of a stream leaves before its first event is known.
        package static let releasesHeadAtOnce = Quirks(rawValue: 1 << 23)
        package static let skipsInvalidEvents = Quirks(rawValue: 1 << 24)
        package static let bodyOnHead = Quirks(rawValue: 1 << 25)
        /// Leaves only requests without a stream to a client that has gone.
        package static let staysWhileWaiting = Quirks(rawValue: 1 << 26)
        /// Keeps usage from clients that did not ask for it.
        package static let hidesUnaskedUsage = Quirks(rawValue: 1 << 28)
        /// Frames whole answers in chunks, in two of them.
        package static let chunksAnswers = Quirks(rawValue: 1 << 29)
        package static let asksBackupFirst = Quirks(rawValue: 1 << 27)
    }
}

/// Which answers of one provider make the gateway ask again.
package struct FailoverPolicy: Sendable {
    /// Ask the next provider; a refused or broken connection counts as 502, silence as 504.
    package var failsOver: @Sendable (_ status: Int) -> Bool = { $0 == 408 || $0 == 409 || $0 == 429 || $0 >= 500 }
    /// Ask the same provider this many times more.
    package var repeats: @Sendable (_ status: Int) -> Int = { _ in 0 }
    /// Ask again although payload has reached the client.
    package var restartsStreams = false

    package init() {}
}
