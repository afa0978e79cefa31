/// What a person should know of a gateway before choosing it, and how far that was proven.
package struct TargetProfile: Sendable, Equatable {
    package var mode = TargetMode.controlled
    package var kind = Kind.selfHosted
    package var evidence = Evidence.unverified
    package var guide = Guide()
    /// Environment variables that `${env.NAME}` needs, with what each means; none is a secret.
    package var settings: [String: String] = [:]
    package var limits: [String] = []
    package var quirks: [Quirk] = []
    package var links: [String] = []
    package var visibility = LiveVisibility()

    package init() {}

    /// What sort of thing the gateway is.
    package enum Kind: String, Sendable, CaseIterable {
        case proxy
        case selfHosted = "self-hosted"
        case hosted
        case client
    }

    /// What stands behind a statement.
    package enum Mark: String, Sendable, CaseIterable {
        /// It was run with Gateproof.
        case run
        /// The software's own source or schema says so; it was not run.
        case source
        /// The vendor's documentation says so.
        case docs
        /// A report of somebody else, about one version.
        case issue
        /// Nobody has shown it.
        case unverified
    }

    /// How far the wiring of a target was proven.
    package struct Evidence: Sendable, Equatable {
        package var mark: Mark
        /// What was run or read, and when.
        package var text: String

        package init(mark: Mark, text: String) {
            self.mark = mark
            self.text = text
        }

        static let unverified = Evidence(mark: .unverified, text: "")

        /// In words that cannot be taken for a measurement.
        package var status: String {
            switch mark {
            case .run: "run here"
            case .source, .docs, .issue: "wiring documented, not yet run"
            case .unverified: "wiring not verified, not yet run"
            }
        }
    }

    /// What a person does to wire a gateway that Gateproof does not start.
    package struct Guide: Sendable, Equatable {
        package var steps: [String] = []
        /// File name → text, to be handed to the gateway.
        package var files: [String: String] = [:]
        package var environment: [String: String] = [:]
        package init() {}
    }

    /// A deviation that is expected.
    package struct Quirk: Sendable, Equatable {
        package var text: String
        package var mark: Mark
        /// The versions in which it was seen, in words.
        package var versions: String?

        package init(text: String, mark: Mark, versions: String? = nil) {
            self.text = text
            self.mark = mark
            self.versions = versions
        }
    }
}

/// How much of the world behind the gateway is ours.
package enum TargetMode: String, Sendable, CaseIterable {
    /// The providers are ours, and the gateway reaches them on this machine or network.
    case controlled
    /// The providers are ours, and a hosted gateway reaches them over TLS at a public address.
    case publicMock = "public-mock"
    /// A real provider stands behind the gateway.
    case live
}

/// What a gateway shows of its upstream side, where the provider is not ours.
package struct LiveVisibility: Sendable, Equatable {
    /// Sent with every live request, such as `X-OpenRouter-Metadata: enabled`.
    package var headers: [String: String] = [:]
    /// JSON text whose members are added to streamed requests to make the gateway repeat what it sent upstream.
    package var echoRequest: String?
    /// Path of the repeated body in an event, such as `debug.echo_upstream_body`.
    package var echoPath: String?
    /// Answer headers, or paths in the body, that tell how many attempts were made.
    package var attempts: [String] = []

    package init() {}
}
