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
    }

    private static func count(_ corpus: String, _ rules: Int) throws -> Double? {
        let folder = try Workspace()
        defer { folder.remove() }
        // Why: valgrind gives up on what Swift writes for debuggers.
        let (log, program) = (folder.path("valgrind.log"), folder.path("benchmarks"))
        let copy = try? MeasuredProcess(
            ["objcopy", "--strip-debug", CommandLine.arguments[0], program])
        guard copy?.status == 0 else { return nil }
        let run = try? MeasuredProcess([
            "valgrind", "--tool=callgrind", "--toggle-collect=*detectMeasured*",
            "--callgrind-out-file=/dev/null", "--log-file=\(log)", program,
            "detect-once", corpus, "\(rules)", "\(kilobytes)",
        ])
        guard let run, run.status == 0 else { return nil }
        let text = try String(contentsOfFile: log, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.contains("Collected :") }
        guard let total = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
            return nil
        }
        return total / Double(kilobytes * 1_000)
    }
}
