/// Why a gateway could not be started, for people.
package struct LaunchError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// The target file has no `launch`.
        case notLaunchable
        case programMissing
        /// The target file names this release as one that is never started.
        case refused
        /// Something else listens where the gateway should.
        case portTaken
        case folder
        /// The program ended before it was ready.
        case died
        case notReady
    }

    package var code: Code
    package var message: String
    /// The last lines of the gateway's output.
    package var log: String

    package init(_ code: Code, _ message: String, log: String = "") {
        self.code = code
        self.message = message
        self.log = log
    }

    package var description: String {
        guard !log.isEmpty else { return message }
        let lines = log.split(separator: "\n", omittingEmptySubsequences: false).map { "  | " + $0 }
        return message + "; the end of its output:\n" + lines.joined(separator: "\n")
    }
}
