internal import Mustache
package import Results

/// One self-contained page: reads offline and without scripts, in light and dark, on a phone and on paper.
package struct HTMLReport: Sendable {
    /// Larger pages are cut down, evidence first, in bytes.
    package static let sizeLimit = 2_000_000

    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result.sorted()
    }

    /// The page; throws only if the built-in template is broken.
    package func text() throws -> String {
        try text(within: Self.sizeLimit)
    }

    /// The page in at most so many bytes, as far as leaving things out can get it there.
    func text(within limit: Int) throws -> String {
        let frame = try Self.template(PackageResources.report_mustache)
        let library = MustacheLibrary(templates: ["case": try Self.template(PackageResources.case_mustache)])
        var budget = EvidenceBudget(result: result)
        var page = frame.render(PageView(result, budget: budget), library: library)
        while page.utf8.count > limit, let smaller = budget.smaller(by: Double(limit) / Double(page.utf8.count)) {
            budget = smaller
            page = frame.render(PageView(result, budget: budget), library: library)
        }
        return page
    }

    private static func template(_ bytes: [UInt8]) throws -> MustacheTemplate {
        try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    }

    static let style = Markup(trusted: String(decoding: PackageResources.report_css, as: UTF8.self))
    static let script = Markup(trusted: String(decoding: PackageResources.report_js, as: UTF8.self))
    /// SHA-256 of the script, for the page's content security policy; a test keeps it true.
    static let scriptDigest: Markup = "GcK9CZWY9OHDjVrO7N7Ir6Rs+RMqofCWBGjuh4xXO/U="
}
