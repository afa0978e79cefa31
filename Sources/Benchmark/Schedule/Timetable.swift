package import Suites

/// All requests of one measurement, in the order of their intended starts; made before the first is sent.
package struct Timetable: Sendable, Equatable {
    /// One request that is to be sent.
    package struct Booking: Sendable, Equatable {
        package var arm: Int
        /// Counted from 0; negative in the warm-up.
        package var round: Int
        /// Nanoseconds after the start of the run.
        package var offset: Int64
        /// Of the marker; never 0; its lowest byte is the arm.
        package var nonce: UInt64

        package init(arm: Int, round: Int, offset: Int64, nonce: UInt64) {
            self.arm = arm
            self.round = round
            self.offset = offset
            self.nonce = nonce
        }
    }

    package var bookings: [Booking]
    package var arms: Int

    package init(bookings: [Booking], arms: Int) {
        self.bookings = bookings
        self.arms = arms
    }

    /// Single requests of all arms, interleaved: of each group of `arms` requests every arm has one, in random order.
    package static func make(_ part: LoadPart, arms: Int, seed: UInt64, firstRound: Int = 0) -> Timetable {
        var draw = Draw(seed: seed)
        let groups = (part.rounds + part.warmUpRounds) * part.perRound
        let offsets = part.arrivals.offsets(count: groups * arms, rate: part.rate * Double(arms), seed: draw.next())
        var bookings: [Booking] = []
        bookings.reserveCapacity(offsets.count)
        for group in 0..<groups {
            let round = group / part.perRound - part.warmUpRounds
            let number = round < 0 ? round : round + firstRound
            for arm in Array(0..<arms).shuffled(using: &draw) {
                bookings.append(
                    Booking(
                        arm: arm, round: number, offset: offsets[bookings.count],
                        nonce: (draw.next() | 1 << 63) & ~0xFF | UInt64(arm & 0xFF)))
            }
        }
        return Timetable(bookings: bookings, arms: arms)
    }

    package var measured: Int {
        bookings.count { $0.round >= 0 }
    }
}
