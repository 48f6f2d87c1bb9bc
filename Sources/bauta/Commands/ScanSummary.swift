internal import Catalog
internal import Primitives

/// What a scan tells on a terminal: counts, and where to look next.
struct ScanSummary {
    private let catalog: ClassificationCatalog

    init(_ catalog: ClassificationCatalog) { self.catalog = catalog }

    func text(catalog path: String) -> String {
        let columns = catalog.relations.flatMap(\.columns)
        let unread = catalog.relations.count { $0.unread != nil }
        let read = catalog.relations.count - unread
        var text = "\(columns.count) columns of \(read) relations"
        if unread > 0 { text += ", \(unread) unread" }
        text += "\n"
        for level in Sensitivity.allCases.reversed() where level != .none {
            let count = columns.count { $0.status != .clean && $0.sensitivity == level }
            if count > 0 { text += "  \(count) \(level.rawValue)\n" }
        }
        let doubtful = columns.count { $0.status == .needsReview }
        if doubtful > 0 { text += "  \(doubtful) of all need a review\n" }
        return text + "catalog written to \(path); next: bauta catalog show \(path)\n"
    }
}
