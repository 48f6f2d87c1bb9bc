internal import ArgumentParser
internal import Catalog
internal import Primitives

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Show, explain and compare catalogs.",
        subcommands: [Show.self, Explain.self, Diff.self])
}

extension CatalogCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the columns, sensitive ones first, in 80 columns.",
            discussion: "Example: bauta catalog show catalog.json")

        @Argument(help: "The catalog to show.") var file: String
        @Flag(help: "Print the catalog's JSON, in its one order.") var json = false

        func run() throws {
            let catalog = try WholeFile.readCatalog(file)
            if json {
                try StandardOutput.write(
                    String(decoding: try CatalogCoding.encode(catalog), as: UTF8.self))
            } else {
                try StandardOutput.write(CatalogTable(catalog).text())
            }
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say why a column has its verdict, each contribution in nats.",
            discussion: """
                Examples:
                  bauta catalog explain catalog.json public.customers.email
                  bauta catalog explain catalog.json 'public.events.payload$.user.email'
                """)

        @Argument(help: "The catalog.") var file: String
        @Argument(help: "The column, as the catalog names it.") var column: String
        @Flag(help: "Print the column's entry as JSON.") var json = false

        func run() throws {
            guard let reference = ColumnReference(column) else {
                throw ValidationError(
                    "\(column) names no column; write schema.table.column or schema.table.column$.path"
                )
            }
            let catalog = try WholeFile.readCatalog(file)
            guard
                let explanation = CatalogExplanation(of: reference, in: catalog),
                let entry = catalog.column(at: reference)
            else {
                throw CommandError(
                    "\(file): has no column \(reference); bauta catalog show \(file) lists them")
            }
            if json {
                try JSONOutput.write(entry)
            } else {
                try StandardOutput.write(explanation.text())
            }
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is new, gone or changed between two catalogs.",
            discussion: """
                Exit code 1 when they differ, 0 when they don't.
                Example: bauta catalog diff yesterday.json today.json
                """)

        @Argument(help: "The earlier catalog.") var old: String
        @Argument(help: "The later catalog.") var new: String
        @Flag(help: "Print the differences as JSON.") var json = false

        func run() throws {
            let diff = CatalogDiff(
                from: try WholeFile.readCatalog(old), to: try WholeFile.readCatalog(new))
            if json {
                try JSONOutput.write(diff)
            } else {
                try StandardOutput.write(diff.text())
            }
            if !diff.entries.isEmpty { throw ExitStatus.found.code }
        }
    }
}
