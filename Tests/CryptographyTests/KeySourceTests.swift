#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Cryptography
import Testing

@Suite struct KeySourceTests {
    /// A new folder for one test; removed with what is in it by the caller's `defer`.
    private func temporaryPath(_ name: String) -> String {
        "/tmp/bauta-key-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))-\(name)"
    }

    private func store(_ text: String, in path: String, mode: mode_t) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        _ = unsafe text.withCString { unsafe write(descriptor, $0, strlen($0)) }
        fchmod(descriptor, mode)
        close(descriptor)
    }

    @Test func `a created key file loads and cannot be created again`() throws {
        let path = temporaryPath("created")
        defer { unsafe unlink(path) }
        let key = try KeyFile.create(path: path)
        #expect(try KeySource("file:\(path)").load().active.id == key.id)
        #expect(throws: CryptographyError.keyFileExists(path: path)) {
            try KeyFile.create(path: path)
        }
        #expect(try KeySource("file:\(path)").load().active.id == key.id)
    }

    @Test(arguments: [mode_t(0o644), 0o640, 0o660, 0o700, 0o604])
    func `refuses a key file that others may read`(mode: mode_t) throws {
        let path = temporaryPath("open")
        defer { unsafe unlink(path) }
        store(fixedKeyLine, in: path, mode: mode)
        #expect(
            throws: CryptographyError.openKeyFile(path: path, mode: "0" + String(mode, radix: 8))
        ) { try KeySource.file(path: path).load() }
    }

    @Test func `refuses a folder, a missing file and a FIFO`() throws {
        #expect(throws: CryptographyError.notARegularFile(path: "/tmp")) {
            try KeySource("file:/tmp").load()
        }
        let path = temporaryPath("fifo")
        defer { unsafe unlink(path) }
        unsafe mkfifo(path, 0o600)
        #expect(throws: CryptographyError.notARegularFile(path: path)) {
            try KeySource.file(path: path).load()
        }
        #expect(throws: CryptographyError.self) {
            try KeySource("file:/nowhere/at/all").load()
        }
    }

    @Test(arguments: ["", "bauta-key-1:AAAA", fixedKeyLine + fixedKeyLine])
    func `refuses a file of the wrong length without showing it`(text: String) throws {
        let path = temporaryPath("short")
        defer { unsafe unlink(path) }
        store(text, in: path, mode: 0o400)
        let error = #expect(throws: CryptographyError.self) {
            try KeySource.file(path: path).load()
        }
        let message = try #require(error).description
        #expect(message.hasPrefix("file:\(path): not a key: "))
        #expect(!message.contains("AAEC") && message.contains("bauta key new"))
    }

    @Test func `reads the environment, a descriptor and a command`() throws {
        let id = try MaskingKey(text: fixedKeyLine).id
        let name = "BAUTA_TEST_KEY_\(UInt64.random(in: 0...UInt64.max))"
        unsafe setenv(name, fixedKeyLine, 1)
        #expect(try KeySource("env:\(name)").load().active.id == id)
        unsafe unsetenv(name)
        #expect(throws: CryptographyError.self) { try KeySource("env:\(name)").load() }
        #expect(try KeySource("command:echo \(fixedKeyLine)").load().active.id == id)
        let path = temporaryPath("fd")
        defer { unsafe unlink(path) }
        store(fixedKeyLine + "\n", in: path, mode: 0o600)
        let descriptor = unsafe open(path, O_RDONLY)
        defer { close(descriptor) }
        #expect(try KeySource("fd:\(descriptor)").load().active.id == id)
    }

    @Test func `a failing command gives no key`() {
        #expect(
            throws: CryptographyError.unreadableKey(
                source: "command:echo …", reason: "the command failed")
        ) { try KeySource("command:echo \(fixedKeyLine); false").load() }
    }

    @Test(arguments: [
        "", "file:", "fd:x", "fd:-1", "key.txt", fixedKeyLine, "file:" + fixedKeyLine,
        fixedKeyLine.replacing("bauta-key", with: "bauta-signing-key"),
    ])
    func `refuses what is no source and never repeats a pasted key`(text: String) throws {
        let error = #expect(throws: CryptographyError.self) { try KeySource(text) }
        #expect(try !#require(error).description.contains("AAEC"))
    }

    @Test func `ephemeral keys differ`() throws {
        let one = try KeySource("ephemeral").load().active
        #expect(try KeySource("ephemeral").load().active.id != one.id)
    }

    @Test func `rotating a key file keeps the old key and makes a new one active`() throws {
        let path = temporaryPath("rotated")
        defer { unsafe unlink(path) }
        let first = try KeyFile.create(path: path)
        let second = try KeyFile.rotate(path: path).active
        let third = try KeyFile.rotate(path: path).active
        let ring = try KeySource("file:\(path)").load()
        #expect(ring.entries.map(\.key.id) == [first.id, second.id, third.id])
        #expect(ring.entries.map(\.key.number) == [1, 2, 3])
        #expect(ring.entries.map(\.state) == [.retired, .retired, .active])
        #expect(ring.active.id == third.id)
        #expect(ring.key(id: first.id)?.number == 1 && ring.key(number: 2)?.id == second.id)
        #expect(ring.key(number: 4) == nil && ring.key(id: "") == nil)
        var status = stat()
        #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o600)
        #expect(unsafe access(path + ".new", F_OK) != 0)
    }
}
