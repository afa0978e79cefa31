/// Every check, sorted by id; a test compares the list with the folder.
package enum Catalog {
    package static let all: [Check] = [
        .streamChoicesOrder,
        .streamChunkShape,
        .streamCommentsStayComments,
        .streamDeltaListsIndexed,
        .streamDoneOnce,
        .streamEventsTerminated,
        .streamExtensionsKept,
        .streamFinishEqual,
        .streamFoldEqual,
        .streamGrammar,
        .streamIdConstant,
        .streamIdHygiene,
        .streamKeepAliveForm,
        .streamLineEnds,
        .streamLogprobsEqual,
        .streamMediaType,
        .streamMetadataChunksKept,
        .streamModelConstant,
        .streamNoBOM,
        .streamNoControlEvents,
        .streamNoCutPairs,
        .streamNoDataless,
        .streamNoEmptyData,
        .streamNotDelayed,
        .streamNotEventless,
        .streamNotHeld,
        .streamOpenFinishNull,
        .streamRoleOnce,
        .streamTopFieldsKept,
        .streamValidJSON,
    ]

    package static let byID: [String: Check] = Dictionary(
        all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
