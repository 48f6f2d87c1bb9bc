package import Catalog

/// What a scan of one source found, what it couldn't read, and how long it took.
package struct ScanReport: Sendable {
    /// A relation or file that couldn't be read; the scan went on.
    package struct Failure: Sendable, Equatable, CustomStringConvertible {
        /// `public.orders`, or the path of a file.
        package var place: String
        /// The error's own sentence.
        package var message: String

        package init(place: String, message: String) {
            self.place = place
            self.message = message
        }

        package var description: String { message }
    }

    package var sources: [CatalogSource]
    package var relations: [CatalogRelation]
    package var failures: [Failure]
    package var runs: [ScanRun]
    /// What the user should know though nothing failed, such as whose code a view ran.
    package var notes: [String] = []

    package init(
        sources: [CatalogSource] = [], relations: [CatalogRelation] = [],
        failures: [Failure] = [], runs: [ScanRun] = []
    ) {
        self.sources = sources
        self.relations = relations
        self.failures = failures
        self.runs = runs
    }

    /// Adds what another source's scan found.
    package mutating func merge(_ other: ScanReport) {
        sources += other.sources
        relations += other.relations
        failures += other.failures
        runs += other.runs
        notes += other.notes
    }

    /// The catalog of this report, in its one order.
    package func catalog(generator: String, rulesDigest: String) -> ClassificationCatalog {
        ClassificationCatalog(
            generator: generator, rulesDigest: rulesDigest, sources: sources, relations: relations
        ).sorted()
    }
}

/// What belongs beside the catalog because it differs from run to run: `catalog.run.json`.
package struct ScanRun: Codable, Sendable, Equatable {
    package var source: String
    package var schema: String
    package var name: String
    /// From the transaction's start to its end, the sample's transfer included.
    package var readMilliseconds: Int
    package var rows: Int
    package var bytes: Int
    /// Rows the statistics promise; `nil` when nobody ever analysed the table.
    package var estimatedRows: Int?
    package var pages: Int?

    package init(
        source: String, schema: String, name: String, readMilliseconds: Int, rows: Int, bytes: Int,
        estimatedRows: Int? = nil, pages: Int? = nil
    ) {
        self.source = source
        self.schema = schema
        self.name = name
        self.readMilliseconds = readMilliseconds
        self.rows = rows
        self.bytes = bytes
        self.estimatedRows = estimatedRows
        self.pages = pages
    }
}
