internal import Foundation

/// The V2 form of HdrHistogram, compressed and as base64, which every port reads.
///
/// Big-endian: a cookie, the payload's length, a normalising offset, the digits, the lowest and the highest value, a
/// ratio; then the counts as ZigZag LEB128, where −n stands for n zeros. All of it is a zlib stream behind a cookie and
/// a length.
package enum HistogramCodec {
    /// Longer texts are refused unread, in characters.
    static let textLimit = 4 << 20
    /// A longer payload is refused, in bytes.
    static let payloadLimit = 8 << 20

    private static let plainCookie: UInt32 = 0x1C84_9303 | 0x10
    private static let packedCookie: UInt32 = 0x1C84_9304 | 0x10
    private static let headLength = 40

    /// Why a text is no histogram.
    package struct Fault: Error, Equatable, CustomStringConvertible {
        package var description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The histogram as base64 text.
    package static func encode(_ histogram: Histogram) -> String {
        let payload = payload(histogram.counts)
        var plain = BigEndianWriter()
        plain.put(plainCookie)
        plain.put(UInt32(payload.count))
        plain.put(UInt32(0))
        plain.put(UInt32(histogram.scale.digits))
        plain.put(UInt64(histogram.scale.lowest))
        plain.put(UInt64(histogram.scale.highest))
        plain.put((1.0).bitPattern)
        let packed = Deflate.packed(plain.bytes + payload)
        var whole = BigEndianWriter()
        whole.put(packedCookie)
        whole.put(UInt32(packed.count))
        return Data(whole.bytes + packed).base64EncodedString()
    }

    /// Reads what any port wrote; whatever the text, it costs bounded memory and never traps.
    package static func decode(_ text: String) throws(Fault) -> Histogram {
        guard text.utf8.count <= textLimit else { throw Fault("longer than \(textLimit) characters") }
        guard let data = Data(base64Encoded: text) else { throw Fault("is no base64") }
        var whole = BigEndianReader(bytes: Array(data))
        guard whole.word() == packedCookie else { throw Fault("is no compressed HdrHistogram V2") }
        guard let length = whole.word(), Int(length) <= whole.rest.count else { throw Fault("is cut off") }
        guard let plain = Deflate.unpacked(Array(whole.rest.prefix(Int(length))), limit: payloadLimit) else {
            throw Fault("its zlib stream is damaged or longer than \(payloadLimit) bytes")
        }
        return try decode(plain: plain)
    }

    private static func decode(plain bytes: [UInt8]) throws(Fault) -> Histogram {
        var reader = BigEndianReader(bytes: bytes)
        guard bytes.count >= headLength, reader.word() == plainCookie, let length = reader.word(),
            let offset = reader.word(), let digits = reader.word(), let lowest = reader.long(),
            let highest = reader.long(), let ratio = reader.long()
        else { throw Fault("is no HdrHistogram V2") }
        guard offset == 0, Double(bitPattern: ratio) == 1 else { throw Fault("has shifted or scaled values") }
        guard
            let scale = HistogramScale(
                lowest: Int64(clamping: lowest), highest: Int64(clamping: highest), digits: Int(digits))
        else { throw Fault("its range \(lowest) to \(highest) with \(digits) digits is impossible") }
        guard Int(length) <= reader.rest.count else { throw Fault("is cut off") }
        let counts = try counts(reader.rest.prefix(Int(length)), limit: scale.bucketCount)
        guard let histogram = Histogram(scale: scale, counts: counts) else { throw Fault("has impossible counts") }
        return histogram
    }

    // MARK: counts

    private static func payload(_ counts: [Int64]) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < counts.count {
            let end = counts[index...].firstIndex { $0 != 0 } ?? counts.count
            let zeros = end - index
            VarInt.append(zeros > 1 ? -Int64(zeros) : counts[index], to: &bytes)
            index += max(1, zeros)
        }
        return bytes
    }

    private static func counts(_ bytes: ArraySlice<UInt8>, limit: Int) throws(Fault) -> [Int64] {
        var rest = bytes
        var counts: [Int64] = []
        while !rest.isEmpty {
            guard let number = VarInt.take(from: &rest) else { throw Fault("is cut off in a count") }
            let zeros = number < 0 ? number.magnitude : 0
            guard UInt64(counts.count) + max(1, zeros) <= UInt64(limit), zeros < UInt64(limit) else {
                throw Fault("has more than its \(limit) counts")
            }
            if number < 0 { counts += repeatElement(0, count: Int(zeros)) } else { counts.append(number) }
        }
        return counts
    }
}
