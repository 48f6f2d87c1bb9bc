@main
enum Bauta {
    static func main() {}
}
