import LineEditing
import Testing

@Suite("Completion")
struct CompletionTests {
    private func completion(_ range: Range<Int>, _ texts: String...) -> Completion {
        Completion(replacing: range, candidates: texts.map { .init($0) })
    }

    @Test("One candidate replaces its part of the line and is followed by its ending")
    func single() {
        #expect(completion(5..<7, "red").step(in: "make re it") == .replaced(text: "make red it", cursor: 8))
        #expect(completion(5..<7, "red").step(in: "make re") == .replaced(text: "make red ", cursor: 9))
        let folder = Completion(replacing: 0..<1, candidates: [.init("folder/", ending: "")])
        #expect(folder.step(in: "f") == .replaced(text: "folder/", cursor: 7))
    }

    @Test("Several candidates give what they share, then a list")
    func several() {
        let completion = completion(0..<1, "redder", "reddish")
        #expect(completion.step(in: "r") == .replaced(text: "redd", cursor: 4))
        #expect(
            Completion(replacing: 0..<4, candidates: completion.candidates).step(in: "redd")
                == .listed(completion.candidates))
    }

    @Test("Case may differ from what was typed; a shorter text never takes its place")
    func caseDiffers() {
        #expect(completion(0..<2, "Red", "Reddish").step(in: "re") == .replaced(text: "Red", cursor: 3))
        let none = completion(0..<3, "Abc", "Xyz")
        #expect(none.step(in: "abc") == .listed(none.candidates))
    }

    @Test("Ranges outside the line and control characters do no harm")
    func hostile() {
        #expect(completion(3..<99, "x\u{1B}y").step(in: "ab") == .replaced(text: "abxy ", cursor: 5))
        #expect(Completion.none.step(in: "ab") == .nothing)
    }

    @Test("The list fills columns downwards and is never wider than the window")
    func columns() {
        let candidates = ["alpha", "beta", "gamma", "delta", "epsilon"].map { Completion.Candidate($0) }
        #expect(
            CompletionList.rows(for: candidates, width: 30, height: 20) == [
                "alpha    gamma    epsilon", "beta     delta",
            ])
        #expect(CompletionList.rows(for: candidates, width: 10, height: 20).count == 5)
        #expect(CompletionList.rows(for: candidates, width: 4, height: 20).first == "alp…")
    }

    @Test("A list that is too tall says how much is missing")
    func tall() {
        let candidates = (1...50).map { Completion.Candidate("candidate \($0)") }
        #expect(
            CompletionList.rows(for: candidates, width: 20, height: 5).suffix(2) == ["candidate 4", "… and 46 more"])
    }

    @Test("Summaries stand in a column of their own and are cut off at the window's edge")
    func summaries() {
        let candidates = [
            Completion.Candidate("/a", summary: "first\u{1B}[31m of all"), Completion.Candidate("/long", summary: nil),
        ]
        #expect(CompletionList.rows(for: candidates, width: 16, height: 9) == ["/a     first[31…", "/long"])
    }
}
