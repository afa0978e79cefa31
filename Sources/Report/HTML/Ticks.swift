internal import Foundation

/// Places of an axis that people can read: multiples of 1, 2 or 5 times a power of ten.
enum Ticks {
    static func round(_ span: ClosedRange<Double>, atMost count: Int = 7) -> [Double] {
        let length = span.upperBound - span.lowerBound
        guard length > 0, length.isFinite else { return [span.lowerBound] }
        let raw = length / Double(max(1, count))
        let power = pow(10, floor(log10(raw)))
        let step = ([1, 2, 5, 10].first { $0 * power >= raw } ?? 10) * power
        let first = (span.lowerBound / step).rounded(.up)
        let last = (span.upperBound / step).rounded(.down)
        guard first <= last else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }
}
