/// Which way a permutation runs: to mask or to unmask.
package enum CipherDirection: Sendable {
    case encrypt, decrypt
}
