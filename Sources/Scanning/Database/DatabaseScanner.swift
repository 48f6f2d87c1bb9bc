internal import Catalog
internal import Dispatch
package import Postgres
internal import Primitives

/// Scans the relations of one PostgreSQL database.
///
/// Samples are read over several connections, each on its own serial queue, and judged by workers
/// meanwhile. The same snapshot, judge, seed and options give the same report whatever the number
/// of connections and workers.
package struct DatabaseScanner: Sendable {
    /// Called when a relation was read: how many are done, of how many, and its name.
    package typealias Progress = @Sendable (_ done: Int, _ of: Int, _ name: String) -> Void

    private let options: ConnectionOptions
    private let scan: ScanOptions
    private let judge: ColumnJudge
    private let cancellation: ScanCancellation
    private let progress: Progress

    package init(
        _ options: ConnectionOptions, scan: ScanOptions, judge: @escaping ColumnJudge,
        cancellation: ScanCancellation = ScanCancellation(),
        progress: @escaping Progress = { _, _, _ in }
    ) {
        self.options = options
        self.scan = scan
        self.judge = judge
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Scans and reports; relations that fail are in the report.
    ///
    /// - Parameter sourceID: how the catalog calls this source.
    /// - Throws: `PostgresError` when the database can't be reached or its catalog not be read,
    ///   `ScanError` when nothing is selected or the scan was cancelled.
    package func run(sourceID: String) throws -> ScanReport {
        let readers = (0..<max(1, scan.connectionCount)).map { _ in
            RelationReader(options, scan: scan, cancellation: cancellation)
        }
        defer { for reader in readers { reader.close() } }
        let (all, source) = try readSchemas(readers[0], sourceID)
        let selection = ScanSelection(all, scan)
        guard !selection.isEmpty else {
            throw ScanError.nothingSelected(place: options.description)
        }
        var report = try readTables(selection, readers, sourceID)
        var inheritance = Inheritance(report.relations)
        for (partition, root) in selection.partitions {
            inheritance.addPartition(partition, of: root)
        }
        try addViews(selection.views, to: &inheritance, &report, readers[0], sourceID)
        inheritance.followForeignKeys()
        report.relations = inheritance.relations
        report.sources = [source]
        if cancellation.isCancelled { throw ScanError.cancelled }
        return report
    }

    private func readSchemas(
        _ reader: RelationReader, _ sourceID: String
    ) throws -> ([RelationSchema], CatalogSource) {
        do {
            return try reader.queue.sync {
                try reader.perform { connection throws(PostgresError) in
                    let source = CatalogSource(
                        id: sourceID, kind: .postgresql, host: connection.host,
                        database: connection.database)
                    return (try Introspection.read(connection), source)
                }
            }
        } catch {
            throw cancellation.isCancelled ? ScanError.cancelled : error
        }
    }

    /// Reads and judges everything that has rows of its own.
    private func readTables(
        _ selection: ScanSelection, _ readers: [RelationReader], _ sourceID: String
    ) throws(ScanError) -> ScanReport {
        let judging = RelationJudge(
            source: sourceID, ignoresNames: scan.ignoresNames, judge: judge)
        var report = ScanReport()
        for relation in selection.unreadable {
            report.relations.append(judging.unread(relation, reason: relation.whyUnreadable))
            if relation.kind != .foreignTable {
                report.fail(relation, "cannot read \(relation.reference): no column is readable")
            }
        }
        let waves = SampleWaves(selection.tables, readers: readers, cancellation: cancellation)
        waves.start()
        while true {
            let wave = waves.finish()
            if cancellation.isCancelled { throw .cancelled }
            if wave.isEmpty { return report }
            waves.start()
            judgeWave(wave, judging, &report, total: selection.tables.count)
        }
    }

    private func judgeWave(
        _ wave: [(relation: RelationSchema, outcome: SampleWaves.Outcome)],
        _ judging: RelationJudge, _ report: inout ScanReport, total: Int
    ) {
        report.relations += concurrentMap(
            count: wave.count, workers: max(1, scan.workerCount), makeContext: {}
        ) { index, _ in
            switch wave[index].outcome {
            case .success(let sample): judging.relation(sample)
            case .failure(let error):
                judging.unread(wave[index].relation, reason: error.shortReason)
            }
        }
        for (relation, outcome) in wave {
            switch outcome {
            case .success(let sample):
                report.runs.append(sample.run(source: judging.source))
                if let failure = sample.failure {
                    report.fail(
                        relation, failure.description + "; judged by the server's statistics alone")
                }
                if relation.kind == .view {
                    report.notes.append(
                        "\(relation.reference): read by running the query of \(relation.owner)")
                }
                if let server = relation.server {
                    report.notes.append(
                        "\(relation.reference): its first rows were read from server \(server)")
                }
                let hidden = relation.columns.filter { !$0.isReadable }.map(\.name)
                if !hidden.isEmpty {
                    report.fail(
                        relation,
                        "cannot read \(hidden.joined(separator: ", ")) of \(relation.reference):"
                            + " permission denied; grant SELECT on the columns to the role")
                }
            case .failure(let error):
                report.fail(relation, error.description)
            }
            progress(report.runs.count + report.failures.count, total, relation.reference)
        }
    }

    /// Describes each view and lets its columns inherit.
    private func addViews(
        _ views: [RelationSchema], to inheritance: inout Inheritance, _ report: inout ScanReport,
        _ reader: RelationReader, _ sourceID: String
    ) throws(ScanError) {
        var described: [(view: RelationSchema, origins: [DescribedColumn.Origin?])] = []
        for view in views {
            if cancellation.isCancelled { throw .cancelled }
            let outcome = reader.queue.sync {
                Result { () throws(PostgresError) in try reader.origins(of: view) }
            }
            switch outcome {
            case .success(let origins): described.append((view, origins))
            case .failure(let error):
                described.append((view, []))
                report.fail(view, error.description)
            }
        }
        inheritance.addViews(described, source: sourceID)
    }
}

extension ScanReport {
    fileprivate mutating func fail(_ relation: RelationSchema, _ message: String) {
        failures.append(Failure(place: relation.reference, message: message))
    }
}

extension RelationSample {
    fileprivate func run(source: String) -> ScanRun {
        ScanRun(
            source: source, schema: relation.schema, name: relation.name,
            readMilliseconds: milliseconds, rows: rows.rowCount, bytes: byteCount,
            estimatedRows: relation.rowsPerPage.map { Int($0 * Double(pageCount)) },
            pages: pageCount)
    }
}
