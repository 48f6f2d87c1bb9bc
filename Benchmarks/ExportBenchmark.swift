#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Masks a large CSV with the built `bauta` from outside and prints rate and memory.
///
/// `Benchmarks export [MB]`, 1,000 by default. Beside it in the same run: the plain C program on
/// libcsv under `Floors/`, which masks five columns without keys or checks.
enum ExportBenchmark {
    /// Resident memory of a mask run, design §9: rules 40 MiB and 88 above.
    static let maskMebibytes = 128.0
    /// The same for a scan: 40 and 64.
    static let scanMebibytes = 104.0

    static func run(_ arguments: [String]) throws {
        let megabytes = arguments.first { Int($0) != nil }.flatMap { Int($0) } ?? 1000
        let folder = try Workspace()
        defer { folder.remove() }
        var table = CustomerTable(seed: 1)
        try table.write(to: folder.path("customers.csv"), bytes: megabytes * 1_000_000)
        let floor = try buildFloor(folder)
        let bauta = try Workspace.bauta()
        print("masking \(megabytes) MB, 17 columns; \(bauta)")
        let scan = try step(
            "scan",
            [bauta, "scan", folder.path("customers.csv"), "--catalog", folder.path("c.json")])
        _ = try step(
            "plan",
            [
                bauta, "plan", "init", "--catalog", folder.path("c.json"), "--out",
                folder.path("mask.toml"),
            ])
        _ = try step("key", [bauta, "key", "new", "--out", folder.path("k")])
        print("                       MB/s    cpu s   MiB resident")
        let limit = try MeasuredProcess(
            [floor], input: folder.path("customers.csv"), output: "/dev/null")
        show("libcsv in C", limit, megabytes)
        show("scan", scan, megabytes)
        var worst = 0.0
        for workers in [1, 2] {
            let run = try step(
                "mask",
                [
                    bauta, "mask", folder.path("customers.csv"), "--catalog",
                    folder.path("c.json"), "--plan", folder.path("mask.toml"), "--key",
                    "file:" + folder.path("k"), "--out", folder.path("out\(workers).csv"),
                    "--jobs", "\(workers)",
                ])
            show("mask, \(workers) worker\(workers == 1 ? "" : "s")", run, megabytes)
            worst = max(worst, run.residentMebibytes)
            let share = limit.wallSeconds / run.wallSeconds
            print("  \(decimal(share, 2)) × the C program")
        }
        let same = try MeasuredProcess(["cmp", folder.path("out1.csv"), folder.path("out2.csv")])
        print("1 and 2 workers give \(same.status == 0 ? "the same" : "DIFFERENT") bytes")
        guard same.status == 0, worst < maskMebibytes, scan.residentMebibytes < scanMebibytes else {
            throw BenchmarkError("a goal was missed: same bytes, mask < 128 MiB, scan < 104 MiB")
        }
    }

    private static func step(_ name: String, _ arguments: [String]) throws -> MeasuredProcess {
        let run = try MeasuredProcess(arguments)
        guard run.status <= 1 else { throw BenchmarkError("\(name) ended with \(run.status)") }
        return run
    }

    private static func show(_ name: String, _ run: MeasuredProcess, _ megabytes: Int) {
        print(
            name.padded(to: 18) + decimal(Double(megabytes) / run.wallSeconds, 0).aligned(to: 9)
                + decimal(run.processorSeconds, 1).aligned(to: 9)
                + decimal(run.residentMebibytes, 0).aligned(to: 9))
    }

    private static func buildFloor(_ folder: Workspace) throws -> String {
        let source = Workspace.package + "/Benchmarks/Floors/csv_mask_libcsv.c"
        let program = folder.path("csv_mask_libcsv")
        let build = try MeasuredProcess(["cc", "-O2", source, "-lcsv", "-o", program])
        guard build.status == 0 else { throw BenchmarkError("cc can't build \(source)") }
        return program
    }
}

extension BenchmarkCommand {
    static let export = BenchmarkCommand(
        name: "export", summary: "mask a large CSV: rate beside plain C, memory",
        run: ExportBenchmark.run)
}

/// A temporary folder, and where the package and its programs are.
struct Workspace {
    private let folder: String

    init() throws {
        var template = Array("/tmp/bauta-benchmark-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw BenchmarkError("can't make a folder under /tmp")
        }
        folder = unsafe template.withUnsafeBufferPointer {
            unsafe String(cString: $0.baseAddress!)
        }
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func remove() { _ = try? MeasuredProcess(["rm", "-rf", folder]) }

    /// The package's root folder.
    static let package: String = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(2).joined(separator: "/")

    /// The `bauta` built beside this program.
    static func bauta() throws -> String {
        let mine = CommandLine.arguments[0]
        let folder = mine.lastIndex(of: "/").map { String(mine[...$0]) } ?? ""
        guard unsafe access(folder + "bauta", X_OK) == 0 else {
            throw BenchmarkError("\(folder)bauta isn't built; swift build -c release first")
        }
        return folder + "bauta"
    }
}
