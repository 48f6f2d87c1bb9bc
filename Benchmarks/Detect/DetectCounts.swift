import FoundationEssentials

/// Instructions a byte, counted by valgrind: they tell a regression on any machine.
enum DetectCounts {
    private static let kilobytes = 300

    /// Adds a figure for each corpus with few rules and with all; names what isn't installed.
    static func take(into report: inout BenchmarkReport) throws {
        for corpus in DetectCorpus.names {
            for rules in [40, 10_000] {
                guard let count = try count(corpus, rules) else {
                    return print("valgrind or objcopy isn't installed: no instructions are counted")
                }
                let name = "\(corpus), \(rules == 40 ? "40" : "all") rules, instructions a byte"
                print(name.padded(to: 52) + decimal(count, 1))
                report.add(name, count)
            }
        }
        guard let count = try count("customers", 10_000, ["cells"]) else { return }
        let name = "customers, single cells, all rules, instructions a cell"
        print(name.padded(to: 52) + decimal(count, 0))
        report.add(name, count)
    }

    /// For each of what the search says it has gone through: bytes or cells.
    private static func count(
        _ corpus: String, _ rules: Int, _ options: [String] = []
    ) throws -> Double? {
        let folder = try Workspace()
        defer { folder.remove() }
        // Why: valgrind gives up on what Swift writes for debuggers.
        let (log, program) = (folder.path("valgrind.log"), folder.path("benchmarks"))
        let output = folder.path("output")
        let copy = try? MeasuredProcess(
            ["objcopy", "--strip-debug", CommandLine.arguments[0], program])
        guard copy?.status == 0 else { return nil }
        let command = [
            "valgrind", "--tool=callgrind", "--toggle-collect=*detectMeasured*",
            "--callgrind-out-file=/dev/null", "--log-file=\(log)", program,
            "detect-once", corpus, "\(rules)", "\(kilobytes)",
        ]
        let run = try? MeasuredProcess(command + options, output: output)
        guard let run, run.status == 0,
            let total = try number(in: log, of: "Collected :", fromEnd: 0),
            let count = try number(in: output, of: " spans in ", fromEnd: 1)
        else { return nil }
        return total / count
    }

    /// A word of the first line that holds `mark`, counted from its end, as a number.
    private static func number(in path: String, of mark: String, fromEnd: Int) throws -> Double? {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.contains(mark) }
        return line?.split(separator: " ").dropLast(fromEnd).last.flatMap { Double($0) }
    }
}
