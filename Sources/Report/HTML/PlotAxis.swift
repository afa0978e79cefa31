internal import Foundation
internal import Results

/// One axis of a plot: which places its values have, and which of them are named.
struct PlotAxis: Equatable {
    let low: Double
    let high: Double
    let logarithmic: Bool
    /// Where the ends are drawn; the second is less than the first on an axis that points up.
    let start: Double
    let end: Double

    /// Spans the values; from zero, unless a logarithm cannot begin there.
    init?(_ values: [Double], logarithmic: Bool, fromZero: Bool, start: Double, end: Double) {
        let usable = values.filter { $0.isFinite && (!logarithmic || $0 > 0) }
        guard let least = usable.min(), let greatest = usable.max() else { return nil }
        let bottom = logarithmic ? least : fromZero ? min(0, least) : least
        low = bottom
        high = greatest > bottom ? greatest : bottom + max(abs(bottom), 1) * (logarithmic ? 9 : 0.5)
        self.logarithmic = logarithmic
        self.start = start
        self.end = end
    }

    /// Nil for what has no place.
    func place(_ value: Double) -> Double? {
        guard value.isFinite, !logarithmic || value > 0 else { return nil }
        let share = (scale(value) - scale(low)) / (scale(high) - scale(low))
        return start + min(max(share, 0), 1) * (end - start)
    }

    private func scale(_ value: Double) -> Double { logarithmic ? log10(value) : value }

    /// A tick as text, with as many digits as tell it from its neighbours.
    func label(_ tick: Double) -> String {
        let short = ticks.map(Figure.short)
        guard Set(short).count < short.count else { return Figure.short(tick) }
        let digits = (0...9).first { digits in Set(ticks.map { Figure.fixed($0, digits) }).count == ticks.count }
        return Figure.fixed(tick, digits ?? 9)
    }

    /// Values that people can read.
    var ticks: [Double] {
        guard logarithmic else { return Ticks.round(low...high, atMost: 5) }
        let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
        let steps: [Double] = powers.count > 4 ? [1] : [1, 2, 5]
        let all = powers.flatMap { power in steps.map { $0 * pow(10, Double(power)) } }
        let shown = all.filter { $0 >= low * 0.999 && $0 <= high * 1.001 }
        // A narrow span may lie between two of them.
        return shown.count > 1 ? shown : Ticks.round(low...high, atMost: 5)
    }
}
