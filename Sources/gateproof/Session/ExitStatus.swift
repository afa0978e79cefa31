internal import ArgumentParser

/// What the process says to its caller (DESIGN §6).
enum ExitStatus: Int32 {
    case success = 0
    /// A required case failed, or a known failure passed.
    case conformance = 1
    /// The run itself broke: gateway unreachable, port taken, control run failed.
    case broken = 2
    case regression = 3
    /// Bad usage, or a bad suite, script, target or result file.
    case usage = 64

    var code: ExitCode { ExitCode(rawValue) }
}

/// A mistake of the person or the machine, told in sentences; ends the process with `status`.
struct Complaint: Error, CustomStringConvertible {
    var status: ExitStatus
    var description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
