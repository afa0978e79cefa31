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
    /// Of each kind of request.
    package var arms: Int

    package init(bookings: [Booking], arms: Int) {
        self.bookings = bookings
        self.arms = arms
    }

    /// Single requests of all arms, interleaved: of each group of `arms` requests every arm has one, in random order.
    ///
    /// Groups of several kinds are in random order within each round; arm `a` of kind `k` is numbered `k * arms + a`.
    package static func make(_ part: LoadPart, arms: Int, seed: UInt64, firstRound: Int = 0) -> Timetable {
        var draw = Draw(seed: seed)
        let groups = (part.rounds + part.warmUpRounds) * part.perRound
        let offsets = part.arrivals.offsets(count: groups * arms, rate: part.rate * Double(arms), seed: draw.next())
        var bookings: [Booking] = []
        bookings.reserveCapacity(offsets.count)
        let kinds = part.kinds.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element.perRound) }
        var order = kinds
        for group in 0..<groups {
            let round = group / part.perRound - part.warmUpRounds
            let number = round < 0 ? round : round + firstRound
            if group % part.perRound == 0, part.kinds.count > 1 { order = kinds.shuffled(using: &draw) }
            let first = order[group % part.perRound] * arms
            for arm in Array(first..<(first + arms)).shuffled(using: &draw) {
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
