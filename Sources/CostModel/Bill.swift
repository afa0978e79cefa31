package import Suites

/// What a workload costs with one card: every line with its inputs.
package struct Bill: Sendable, Equatable {
    package var card: PriceCard
    package var inference: Amount
    package var lines: [Line]
    /// Why the total cannot be had for this workload; nil where it can.
    package var refusal: String?

    /// One charge.
    package struct Line: Sendable, Equatable {
        package var name: String
        /// The rule with its inputs filled in, such as `5.5% of $600.00 bought = $33.00`.
        package var formula: String
        package var amount: AmountRange
    }

    /// What comes on top of the inference at list price; negative for a discount.
    package var fees: AmountRange {
        lines.reduce(.zero) { $0 + $1.amount }
    }

    package var total: AmountRange {
        fees.map { $0 + inference }
    }

    /// The bill of a month; `inference` is the list price of the whole workload.
    package static func of(_ workload: Workload, inference: Amount, card: PriceCard) -> Bill {
        let clerk = Clerk(workload: workload, inference: inference)
        let lines = card.charges.map { clerk.line($0) }
        var refusal: String?
        if let limit = card.limit, workload.requests > limit {
            refusal = "\(workload.requests.number) requests are more than the \(limit.number) that the card is for"
        }
        return Bill(card: card, inference: inference, lines: lines, refusal: refusal)
    }
}

/// Works out single charges of one workload.
struct Clerk {
    var workload: Workload
    var inference: Amount

    func line(_ charge: Charge) -> Bill.Line {
        if charge.freeTo > .zero, workload.requests <= charge.freeTo {
            let formula = "none: \(workload.requests.number) requests, free up to \(charge.freeTo.number)"
            return Bill.Line(name: charge.name, formula: formula, amount: .zero)
        }
        let (formula, amount) = amount(charge.rule)
        return Bill.Line(name: charge.name, formula: "\(formula) = \(amount.dollars)", amount: amount)
    }

    private func amount(_ rule: Charge.Rule) -> (String, AmountRange) {
        switch rule {
        case .percent(let percent): share(percent)
        case .flat(let flat): ("a month", flat)
        case .perRequests(let price, let every, let included, let started):
            perRequests(price, every, included, started)
        case .perSeat(let price):
            ("\(workload.seats.number) seats × \(price.price)", AmountRange(workload.seats * price))
        case .infrastructure(let usual):
            (workload.infrastructure == nil ? "of the card" : "of the workload", workload.infrastructure ?? usual)
        case .work(let hours, let hourly): work(workload.hours ?? hours, workload.hourly ?? hourly)
        }
    }

    private func work(_ hours: AmountRange, _ hourly: Amount) -> (String, AmountRange) {
        let span = hours.isExact ? hours.low.number : "\(hours.low.number) to \(hours.high.number)"
        return ("\(span) hours × \(hourly.price)", hours.map { $0 * hourly })
    }

    private func perRequests(
        _ price: Amount, _ every: Amount, _ included: Amount, _ started: Bool
    ) -> (String, AmountRange) {
        let above = max(.zero, workload.requests - included)
        let exact = (above / every) ?? .zero
        let units = started ? exact.roundedUp : exact
        let what = included == .zero ? "\(above.number) requests" : "\(above.number) requests above \(included.number)"
        let count = started ? "\(units.number) started" : units.number
        return ("\(what): \(count) × \(price.price) per \(every.number)", AmountRange(units * price))
    }

    private func share(_ rule: Charge.Percent) -> (String, AmountRange) {
        let base = base(rule.base)
        var counted = max(.zero, base - rule.above)
        var words =
            rule.above == .zero
            ? "\(base.dollars) \(Self.word(rule.base))"
            : "what \(base.dollars) \(Self.word(rule.base)) is above \(rule.above.dollars)"
        if rule.aboveRequests > .zero {
            let surplus = max(.zero, workload.requests - rule.aboveRequests)
            // The share first: a product of two great numbers would stop at the limit of an amount.
            counted = counted * ((surplus / workload.requests) ?? .zero)
            words += " for the requests above \(rule.aboveRequests.number)"
        }
        let amount = rule.percent.map { counted.percent($0) }
        let range =
            rule.percent.isExact
            ? "\(rule.percent.low.plain)%" : "\(rule.percent.low.plain)% to \(rule.percent.high.plain)%"
        guard rule.minimum > .zero, base > .zero else { return ("\(range) of \(words)", amount) }
        let least = rule.minimum * workload.purchases
        let purchases = workload.purchases == Amount(1) ? "1 purchase" : "\(workload.purchases.number) purchases"
        return (
            "\(range) of \(words), at least \(rule.minimum.price) × \(purchases)", amount.map { max($0, least) }
        )
    }

    private func base(_ base: Charge.Base) -> Amount {
        let own = inference.percent(workload.ownKey)
        return switch base {
        case .inference: inference
        case .bought: inference - own
        case .ownKey: own
        }
    }

    private static func word(_ base: Charge.Base) -> String {
        switch base {
        case .inference: "inference"
        case .bought: "bought through it"
        case .ownKey: "with an own key"
        }
    }
}
