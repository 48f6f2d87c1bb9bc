internal import ArgumentParser
internal import Scanning

/// What to sample and how hard to press: the options of `bauta scan`.
struct SamplingOptions: ParsableArguments {
    @Option(help: "Only schemas that match the pattern (repeatable).") var schema: [String] = []
    @Option(help: "Only tables that match: orders* or sales.orders (repeatable).")
    var table: [String] = []
    @Option(help: "Leave out tables that match (repeatable).") var exclude: [String] = []
    @Option(help: "Rows to read of each table or file, or all.")
    var sampleRows = SampleRows.count(1000)
    @Option(help: "Connections to one server.") var connections = 2
    @Option(help: "Workers that classify; all cores by default.") var jobs: Int?
    @Option(help: "Seed of the sample: the same on unchanged tables gives the same catalog.")
    var seed = 1
    @Option(help: "Whether CSV files begin with a header: yes, no or auto.")
    var header = ScanOptions.Header.auto
    @Flag(help: "Read plain views too; a view runs its owner's code with your rights.")
    var readViews = false
    @Flag(help: "Read foreign tables too; their rows come from another server.")
    var readForeign = false
    @Flag(help: "Judge by values alone, whatever columns are called.") var ignoreNames = false

    func validate() throws {
        guard (1...64).contains(connections) else {
            throw ValidationError("--connections \(connections): choose 1 to 64")
        }
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs \(jobs): choose 1 to 256")
        }
        guard seed >= 0 else { throw ValidationError("--seed \(seed): choose 0 or more") }
    }

    var scanOptions: ScanOptions {
        var options = ScanOptions()
        options.schemas = schema.map { GlobPattern($0) }
        options.tables = table.map { GlobPattern($0) }
        options.excluded = exclude.map { GlobPattern($0) }
        options.sampleRowLimit = sampleRows.limit
        options.connectionCount = connections
        options.workerCount = jobs ?? Machine.coreCount
        options.seed = seed
        options.readsViews = readViews
        options.readsForeignTables = readForeign
        options.ignoresNames = ignoreNames
        options.header = header
        return options
    }
}

extension ScanOptions.Header: ExpressibleByArgument {}

/// `--sample-rows`: a number or `all`.
enum SampleRows: ExpressibleByArgument, CustomStringConvertible {
    case all
    case count(Int)

    init?(argument: String) {
        if argument == "all" {
            self = .all
        } else if let count = Int(argument), count > 0 {
            self = .count(count)
        } else {
            return nil
        }
    }

    var limit: Int? {
        if case .count(let count) = self { count } else { nil }
    }

    var description: String { limit.map(String.init) ?? "all" }
}
