/// Why bytes are not JSON by RFC 8259, and where.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Counts bytes from 0.
    package var offset: Int
    package var message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }

    package var description: String {
        "\(message) at byte \(offset)"
    }
}
