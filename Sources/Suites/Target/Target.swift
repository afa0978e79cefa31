package import Wire

/// A gateway and how it is wired to the providers (`suites/targets/*.yaml`).
package struct Target: Sendable, Equatable {
    package var name: String
    package var title: String
    /// The variant chosen by `name:variant`; nil for the default.
    package var variant: String?
    /// The installation chosen by `name@version`; nil for the one without a version in its folder's name.
    package var version: String?
    /// `passthrough` or `translate`: how the gateway speaks upstream.
    package var lane: String
    package var direct: RouteBinding
    package var failover: RouteBinding?
    /// The client's key for the gateway; nil when the gateway asks for none.
    ///
    /// It is a canary that must not reach a provider.
    package var apiKey: String?
    /// Environment variable to read the key from, before `apiKey`.
    package var apiKeyEnv: String?
    package var features: Set<String>
    /// Where the providers must listen, because the gateway's configuration says so.
    package var providers: [ProviderRole: String]
    /// Headers, body fields and comments that the gateway documents to add.
    package var declared: DeclaredAdditions
    /// Ports of `${port.NAME}`; `${port}` has the empty name.
    package var ports: [String: Int]
    package var launch: Launch?
    /// Milliseconds to wait after a fault case, or a restart, so that breakers and cool-downs do not leak.
    package var recovery: Recovery
    package var facts: [String]
    /// Releases that are never started.
    package var refusals: [Refusal] = []
    /// What a reader is told of the gateway, and how far it was proven.
    package var profile = TargetProfile()
    package var location: SourceLocation

    package init(
        name: String, title: String = "", variant: String? = nil, lane: String = "passthrough", direct: RouteBinding,
        failover: RouteBinding? = nil, apiKey: String? = nil, apiKeyEnv: String? = nil, features: Set<String> = [],
        providers: [ProviderRole: String] = [:], declared: DeclaredAdditions = DeclaredAdditions(),
        ports: [String: Int] = [:], launch: Launch? = nil, recovery: Recovery = .none, facts: [String] = [],
        location: SourceLocation
    ) {
        self.name = name
        self.title = title
        self.variant = variant
        self.lane = lane
        self.direct = direct
        self.failover = failover
        self.apiKey = apiKey
        self.apiKeyEnv = apiKeyEnv
        self.features = features
        self.providers = providers
        self.declared = declared
        self.ports = ports
        self.launch = launch
        self.recovery = recovery
        self.facts = facts
        self.location = location
    }

    /// How one route is asked for.
    package struct RouteBinding: Sendable, Equatable {
        /// With `/v1`, without a trailing slash.
        package var baseURL: String
        package var model: String
        package var fields: HeaderFields

        package init(baseURL: String, model: String, fields: HeaderFields = []) {
            self.baseURL = baseURL
            self.model = model
            self.fields = fields
        }
    }

    /// What the gateway says that it adds; differences of these names are listed, not failed.
    package struct DeclaredAdditions: Sendable, Equatable {
        package var headers: [String] = []
        package var body: [String] = []
        package var comments: [String] = []
        package init() {}
    }

    /// Releases of a package that must not be started, such as ones that were poisoned.
    package struct Refusal: Sendable, Equatable {
        /// The name under which its registry knows it.
        package var package: String
        package var versions: [String]
        package var reason: String

        package init(package: String, versions: [String], reason: String) {
            self.package = package
            self.versions = versions
            self.reason = reason
        }
    }

    /// What is done between cases that break a provider.
    package enum Recovery: Sendable, Equatable {
        case none
        case wait(milliseconds: Int)
        case restart
    }

    /// How the gateway is started here.
    package struct Launch: Sendable, Equatable {
        /// What to type when the program is missing.
        package var install: String
        /// Program and arguments; `${dir}` is the folder of the generated files.
        package var command: [String]
        package var environment: [String: String]
        /// File name → text, written into `${dir}` before the start.
        package var files: [String: String]
        /// Answers 2xx when the gateway is ready; without it, the first base URL has to accept a connection.
        package var readyURL: String?
        package var readySeconds: Int
        /// Prints the version.
        package var versionCommand: [String]

        package init(
            install: String, command: [String], environment: [String: String] = [:], files: [String: String] = [:],
            readyURL: String? = nil, readySeconds: Int = 30, versionCommand: [String] = []
        ) {
            self.install = install
            self.command = command
            self.environment = environment
            self.files = files
            self.readyURL = readyURL
            self.readySeconds = readySeconds
            self.versionCommand = versionCommand
        }
    }
}
