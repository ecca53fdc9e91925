import Studio
import Testing

@Suite("Shares of a replay's pictures") struct ShardTests {
    private let names = (1...1000).map { "DSC_\($0).jpg" }

    @Test("A share is a number out of a count, and nothing else")
    func reading() {
        #expect(Shard("3/10").map { [$0.number, $0.count] } == [3, 10])
        #expect(Shard("1/1")?.description == "1/1")
        for text in [
            "0/10", "11/10", "3", "3/", "/3", "a/b", "3/10/2", "-1/2", "+1/3", "1/+3", "-1/3", "\u{661}/3", "1/0",
            "1/99999999999999999999", "1 /2",
        ] {
            #expect(Shard(text) == nil, "\(text)")
        }
    }

    @Test("Every picture falls into exactly one share, and the shares are about even", arguments: [1, 2, 7, 10, 64])
    func partition(count: Int) throws {
        let shards = try (1...count).map { try #require(Shard("\($0)/\(count)")) }
        for name in names { #expect(shards.count { $0.has(name) } == 1, "\(name)") }
        let sizes = shards.map { shard in names.count(where: shard.has) }
        let even = Double(names.count) / Double(count)
        // Five standard deviations of chance.
        for size in sizes { #expect(abs(Double(size) - even) <= 5 * even.squareRoot(), "\(sizes)") }
    }

    @Test("A name's share is the same on every machine and in every version")
    func stable() {
        let found = ["anna.png", "größe.jpg", "2.png", ""].map { name in
            (1...10).first { Shard("\($0)/10")?.has(name) == true }
        }
        #expect(found == [9, 8, 3, 3])
    }
}
