internal import Catalog

/// Which relations a scan reads, and which take over labels.
struct ScanSelection {
    /// Read: tables, partitioned tables as a whole, materialised views, partitions on their own
    /// when the table above isn't selected.
    private(set) var tables: [RelationSchema] = []
    /// Partitions with the topmost partitioned table above each.
    private(set) var partitions: [(partition: RelationSchema, root: RelationSchema)] = []
    /// Plain views.
    private(set) var views: [RelationSchema] = []
    /// Relations without a readable column, and foreign tables, which are another server's.
    private(set) var unreadable: [RelationSchema] = []

    init(_ all: [RelationSchema], _ scan: ScanOptions) {
        let byOID = Dictionary(all.map { ($0.oid, $0) }) { first, _ in first }
        func isSelected(_ relation: RelationSchema) -> Bool {
            scan.selects(schema: relation.schema, name: relation.name)
        }
        for relation in all where isSelected(relation) {
            if relation.kind == .view && !scan.readsViews {
                views.append(relation)
            } else if relation.kind == .foreignTable {
                unreadable.append(relation)
            } else if let root = Self.root(of: relation, byOID), isSelected(root) {
                partitions.append((relation, root))
            } else if relation.columns.isEmpty || relation.columns.contains(where: \.isReadable) {
                tables.append(relation)
            } else {
                unreadable.append(relation)
            }
        }
    }

    var isEmpty: Bool {
        tables.isEmpty && partitions.isEmpty && views.isEmpty && unreadable.isEmpty
    }

    private static func root(
        of relation: RelationSchema, _ byOID: [UInt32: RelationSchema]
    ) -> RelationSchema? {
        var root: RelationSchema?
        var parent = relation.parentOID
        while let oid = parent, let above = byOID[oid] {
            root = above
            parent = above.parentOID
        }
        return root
    }
}

extension RelationSchema {
    /// Why nothing of it can be read, for the catalog.
    var whyUnreadable: String {
        kind == .foreignTable
            ? "foreign tables are another server's and aren't read" : "42501 permission denied"
    }
}
