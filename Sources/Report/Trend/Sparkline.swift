/// A series as a line of eighth blocks.
enum Sparkline {
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// At most so many columns; of longer series each column is the median of its share.
    static func text(_ values: [Double], columns: Int = 40) -> String {
        let values = values.filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return "" }
        return fitted(values, to: columns).map { value in
            let share = high > low ? (value - low) / (high - low) : 0.5
            return String(blocks[min(blocks.count - 1, max(0, Int(share * Double(blocks.count))))])
        }.joined()
    }

    private static func fitted(_ values: [Double], to columns: Int) -> [Double] {
        guard values.count > columns else { return values }
        return (0..<columns).map { column in
            let part = values[column * values.count / columns..<(column + 1) * values.count / columns].sorted()
            return part[part.count / 2]
        }
    }
}
