/// Unpacks gzip (RFC 1952) over deflate (RFC 1951): bounded, and content with half a body.
package struct Inflater {
    /// What came of it.
    package struct Inflated: Sendable, Equatable {
        package var bytes: [UInt8]
        package var state: State
        /// Bytes that were unpacked when so many packed ones had been read: one number for each mark.
        package var marks: [Int]
    }

    package enum State: Sendable, Equatable {
        case complete
        /// The input ends in the middle.
        case starved
        case malformed(String)
        /// More than the limit came out.
        case tooLarge
    }

    private enum Stop: Error {
        case starved, malformed(String), tooLarge
    }

    private let input: [UInt8]
    private let limit: Int
    private let marks: [Int]
    private var position = 0
    private var bitBuffer = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private var marked: [Int] = []

    private init(_ input: [UInt8], limit: Int, marks: [Int]) {
        self.input = input
        self.limit = limit
        self.marks = marks
    }

    /// Unpacks all members, to at most `limit` bytes.
    ///
    /// - Parameter marks: offsets into the input, in rising order.
    package static func gzip(_ input: [UInt8], limit: Int, marks: [Int] = []) -> Inflated {
        var inflater = Inflater(input, limit: limit, marks: marks)
        var state = State.complete
        do throws(Stop) {
            repeat { try inflater.member() } while inflater.position < input.count
        } catch {
            switch error {
            case .starved: state = .starved
            case .malformed(let what): state = .malformed(what)
            case .tooLarge: state = .tooLarge
            }
        }
        while inflater.marked.count < marks.count { inflater.marked.append(inflater.output.count) }
        return Inflated(bytes: inflater.output, state: state, marks: inflater.marked)
    }

    // MARK: gzip

    private mutating func member() throws(Stop) {
        guard try byte() == 0x1F, try byte() == 0x8B, try byte() == 8 else { throw .malformed("no gzip header") }
        let flags = try byte()
        try skip(6)
        if flags & 4 != 0 { try skip(Int(try byte()) | Int(try byte()) << 8) }
        if flags & 8 != 0 { while try byte() != 0 {} }
        if flags & 16 != 0 { while try byte() != 0 {} }
        if flags & 2 != 0 { try skip(2) }
        let start = output.count
        try deflate()
        (bitBuffer, bitCount) = (0, 0)
        var trailer: UInt64 = 0
        for shift in 0..<8 { trailer |= UInt64(try byte()) << (8 * shift) }
        let body = output[start...]
        guard UInt32(truncatingIfNeeded: trailer) == Self.crc(body) else { throw .malformed("the checksum is wrong") }
        guard UInt32(truncatingIfNeeded: trailer >> 32) == UInt32(truncatingIfNeeded: body.count) else {
            throw .malformed("the length is wrong")
        }
    }

    private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes { crc = crcTable[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
        return ~crc
    }

    private static let crcTable: [UInt32] = (0..<256).map { (number: UInt32) in
        (0..<8).reduce(number) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    // MARK: deflate

    private mutating func deflate() throws(Stop) {
        var isLast = false
        while !isLast {
            isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1: try compressed(.fixedLiterals, .fixedDistances)
            case 2:
                let (literals, distances) = try tables()
                try compressed(literals, distances)
            default: throw .malformed("a block of no kind")
            }
        }
    }

    private mutating func stored() throws(Stop) {
        (bitBuffer, bitCount) = (0, 0)
        let length = Int(try byte()) | Int(try byte()) << 8
        let check = Int(try byte()) | Int(try byte()) << 8
        guard length == ~check & 0xFFFF else { throw .malformed("a stored block's length is wrong") }
        for _ in 0..<length { try put(try byte()) }
    }

    private mutating func compressed(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(Stop) {
        while true {
            let symbol = try decode(literals)
            if symbol < 256 {
                try put(UInt8(symbol))
            } else if symbol == 256 {
                return
            } else {
                guard symbol < 286 else { throw .malformed("a length of no kind") }
                let (base, extra) = DeflateTables.lengths[symbol - 257]
                let length = base + (try bits(extra))
                let code = try decode(distances)
                guard code < 30 else { throw .malformed("a distance of no kind") }
                let (start, more) = DeflateTables.distances[code]
                let distance = start + (try bits(more))
                guard distance <= output.count else { throw .malformed("a distance before the start") }
                for _ in 0..<length { try put(output[output.count - distance]) }
            }
        }
    }

    private mutating func tables() throws(Stop) -> (HuffmanCode, HuffmanCode) {
        let (literals, distances) = (try bits(5) + 257, try bits(5) + 1)
        var lengths = [Int](repeating: 0, count: 19)
        for index in 0..<(try bits(4) + 4) { lengths[DeflateTables.order[index]] = try bits(3) }
        guard literals <= 286, distances <= 30, let code = HuffmanCode(lengths) else {
            throw .malformed("bad code lengths")
        }
        var all: [Int] = []
        while all.count < literals + distances {
            let symbol = try decode(code)
            switch symbol {
            case 0..<16: all.append(symbol)
            case 16:
                guard let last = all.last else { throw .malformed("a repeat of nothing") }
                all += [Int](repeating: last, count: 3 + (try bits(2)))
            case 17: all += [Int](repeating: 0, count: 3 + (try bits(3)))
            default: all += [Int](repeating: 0, count: 11 + (try bits(7)))
            }
        }
        guard all.count == literals + distances, let first = HuffmanCode(Array(all[..<literals])),
            let second = HuffmanCode(Array(all[literals...]))
        else { throw .malformed("bad codes") }
        return (first, second)
    }

    private mutating func decode(_ code: HuffmanCode) throws(Stop) -> Int {
        var walk = HuffmanCode.Walk()
        while walk.length < 15 {
            if let symbol = code.step(&walk, bit: try bits(1)) { return symbol }
        }
        throw .malformed("a code of no symbol")
    }

    // MARK: bits and bytes

    private mutating func bits(_ count: Int) throws(Stop) -> Int {
        while bitCount < count {
            bitBuffer |= Int(try byte()) << bitCount
            bitCount += 8
        }
        let value = bitBuffer & ((1 << count) - 1)
        bitBuffer >>= count
        bitCount -= count
        return value
    }

    private mutating func byte() throws(Stop) -> UInt8 {
        while marked.count < marks.count, marks[marked.count] <= position { marked.append(output.count) }
        guard position < input.count else { throw .starved }
        position += 1
        return input[position - 1]
    }

    private mutating func skip(_ count: Int) throws(Stop) {
        for _ in 0..<count { _ = try byte() }
    }

    private mutating func put(_ byte: UInt8) throws(Stop) {
        guard output.count < limit else { throw .tooLarge }
        output.append(byte)
    }
}
