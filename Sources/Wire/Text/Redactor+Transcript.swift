extension Redactor {
    /// A transcript without the secrets, even those that two system calls share; segments follow their bytes.
    ///
    /// Offsets change where a secret stood: redact before anything is measured in offsets, or keep both.
    package func redact(_ transcript: Transcript) -> Transcript {
        let pieces = replacements(in: transcript.bytes)
        guard !pieces.isEmpty else { return transcript }
        var segments = transcript.segments
        for index in segments.indices {
            let range = segments[index].range
            segments[index].range = Self.moved(range.lowerBound, pieces)..<Self.moved(range.upperBound, pieces)
        }
        return Transcript(bytes: redact(transcript.bytes), segments: segments)
    }

    /// Where an offset lies after the replacements; one within a secret moves to the end of what replaces it.
    private static func moved(_ offset: Int, _ pieces: [(range: Range<Int>, count: Int)]) -> Int {
        var shift = 0
        for piece in pieces {
            if piece.range.upperBound <= offset {
                shift += piece.count - piece.range.count
            } else if piece.range.lowerBound < offset {
                return piece.range.lowerBound + shift + piece.count
            } else {
                break
            }
        }
        return offset + shift
    }
}
