package import Primitives

/// What changed between two catalogs, sorted by reference: the nightly question.
///
/// A relation that is new or gone is one entry, and so is each of its columns, so that a new
/// sensitive column is found whether its table is new or not.
package struct CatalogDiff: Codable, Equatable, Sendable {
    /// What happened to a relation or column.
    package enum Change: String, Codable, Sendable {
        case newRelation = "new-relation"
        case goneRelation = "gone-relation"
        /// The relation could be read before and can't be now.
        case unreadRelation = "unread-relation"
        case newColumn = "new-column"
        case goneColumn = "gone-column"
        /// Label, status, sensitivity or type differ.
        case changedColumn = "changed-column"
    }

    /// What a column was or is, as far as a difference is concerned.
    package struct State: Codable, Equatable, Sendable {
        package var label: String?
        package var status: CatalogColumn.Status
        package var sensitivity: Sensitivity
        package var type: String

        init(_ column: CatalogColumn) {
            label = column.label
            status = column.status
            sensitivity = column.sensitivity
            type = column.type
        }
    }

    /// One difference.
    package struct Entry: Codable, Equatable, Sendable {
        package var change: Change
        /// The id of the source the relation belongs to.
        package var source: String
        /// The column or relation, quoted as everywhere.
        package var reference: String
        package var before: State?
        package var after: State?
    }

    package private(set) var entries: [Entry]

    package var isEmpty: Bool { entries.isEmpty }

    /// Compares by source, relation, column and path; order and evidence don't matter.
    package init(from old: ClassificationCatalog, to new: ClassificationCatalog) {
        entries = []
        let before = Self.index(old)
        let after = Self.index(new)
        for (key, relation) in before where after[key] == nil { add(relation, .goneRelation) }
        for (key, relation) in after {
            guard let earlier = before[key] else {
                add(relation, .newRelation)
                continue
            }
            if relation.unread != nil && earlier.unread == nil {
                entries.append(Self.entry(.unreadRelation, relation))
            }
            compare(earlier, relation)
        }
        entries.sort {
            ($0.source, $0.reference, $0.change.rawValue)
                < ($1.source, $1.reference, $1.change.rawValue)
        }
    }

    private struct Key: Hashable {
        var source: String
        var schema: String
        var name: String
    }

    private static func index(_ catalog: ClassificationCatalog) -> [Key: CatalogRelation] {
        var index: [Key: CatalogRelation] = [:]
        for relation in catalog.relations {
            let key = Key(source: relation.source, schema: relation.schema, name: relation.name)
            index[key] = relation
        }
        return index
    }

    private static func entry(_ change: Change, _ relation: CatalogRelation) -> Entry {
        let name =
            ColumnReference.quoted(relation.schema) + "." + ColumnReference.quoted(relation.name)
        return Entry(change: change, source: relation.source, reference: name)
    }

    /// One entry for the relation and one for each of its columns.
    private mutating func add(_ relation: CatalogRelation, _ change: Change) {
        entries.append(Self.entry(change, relation))
        let isNew = change == .newRelation
        for column in relation.columns {
            entries.append(
                Entry(
                    change: isNew ? .newColumn : .goneColumn, source: relation.source,
                    reference: relation.reference(to: column).description,
                    before: isNew ? nil : State(column), after: isNew ? State(column) : nil))
        }
    }

    private mutating func compare(_ old: CatalogRelation, _ new: CatalogRelation) {
        let before = Self.states(old)
        let after = Self.states(new)
        for (reference, state) in before where after[reference] == nil {
            entries.append(
                Entry(
                    change: .goneColumn, source: new.source,
                    reference: reference.description, before: state))
        }
        for (reference, state) in after where before[reference] != state {
            let earlier = before[reference]
            entries.append(
                Entry(
                    change: earlier == nil ? .newColumn : .changedColumn, source: new.source,
                    reference: reference.description, before: earlier, after: state))
        }
    }

    private static func states(_ relation: CatalogRelation) -> [ColumnReference: State] {
        var states: [ColumnReference: State] = [:]
        for column in relation.columns { states[relation.reference(to: column)] = State(column) }
        return states
    }
}
