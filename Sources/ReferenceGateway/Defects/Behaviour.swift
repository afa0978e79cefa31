internal import NIOCore
package import Wire

/// Everything in which a defective, or harmlessly different, gateway departs from the correct one.
///
/// Each hook sits at one seam of the main path and is nil in the correct gateway.
package struct Behaviour: Sendable {
    /// Changes the head sent to the provider.
    package var requestHead: (@Sendable (inout RequestHead, Passage) -> Void)?
    /// Changes the body sent to the provider.
    package var requestBody: (@Sendable ([UInt8]) -> [UInt8])?
    /// Changes the head of a provider's answer on its way to the client.
    package var responseHead: (@Sendable (inout ResponseHead, Passage) -> Void)?
    /// Changes the whole body of a successful answer.
    package var responseBody: (@Sendable ([UInt8]) -> [UInt8])?
    package var policy = FailoverPolicy()
    package var quirks: Quirks = []

    package init() {}

    /// What a hook may need to know of the request.
    package struct Passage: Sendable {
        package var clientKey: String
        package var providerKey: String
        package var isStream: Bool
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
    }
}

/// Which answers of one provider make the gateway ask the next.
package struct FailoverPolicy: Sendable {
    /// A refused or broken connection counts as 502, silence as 504.
    package var failsOver: @Sendable (_ status: Int) -> Bool

    package init() {
        failsOver = { $0 == 408 || $0 == 409 || $0 == 429 || $0 >= 500 }
    }

    func failsOver(status: Int) -> Bool {
        failsOver(status)
    }
}

extension Behaviour {
    func ownError(_ refusal: Refusal) -> Refusal { refusal }

    func changedRequestHead(_ bytes: ByteBuffer, for relay: Relay) -> ByteBuffer { bytes }

    func changedResponseHead(_ bytes: ByteBuffer, for relay: Relay) -> ByteBuffer { bytes }
}
