import TestSupport
import Testing

/// A page that is compared with a golden; the style and the script stand in files of their own and are left out.
struct PageGolden {
    var name: String

    func expect(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let parts = page.replacing(/<(style|script)>(?s:.*?)<\/(style|script)>/) { "<\($0.1)>…</\($0.2)>" }
        try GoldenFile(name).expect(parts, sourceLocation: sourceLocation)
    }
}
