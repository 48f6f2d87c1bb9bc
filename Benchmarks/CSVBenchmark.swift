import Cryptography
import Detection
import Exporting
import Formats
import Masking
import Primitives

/// What reading and writing CSV costs without masking, stage by stage, beside plain C on libcsv.
///
/// `Benchmarks csv [MB]`, 200 by default. The last lines run the whole exporter with every column
/// kept and no guard, and check that the output is the input.
enum CSVBenchmark {
    static func run(_ arguments: [String]) throws {
        let megabytes = arguments.first.flatMap { Int($0) } ?? 200
        let folder = try Workspace()
        defer { folder.remove() }
        let path = folder.path("customers.csv")
        var table = CustomerTable(seed: 1)
        try table.write(to: path, bytes: megabytes * 1_000_000)
        let floor = folder.path("floor")
        let source = Workspace.package + "/Benchmarks/Floors/csv_mask_libcsv.c"
        guard try MeasuredProcess(["cc", "-O2", source, "-lcsv", "-o", floor]).status == 0 else {
            throw BenchmarkError("cc can't build \(source)")
        }
        for mode in [["raw"], ["mask", "m"]] {
            let run = try MeasuredProcess(
                [floor] + mode.dropFirst(), input: path, output: "/dev/null")
            show("libcsv in C, \(mode[0])", megabytes, run.wallSeconds)
        }
        try stages(path, megabytes)
        for workers in [1, 2] { try export(path, folder.path("out.csv"), workers, megabytes) }
        guard try MeasuredProcess(["cmp", path, folder.path("out.csv")]).status == 0 else {
            throw BenchmarkError("keeping every column changed the file")
        }
    }

    private static func stages(_ path: String, _ megabytes: Int) throws {
        var seconds = [0.0, 0.0, 0.0, 0.0]
        let clock = ContinuousClock()
        let reader = try CSVReader(path: path, header: .yes)
        let width = reader.header.names.count
        let parser = try CSVParser(file: path, columnCount: width)
        var batch = RowBatch(columnCount: width)
        var output: [UInt8] = []
        while true {
            var chunk: InputChunk?
            seconds[0] += try clock.measure { chunk = try reader.next() } / .seconds(1)
            guard let chunk else { break }
            seconds[1] +=
                clock.measure {
                    _ = UTF8Validation.firstFlaw(in: chunk.bytes, from: chunk.start)
                } / .seconds(1)
            seconds[2] += try clock.measure { try parser.parse(chunk, into: &batch) } / .seconds(1)
            output.removeAll(keepingCapacity: true)
            seconds[3] += clock.measure { CSVFormatter().append(batch, to: &output) } / .seconds(1)
        }
        let names = ["read and cut", "check UTF-8", "check and parse", "format"]
        for (name, time) in zip(names, seconds) { show(name, megabytes, time) }
    }

    private static func export(
        _ path: String, _ output: String, _ workers: Int, _ megabytes: Int
    ) throws {
        let source = try ExportSource.csv(
            path: path, schema: "file", relation: "customers.csv", header: .yes,
            isValue: { _ in false })
        let columns = source.planSource.columns.compactMap(\.reference).map {
            PlannedColumn(
                reference: $0, domain: "none", transform: .keep(unguardedReason: "benchmark"))
        }
        let lists = SurrogateLists.baseNames.map { ($0, Array("# none\nOne\nTwo\nThree\n".utf8)) }
        let masker = try RowMasker(
            plan: MaskPlan(columns: columns), key: MaskingKey.random(), rules: RuleSet(files: []),
            surrogates: SurrogateLists(files: Dictionary(uniqueKeysWithValues: lists)))
        let exporter = Exporter(masker: masker, format: .csv, workers: workers)
        let time = try ContinuousClock().measure {
            _ = try exporter.run(source, to: .file(output))
        }
        show("keep, \(workers) worker\(workers == 1 ? "" : "s")", megabytes, time / .seconds(1))
    }

    private static func show(_ name: String, _ megabytes: Int, _ seconds: Double) {
        print(
            name.padded(to: 20) + decimal(Double(megabytes) / seconds, 0).aligned(to: 6) + " MB/s")
    }
}

extension BenchmarkCommand {
    static let csv = BenchmarkCommand(
        name: "csv", summary: "read and write CSV, stage by stage, beside plain C",
        run: CSVBenchmark.run)
}
