/// The file that a run leaves behind, in the format `gateproof.result/1`.
///
/// Fields are only ever added; unknown ones are ignored.
package struct RunResult: Codable, Sendable, Equatable {
    package static let currentSchema = "gateproof.result/1"

    package var schema = RunResult.currentSchema
    /// False while the run goes on, and for ever when it was interrupted.
    package var complete = false
    package var tool: Tool
    /// ISO 8601, UTC.
    package var started: String
    package var seconds: Double = 0
    package var command: [String]
    /// How the gateway was reached; absent in files that were written without it.
    package var mode: String?
    package var machine: Machine
    package var target: TargetRecord
    package var suiteDigest: String = ""
    /// Digest of what was to be played and measured, the seed left out; equal plans can be resumed and merged.
    package var planHash: String?
    package var seed: UInt64 = 0
    package var summary = Summary()
    package var cases: [CaseRecord] = []
    package var properties: [PropertyRecord] = []
    package var bench: [BenchRecord] = []
    /// The rules that the cases name, in words; absent in files that were written without them.
    package var requirements: [RequirementRecord]?

    /// How a gateway was reached, as `mode` spells it.
    package enum Mode: String, Sendable, CaseIterable {
        case builtIn = "built-in"
        /// Gateproof started it, and its providers were ours.
        case launched
        /// It was up already, and its providers were ours.
        case attached
        /// It reached our providers at a public address.
        case publicMock = "public-mock"
        /// A real provider stood behind it.
        case live
    }

    package struct Tool: Codable, Sendable, Equatable {
        package var version: String
        package var commit: String
        /// `release` or `debug`; figures of the two are not comparable.
        package var build: String?

        package init(version: String, commit: String, build: String? = nil) {
            self.version = version
            self.commit = commit
            self.build = build
        }
    }

    package struct Machine: Codable, Sendable, Equatable {
        package var os: String
        package var cpu: String
        package var cores: Int
        package var kernel: String
        package var libc: String?
        package var libcurl: String?

        package init(
            os: String, cpu: String, cores: Int, kernel: String, libc: String? = nil, libcurl: String? = nil
        ) {
            self.libc = libc
            self.libcurl = libcurl
            self.os = os
            self.cpu = cpu
            self.cores = cores
            self.kernel = kernel
        }
    }

    /// The gateway that was judged.
    package struct TargetRecord: Codable, Sendable, Equatable {
        package var name: String
        package var version: String
        package var url: String
        package var lane: String
        package var features: [String]
        package var configDigest: String

        package init(
            name: String, version: String, url: String, lane: String, features: [String], configDigest: String
        ) {
            self.name = name
            self.version = version
            self.url = url
            self.lane = lane
            self.features = features
            self.configDigest = configDigest
        }
    }

    package init(tool: Tool, started: String, command: [String], machine: Machine, target: TargetRecord) {
        self.tool = tool
        self.started = started
        self.command = command
        self.machine = machine
        self.target = target
    }
}
