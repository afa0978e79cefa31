/// A defect that somebody reported of a gateway, and the cases that would find it: an entry of `suites/defects.yaml`.
package struct FieldDefect: Sendable, Equatable {
    /// Such as `S07`.
    package var id: String
    /// What goes wrong, as one sentence without a full stop.
    package var what: String
    /// Among the forty that are most common or most severe.
    package var isStarred: Bool
    /// A public thread about it, `owner/repo#number`; empty where none is named.
    package var thread: String
    /// The cases that find it.
    package var cases: [String]
    /// Why no case looks for it; nil where one does.
    package var uncovered: String?

    package init(
        id: String, what: String, isStarred: Bool = false, thread: String = "", cases: [String] = [],
        uncovered: String? = nil
    ) {
        self.id = id
        self.what = what
        self.isStarred = isStarred
        self.thread = thread
        self.cases = cases
        self.uncovered = uncovered
    }
}
