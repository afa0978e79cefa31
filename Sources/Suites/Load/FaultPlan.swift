package import Wire

/// What breaks at which provider, and when: the timeline of a load run (`faults` of a load profile).
package struct FaultPlan: Sendable, Equatable {
    /// What is done to a request.
    package enum Kind: Sendable, Equatable {
        /// An error answer.
        case status(Int)
        /// Nothing more is sent after so many events; 0 is before the head.
        case stall(after: Int)
        /// The connection is reset before the head.
        case reset
        /// The connection is closed after so many events.
        case cut(after: Int)
    }

    package struct Fault: Sendable, Equatable {
        package var kind: Kind
        /// Of each arm's requests, by count and not by chance: 0.3 hits three of every ten.
        package var share: Double

        package init(_ kind: Kind, share: Double = 1) {
            self.kind = kind
            self.share = share
        }

        /// Such as `status 503 to 30 %`.
        package var words: String {
            let what =
                switch kind {
                case .status(let code): "status \(code)"
                case .stall(after: 0): "stalls"
                case .stall(let count): "stalls after \(count) events"
                case .reset: "resets"
                case .cut(let count): "closes after \(count) events"
                }
            let percent = (share * 1000).rounded() / 10
            return share >= 1 ? what : "\(what), \(percent == percent.rounded() ? "\(Int(percent))" : "\(percent)") %"
        }

        /// Whether request `number` (from 0) of an arm is hit.
        package func hits(_ number: Int) -> Bool {
            Int((Double(number + 1) * share).rounded(.down)) > Int((Double(number) * share).rounded(.down))
        }
    }

    /// From `at` on a provider does this.
    package struct Step: Sendable, Equatable {
        /// Nanoseconds after the start.
        package var at: Int64
        package var role: ProviderRole
        /// Nil heals.
        package var fault: Fault?

        package init(at: Int64, role: ProviderRole, fault: Fault?) {
            self.at = at
            self.role = role
            self.fault = fault
        }

        /// Such as `primary: status 503`.
        package var words: String { "\(role.rawValue): \(fault?.words ?? "heals")" }
    }

    /// In order of time.
    package var steps: [Step]

    package init(steps: [Step]) {
        self.steps = steps.sorted { $0.at < $1.at }
    }

    /// Milliseconds in words, such as `10 s primary: status 503`.
    package var words: String {
        steps.map { "at \(Double($0.at) / 1e9) s \($0.words)" }.joined(separator: "; ")
    }
}

/// The text of an answer that says who gave it, and to which request; eight bytes for each event.
package enum AnswerSignature {
    package static let length = 8

    /// The content of event `index` (from 1): the provider's letter, four digits of the marker, the event's number.
    package static func content(_ role: ProviderRole, nonce: UInt64, event index: Int) -> [UInt8] {
        var bytes = [letter(role)]
        for shift in [28, 24, 20, 16] { bytes.append(hex(UInt8(truncatingIfNeeded: nonce >> UInt64(shift)) & 0xF)) }
        return bytes + [0x30 + UInt8(index / 10 % 10), 0x30 + UInt8(index % 10), 0x20]
    }

    package static func letter(_ role: ProviderRole) -> UInt8 {
        role == .primary ? UInt8(ascii: "p") : UInt8(ascii: "b")
    }

    private static func hex(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 0x30 + digit : 0x57 + digit
    }
}
