import Foundation
import TestSupport
import Testing

@testable import Results

/// Vectors come from the `hdrhistogram` port for Python, version 0.10.3.
@Suite struct HistogramTests {
    private struct Vector: Decodable {
        var name: String
        var lowest: Int64
        var highest: Int64
        var digits: Int
        var total: Int64
        var max: Int64
        var mean: Double
        var quantiles: [String: Int64]
        var text: String
    }

    private static func vectors() throws -> [Vector] {
        try JSONDecoder().decode([Vector].self, from: Data(GoldenFile("hdrhistogram.json").read().utf8))
    }

    @Test func whatAnotherPortWroteReadsTheSame() throws {
        for vector in try Self.vectors() {
            let histogram = try HistogramCodec.decode(vector.text)
            #expect(histogram.scale.lowest == vector.lowest && histogram.scale.highest == vector.highest)
            #expect(histogram.scale.digits == vector.digits)
            #expect(histogram.total == vector.total, "\(vector.name)")
            #expect(histogram.max == vector.max, "\(vector.name)")
            for (share, value) in vector.quantiles where vector.total > 0 {
                // The port rounds the rank to the nearest; here the share is never fallen short of.
                let rank = ((Double(share) ?? 0) * Double(vector.total)).rounded()
                #expect(histogram.value(at: rank / Double(vector.total)) == value, "\(vector.name) at \(share)")
            }
            let error = vector.mean == 0 ? 0 : abs(histogram.mean / vector.mean - 1)
            #expect(error < 1e-9, "\(vector.name): \(histogram.mean), \(vector.mean)")
        }
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        for vector in try Self.vectors() {
            let histogram = try HistogramCodec.decode(vector.text)
            #expect(try HistogramCodec.decode(HistogramCodec.encode(histogram)) == histogram, "\(vector.name)")
        }
    }

    @Test func valuesStayWithinAThousandth() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            let value = Int64(random.next() >> UInt64(23 + random.below(41)))
            let top = Histogram([value]).max
            #expect(top >= value && Double(top - value) <= Double(value) / 1000, "\(value)")
        }
        #expect(Histogram([-5]).max == 0)
        #expect(Histogram([Int64.max]).value(at: 0.5) >= Histogram.usualHighest)
    }

    @Test func addingIsTheSameAsRecordingBoth() {
        var random = SplitMix64(seed: 4)
        let (left, right) = (
            (0..<500).map { _ in Int64(random.below(1 << 30)) }, (0..<300).map { _ in Int64(random.below(1 << 20)) }
        )
        var sum = Histogram(left)
        sum.add(Histogram(right))
        #expect(sum == Histogram(left + right))
        #expect(sum.total == 800)
    }

    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 8191, 1 << 55, -(1 << 55), Int64.max, Int64.min])
    func numbersOfVariableLength(number: Int64) {
        var bytes: [UInt8] = []
        VarInt.append(number, to: &bytes)
        #expect(bytes.count <= 9)
        var rest = bytes[...]
        #expect(VarInt.take(from: &rest) == number)
        #expect(rest.isEmpty)
        var short = bytes.dropLast()
        #expect(VarInt.take(from: &short) == nil)
    }

    @Test(arguments: [
        ("", "is no compressed"), ("!", "is no base64"), ("AAAA", "is no compressed"), ("HISTFAAAAP8=", "is cut off"),
        ("HISTFAAAAAQAAAAA", "zlib"),
    ])
    func whatIsNoHistogramIsASentence(text: String, says: String) {
        let fault = #expect(throws: HistogramCodec.Fault.self) { try HistogramCodec.decode(text) }
        #expect(fault?.description.contains(says) == true, "\(fault?.description ?? "")")
    }

    @Test(arguments: [
        (0, 10, 3), (1, 1, 3), (1, 100, 6), (-1, 100, 3), (Int64.max, Int64.max, 3), (1 << 45, Int64.max, 5),
    ])
    func impossibleScalesAreRefused(lowest: Int64, highest: Int64, digits: Int) {
        #expect(HistogramScale(lowest: lowest, highest: highest, digits: digits) == nil)
    }

    /// A head with any numbers, and counts with any bytes, inside an envelope that is right.
    @Test func corruptInputCostsLittleAndNeverCrashes() throws {
        var random = SplitMix64(seed: 5)
        let good = try Self.vectors().map { Array(Data(base64Encoded: $0.text) ?? Data()) }
        for round in 0..<200 {
            let bytes = good[round % good.count]
            let outer = random.mutated(bytes)
            _ = try? HistogramCodec.decode(Data(outer).base64EncodedString())
            guard let plain = Deflate.unpacked(Array(bytes.dropFirst(8)), limit: 1 << 20) else { continue }
            var changed = random.mutated(plain)
            if round % 3 == 0, changed.count > 24 { for place in 16..<24 { changed[place] = UInt8(random.below(256)) } }
            let packed = Deflate.packed(changed)
            var whole = BigEndianWriter()
            whole.put(UInt32(0x1C84_9314))
            whole.put(UInt32(packed.count))
            if let read = try? HistogramCodec.decode(Data(whole.bytes + packed).base64EncodedString()) {
                _ = (read.value(at: 0.5), read.mean, read.max)
                #expect(read.counts.count <= read.scale.bucketCount)
            }
        }
    }

    @Test func aBombIsNotUnpacked() {
        let bomb = Deflate.packed([UInt8](repeating: 0, count: 9 << 20))
        #expect(Deflate.unpacked(bomb, limit: 1 << 20) == nil)
        #expect(bomb.count < 20_000)
    }
}
