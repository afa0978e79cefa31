/// Why a result file could not be read or written, as a sentence for people.
package struct ResultError: Error, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// The file or folder cannot be opened, made or written.
        case unreachable
        case diskFull
        /// No JSON, or JSON of another shape.
        case corrupt
        /// A result, but of a format that this version does not know.
        case unknownSchema
    }

    package var code: Code
    package var path: String
    /// Starts with the path and ends with what to do, where something can be done.
    package var description: String

    package init(_ code: Code, path: String, _ message: String) {
        self.code = code
        self.path = path
        description = "\(path): \(message)"
    }
}
