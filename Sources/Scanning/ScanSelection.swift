internal import Catalog

/// Which relations a scan reads, and which take over labels.
struct ScanSelection {
    /// Read: tables, partitioned tables as a whole, materialised views, partitions on their own
    /// when the table above isn't selected.
    private(set) var tables: [RelationSchema] = []
    /// Partitions with the topmost partitioned table above each, whose labels they take over; a
    /// table partitioned over foreign servers with a leaf that stands for it.
    private(set) var partitions: [(partition: RelationSchema, root: RelationSchema)] = []
    /// Plain views.
    private(set) var views: [RelationSchema] = []
    /// Relations without a readable column, and foreign tables, which are another server's.
    private(set) var unreadable: [RelationSchema] = []

    init(_ all: [RelationSchema], _ scan: ScanOptions) {
        let byOID = Dictionary(all.map { ($0.oid, $0) }) { first, _ in first }
        let mixed = Self.mixedRoots(all, byOID)
        func isSelected(_ relation: RelationSchema) -> Bool {
            scan.selects(schema: relation.schema, name: relation.name)
        }
        for relation in all where isSelected(relation) {
            let root = Self.root(of: relation, byOID)
            if relation.kind == .view && !scan.readsViews {
                views.append(relation)
            } else if relation.kind == .foreignTable && !scan.readsForeignTables {
                unreadable.append(relation)
            } else if relation.isPartitioned, let leaf = mixed[root?.oid ?? relation.oid] {
                partitions.append((relation, leaf))
            } else if let root, isSelected(root), mixed[root.oid] == nil {
                partitions.append((relation, root))
            } else if relation.columns.isEmpty || relation.columns.contains(where: \.isReadable) {
                tables.append(relation)
            } else {
                unreadable.append(relation)
            }
        }
    }

    /// Partitioned tables with a foreign table among their leaves, which TABLESAMPLE would read
    /// whole, each with a local leaf that stands for it: the leaves are read on their own.
    private static func mixedRoots(
        _ all: [RelationSchema], _ byOID: [UInt32: RelationSchema]
    ) -> [UInt32: RelationSchema] {
        var mixed: [UInt32: RelationSchema] = [:]
        for relation in all where relation.kind == .foreignTable {
            guard let root = root(of: relation, byOID) else { continue }
            mixed[root.oid] = all.first { leaf in
                leaf.kind == .partition && !leaf.isPartitioned
                    && self.root(of: leaf, byOID)?.oid == root.oid
            }
        }
        return mixed
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
