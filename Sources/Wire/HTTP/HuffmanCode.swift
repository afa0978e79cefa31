/// A canonical Huffman code (RFC 1951 §3.2.2).
struct HuffmanCode {
    /// Codes of each length.
    private var counts = [Int](repeating: 0, count: 16)
    private var symbols: [Int] = []

    /// Where the reading of one code stands.
    struct Walk {
        var length = 0
        var code = 0
        var first = 0
        var index = 0
    }

    /// The code with these lengths, one for each symbol; nil where more codes are given than there can be.
    init?(_ lengths: [Int]) {
        for length in lengths { counts[length] += 1 }
        var left = 1
        for length in 1...15 {
            left = left << 1 - counts[length]
            guard left >= 0 else { return nil }
        }
        counts[0] = 0
        symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }

    /// Takes one more bit; the symbol once the code is whole.
    func step(_ walk: inout Walk, bit: Int) -> Int? {
        walk.length += 1
        walk.code |= bit
        let count = counts[walk.length]
        if walk.code - count < walk.first { return symbols[walk.index + walk.code - walk.first] }
        walk.index += count
        walk.first = (walk.first + count) << 1
        walk.code <<= 1
        return nil
    }
}

extension HuffmanCode {
    /// The codes of RFC 1951 §3.2.6; both are sound, so nothing is ever empty.
    static let fixedLiterals = HuffmanCode((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }) ?? empty
    static let fixedDistances = HuffmanCode([Int](repeating: 5, count: 30)) ?? empty

    private static let empty = HuffmanCode()

    private init() {}
}

/// The numbers of RFC 1951 §3.2.5 and §3.2.7.
enum DeflateTables {
    static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// Base and extra bits of the symbols from 257 on.
    static let lengths: [(Int, Int)] = {
        var table = (3...10).map { ($0, 0) }
        for extra in 1...5 { for step in 0..<4 { table.append((3 + (4 + step) << extra, extra)) } }
        return table + [(258, 0)]
    }()

    /// Base and extra bits of the distance symbols.
    static let distances: [(Int, Int)] = {
        var table = (1...4).map { ($0, 0) }
        for extra in 1...13 { for step in 0..<2 { table.append((1 + (2 + step) << extra, extra)) } }
        return table
    }()
}
