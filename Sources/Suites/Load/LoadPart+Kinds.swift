extension LoadPart {
    /// The kinds of requests that are mixed; the part itself where they are all alike.
    package var kinds: [LoadPart] {
        if case .mixed(let kinds) = form { kinds } else { [self] }
    }

    /// Single requests of all arms are mixed in random order.
    package var isInterleaved: Bool {
        switch form {
        case .interleaved, .mixed: true
        case .sweep, .search, .soak, .faults: false
        }
    }

    /// What the provider has to say to them, in their order.
    package var replies: [PreparedReply] {
        kinds.map { PreparedReply(endpoint: $0.endpoint, answer: $0.answer) }
    }

    /// The same part with other kinds; each gets its share of the rate.
    package func mixing(_ kinds: [LoadPart]) -> LoadPart {
        var part = self
        part.perRound = kinds.reduce(0) { $0 + $1.perRound }
        part.form = .mixed(
            kinds.map { kind in
                var kind = kind
                kind.rate = rate * Double(kind.perRound) / Double(max(1, part.perRound))
                (kind.rounds, kind.warmUpRounds, kind.arrivals) = (rounds, warmUpRounds, arrivals)
                return kind
            })
        return part
    }

    /// The same at another rate, its kinds too.
    package func at(rate: Double) -> LoadPart {
        var part = self
        part.rate = rate
        if case .mixed(let kinds) = form { part = part.mixing(kinds) }
        return part
    }

    /// The same at another rate, which its name tells.
    func stage(rate: Int) -> LoadPart {
        var part = at(rate: Double(rate))
        part.name += ".\(rate)"
        if case .mixed(let kinds) = part.form {
            part.form = .mixed(
                kinds.map { kind in
                    var kind = kind
                    kind.name = part.name + kind.name.dropFirst(name.count)
                    return kind
                })
        }
        return part
    }
}
