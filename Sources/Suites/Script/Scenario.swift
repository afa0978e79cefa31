/// What both providers do with the requests of one marker.
package struct Scenario: Sendable, Equatable, Codable {
    package var primary: Part
    package var backup: Part

    /// One provider's share.
    package struct Part: Sendable, Equatable, Codable {
        package var fault: ConnectionFault
        package var script: Script

        package init(fault: ConnectionFault = .none, script: Script) {
            self.fault = fault
            self.script = script
        }
    }

    package init(primary: Part, backup: Part) {
        self.primary = primary
        self.backup = backup
    }
}
