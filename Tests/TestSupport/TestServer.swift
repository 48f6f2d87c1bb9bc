internal import FoundationEssentials
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A private PostgreSQL in a temporary folder, started once for the test process.
///
/// It listens on a Unix socket and on a free port of 127.0.0.1, trusts everybody but the role
/// `secured`, has autovacuum off (so that a table nobody analysed stays so) and stops when the test
/// process ends, however it ends. Tests fail where PostgreSQL is missing: `make test` installs it.
package final class TestServer: Sendable {
    package let host = "127.0.0.1"
    package let port: Int
    /// The folder of the Unix socket.
    package let socketFolder: String
    /// A role that needs the password below over TCP.
    package let securedRole = "secured"
    package let securedPassword = "s3cured canary/pass"

    private let databaseCount = Atomic(0)

    private static let started = Result { try TestServer() }

    /// The server of this process, started by the first caller.
    package static func shared() throws -> TestServer { try started.get() }

    private init() throws {
        let programs = try Self.programsFolder()
        let user = try Self.unprivilegedUser()
        let folder = try TestFolder.make(prefix: "bauta-pg")
        socketFolder = folder
        port = try Self.freePort()
        if let user { _ = try Self.checked(["chown", user, folder]) }
        let become = user.map { ["runuser", "-u", $0, "--"] } ?? []
        try Self.watch(folder: folder, programs: programs, become: become)
        let data = folder + "/data"
        _ = try Self.checked(
            become + [
                programs + "/initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync",
                "--encoding=UTF8", "--locale=C.UTF-8",
            ])
        let access = """
            host all secured 127.0.0.1/32 scram-sha-256
            local all all trust
            host all all 127.0.0.1/32 trust

            """
        try Data(access.utf8).write(to: URL(filePath: data + "/pg_hba.conf"))
        let options =
            "-p \(port) -k \(folder) -c listen_addresses=127.0.0.1 -c fsync=off -c autovacuum=off"
            + " -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=64MB"
        _ = try Self.checked(
            become + [
                programs + "/pg_ctl", "-D", data, "-w", "-s", "-l", folder + "/log", "-o", options,
                "start",
            ])
        try database("postgres").run(
            "CREATE ROLE secured LOGIN PASSWORD '\(securedPassword)';"
                + "CREATE ROLE reader LOGIN")
    }

    /// A database that exists.
    package func database(_ name: String) -> TestDatabase {
        TestDatabase(name: name, host: host, port: port)
    }

    /// A fresh, empty database called `name` and a number, so that tests running beside each other
    /// never meet. A suite shares one by keeping it in a `static let`.
    package func createDatabase(_ name: String) throws -> TestDatabase {
        let number = databaseCount.add(1, ordering: .relaxed).newValue
        let unique = "\(name)_\(number)"
        try database("postgres").run("CREATE DATABASE \"\(unique)\"")
        return database(unique)
    }

    /// The folder of initdb and pg_ctl.
    private static func programsFolder() throws -> String {
        var folders: [String] = []
        if let found = try? ChildProcess.run(["pg_config", "--bindir"]), found.status == 0 {
            folders.append(found.output.filter { $0 != "\n" })
        }
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        folders += versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map {
            "\(debian)/\($0)/bin"
        }
        for folder in folders
        where FileManager.default.isExecutableFile(atPath: folder + "/initdb") {
            return folder
        }
        throw TestSupportError("PostgreSQL isn't installed; `make test` installs it")
    }

    /// Who runs the server: PostgreSQL refuses root.
    private static func unprivilegedUser() throws -> String? {
        guard geteuid() == 0 else { return nil }
        for name in ["postgres", "nobody"] where unsafe getpwnam(name) != nil { return name }
        throw TestSupportError("no user postgres or nobody to run PostgreSQL as")
    }

    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(socket, generic, length) == 0
                    ? getsockname(socket, generic, &length) : -1
            }
        }
        guard code == 0 else { throw TestSupportError("no free port on 127.0.0.1") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Leaves a shell behind that stops the server and removes its folder once we are gone.
    private static func watch(folder: String, programs: String, become: [String]) throws {
        let stop = (become + [programs + "/pg_ctl", "-D", folder + "/data"]).joined(separator: " ")
        let script = """
            (trap '' INT TERM HUP; while kill -0 \(getpid()); do sleep 0.5; done; \
            \(stop) -s -m immediate stop; rm -rf \(folder)) >/dev/null 2>&1 </dev/null &
            """
        _ = try checked(["setsid", "sh", "-c", script])
    }

    private static func checked(_ arguments: [String]) throws -> String {
        let outcome = try ChildProcess.run(arguments, workingFolder: "/tmp")
        guard outcome.status == 0 else {
            throw TestSupportError(
                "\(arguments.joined(separator: " ")): exit \(outcome.status): \(outcome.errors)")
        }
        return outcome.output
    }
}
