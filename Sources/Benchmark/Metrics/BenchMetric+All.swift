extension BenchMetric {
    /// Every metric of requests, in the order of a report.
    package static let all = [
        ttft, ttfo, ttfb, ttfe, ttfc, interChunk, meanInterToken, userTokenRate, stallMax, burstRatio, endToEndContent,
        endToEndDone, endToEndClose, inward, inwardFull, outward, firstOutward, jitter, total, residual, lateness,
    ]
}
