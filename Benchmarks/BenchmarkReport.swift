import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Measurements of one run beside their floor: printed as a table, kept as JSON with `--json`.
struct BenchmarkReport {
    let name: String
    /// What a row's ratio is to: its name among the rows, measured in the same run.
    let floor: String?
    private(set) var rows: [Measurement] = []
    /// Floors of rows that have another, by row name.
    private var floors: [String: String] = [:]
    /// Other figures, by what they say.
    private(set) var figures: [String: Double] = [:]

    init(name: String, floor: String? = nil) {
        self.name = name
        self.floor = floor
    }

    /// - Parameter floor: the row that this one's ratio is to, where it isn't the report's.
    mutating func add(_ row: Measurement, floor: String? = nil) {
        rows.append(row)
        floors[row.name] = floor
    }

    mutating func add(_ name: String, _ figure: Double) { figures[name] = figure }

    /// Prints the table and, when the arguments hold `--json`, writes `results/NAME.json`.
    func finish(_ arguments: [String]) throws {
        print(table)
        guard arguments.contains("--json") else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var data = try encoder.encode(Document(report: self))
        data.append(UInt8(ascii: "\n"))
        let path = Self.resultsFolder + "/\(name).json"
        try data.write(to: URL(filePath: path))
        print("written to Benchmarks/results/\(name).json")
    }

    /// A row's time relative to its floor's, per operation; `nil` without a floor.
    func ratio(of row: Measurement) -> Double? {
        guard let floor = floors[row.name] ?? floor,
            let base = rows.first(where: { $0.name == floor })
        else { return nil }
        return row.nanosecondsPerOperation / base.nanosecondsPerOperation
    }

    private var table: String {
        var lines = [
            "".padded(to: 44) + "ns/op".aligned(to: 9) + "median".aligned(to: 9)
                + "M/s".aligned(to: 9) + "MB/s".aligned(to: 9) + (floor == nil ? "" : "  × floor")
        ]
        for row in rows {
            let median = row.median / Double(row.operations) * 1e9
            lines.append(
                row.name.padded(to: 44) + decimal(row.nanosecondsPerOperation, 1).aligned(to: 9)
                    + decimal(median, 1).aligned(to: 9)
                    + decimal(row.operationsPerSecond / 1e6, 2).aligned(to: 9)
                    + (row.bytes == 0 ? "" : decimal(row.bytesPerSecond / 1e6, 0)).aligned(to: 9)
                    + (ratio(of: row).map { decimal($0, 2).aligned(to: 9) } ?? ""))
        }
        return lines.joined(separator: "\n")
    }

    static var resultsFolder: String {
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/") + "/results"
    }
}

extension BenchmarkReport {
    /// What `results/NAME.json` holds.
    private struct Document: Encodable {
        struct Row: Encodable {
            var name: String
            var operations: Int
            var nanosecondsMinimum: Double
            var nanosecondsMedian: Double
            var millionPerSecond: Double
            var megabytesPerSecond: Double?
            var ratioToFloor: Double?
        }

        var name: String
        var floor: String?
        var machine = Machine.current()
        var rows: [Row]
        var figures: [String: Double]?

        init(report: BenchmarkReport) {
            name = report.name
            floor = report.floor
            figures = report.figures.isEmpty ? nil : report.figures.mapValues(rounded)
            rows = report.rows.map { row in
                Row(
                    name: row.name, operations: row.operations,
                    nanosecondsMinimum: rounded(row.nanosecondsPerOperation),
                    nanosecondsMedian: rounded(row.median / Double(row.operations) * 1e9),
                    millionPerSecond: rounded(row.operationsPerSecond / 1e6),
                    megabytesPerSecond: row.bytes == 0 ? nil : rounded(row.bytesPerSecond / 1e6),
                    ratioToFloor: report.ratio(of: row).map(rounded))
            }
        }
    }
}

/// What a figure is worth nothing without.
struct Machine: Encodable {
    var processor: String
    var swift: String
    var commit: String

    static func current() -> Machine {
        let model = "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1"
        return Machine(
            processor: output(of: model),
            swift: output(
                of: "swift --version 2>/dev/null | sed -n 's/.*version \\([^ ]*\\).*/\\1/p'"),
            commit: output(of: "git describe --always --dirty"))
    }

    /// The first line a shell command prints; empty when it prints nothing.
    private static func output(of command: String) -> String {
        guard let stream = unsafe popen(command, "r") else { return "" }
        defer { unsafe pclose(stream) }
        var bytes: [UInt8] = []
        while true {
            let byte = unsafe getc(stream)
            if byte == EOF || byte == 10 { break }
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Three decimals are more than a shared machine can tell.
private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
