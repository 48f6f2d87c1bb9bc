/// How every transaction that reads rows for an export begins.
///
/// Row security is off: where it would hide rows the server refuses instead. The other settings
/// decide how values are written.
enum ReadTransaction {
    /// The statements, without a last semicolon.
    ///
    /// - Parameter snapshot: another transaction's, to see what it sees.
    static func begin(snapshot: String? = nil) -> String {
        let shared = snapshot.map { "SET TRANSACTION SNAPSHOT '\($0)';\n" } ?? ""
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n" + shared + settings
    }

    private static let settings = """
        SET LOCAL row_security = off;
        SET LOCAL DateStyle = 'ISO';
        SET LOCAL IntervalStyle = 'postgres';
        SET LOCAL TimeZone = 'UTC';
        SET LOCAL extra_float_digits = 1;
        SET LOCAL bytea_output = 'hex';
        SET LOCAL statement_timeout = 0;
        SET LOCAL lock_timeout = '10s'
        """
}
