#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

internal import Masking
internal import Primitives
internal import Synchronization

/// A running external command, for one worker.
// SAFETY: its worker alone uses it until the workers have ended, then `FilterProcesses` does; only
// `interrupt` may come from another thread, and touches nothing but the locked flag.
final class FilterProcess: ExternalFilter, @unchecked Sendable {
    private let processID: pid_t
    /// Our ends of the pipes; -1 once closed.
    private var input: Int32
    private var output: Int32
    /// Once waited for, its number may be another process's.
    private let hasEnded = Mutex(false)
    private let timeoutSeconds: Int
    private var lines = FilterLines()

    /// Starts the command. Not two at a time: a pipe of one must not be inherited by another.
    init(_ command: ExternalCommand) throws(ExternalFailure) {
        timeoutSeconds = command.timeoutSeconds
        let spawned = try FilterSpawn.run(command.command)
        (processID, input, output) = (spawned.processID, spawned.input, spawned.output)
    }

    deinit { terminate() }

    /// Writes the questions and reads the answers as both become possible, so that neither side
    /// waits for the other.
    func answer(_ cells: CellBatch, into answers: inout CellBatch) throws(ExternalFailure) {
        let questions = FilterLines.questions(cells)
        let deadline = Self.now() + Double(timeoutSeconds)
        var written = 0
        let before = answers.count
        while written < questions.count || answers.count - before < cells.count {
            let ready = try wait(isWriting: written < questions.count, until: deadline)
            if ready.canWrite { written += try write(questions, from: written) }
            guard ready.canRead else { continue }
            guard try read() else { throw ExternalFailure("ended before it answered all") }
            try lines.take(into: &answers, limit: before + cells.count)
        }
        guard lines.isEmpty else { throw ExternalFailure("wrote more than it was asked for") }
    }

    /// Closes the command's input and waits for its end.
    func finish() throws(ExternalFailure) {
        closeInput()
        let deadline = Self.now() + Double(timeoutSeconds)
        while true {
            _ = try wait(isWriting: false, until: deadline)
            guard try read() else { break }
        }
        guard lines.isEmpty else { throw ExternalFailure("wrote more than it was asked for") }
        var status: Int32 = 0
        while !reap(&status, WNOHANG) {
            guard Self.now() < deadline else { throw timedOut }
            usleep(1_000)
        }
        guard status & 0x7F == 0 else { throw ExternalFailure("was ended by a signal") }
        let code = status >> 8 & 0xFF
        guard code == 0 else { throw ExternalFailure("ended with exit code \(code)") }
    }

    /// Ends the command at once, whatever it does.
    func terminate() {
        closeInput()
        if output >= 0 { close(output) }
        output = -1
        interrupt()
        var status: Int32 = 0
        _ = reap(&status, 0)
    }

    /// Ends the command and its children; whoever reads from it sees the end.
    func interrupt() {
        hasEnded.withLock { if !$0 { kill(-processID, SIGKILL) } }
    }

    /// Whether the command has ended.
    private func reap(_ status: inout Int32, _ options: Int32) -> Bool {
        hasEnded.withLock { (hasEnded) in
            if !hasEnded { hasEnded = unsafe waitpid(processID, &status, options) != 0 }
            return hasEnded
        }
    }

    private func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    private var timedOut: ExternalFailure {
        ExternalFailure("took longer than \(timeoutSeconds) s")
    }

    private func wait(
        isWriting: Bool, until deadline: Double
    ) throws(ExternalFailure) -> (canRead: Bool, canWrite: Bool) {
        var descriptors = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isWriting ? input : -1, events: Int16(POLLOUT), revents: 0),
        ]
        let milliseconds = Int32(max(0, min(1_000, (deadline - Self.now()) * 1_000)))
        let count = unsafe poll(&descriptors, 2, milliseconds)
        if count == 0 && Self.now() >= deadline { throw timedOut }
        if count < 0 && errno != EINTR { throw ExternalFailure("can't be waited for") }
        return (descriptors[0].revents != 0, descriptors[1].revents != 0)
    }

    private func write(_ bytes: [UInt8], from start: Int) throws(ExternalFailure) -> Int {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe writeBytes(input, UnsafeRawBufferPointer(rebasing: buffer[start...]))
        }
        if count >= 0 { return count }
        if errno == EAGAIN || errno == EINTR { return 0 }
        throw ExternalFailure("ended before it read all")
    }

    /// Whether the command still has its output open.
    private func read() throws(ExternalFailure) -> Bool {
        let count = unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) {
            buffer in
            let count = unsafe readBytes(output, buffer)
            if count > 0 { unsafe lines.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            return count
        }
        if count >= 0 { return count > 0 }
        if errno == EAGAIN || errno == EINTR { return true }
        throw ExternalFailure("can't be read from")
    }

    private static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

// Why: inside the class the names of these calls are its own methods.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    unsafe write(descriptor, bytes.baseAddress, bytes.count)
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(descriptor, bytes.baseAddress, bytes.count)
}
