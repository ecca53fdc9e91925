import TestSupport
import Testing

extension AtATerminal {
    @Test("Tab completes what is certain, and lists the rest in columns above the line")
    func completing() throws {
        let terminal = try start(columns: 40)
        terminal.type("make it re" + Keys.tab)
        try terminal.wait(forLine: "probe/1> make it red")
        terminal.type(Keys.tab)
        try terminal.wait(for: "red            reddish brown\nredder\nprobe/1> make it red")
        terminal.type("de" + Keys.tab)
        try terminal.wait(forLine: "probe/1> make it redder")
        terminal.type("than" + Keys.enter)
        try terminal.wait(for: "got: \"make it redder than\"")
    }

    @Test("Tab in the middle of a line completes there; a folder gets no space; Chinese has a common beginning, too")
    func completingInTheMiddle() throws {
        let terminal = try start()
        terminal.type("fo now" + String(repeating: Keys.left, count: 4) + Keys.tab)
        try terminal.wait(forLine: "probe/1> folder/ now")
        terminal.type(Keys.control("u") + Keys.control("k") + "日" + Keys.tab)
        try terminal.wait(forLine: "probe/1> 日本")
        terminal.type("海" + Keys.tab + "!" + Keys.enter)
        try terminal.wait(for: "got: \"日本海 !\"")
    }

    @Test("Candidates with a summary are listed one a row, cut to the window")
    func summaries() throws {
        let terminal = try start(columns: 40)
        terminal.type("/s" + Keys.tab)
        try terminal.wait(for: "/show    shows the picture\n/shrink  makes it smaller\n/slow\nprobe/1> /s")
    }

    @Test("With nothing to offer, Tab rings the bell; a candidate's control characters are left out")
    func nothingToOffer() throws {
        let terminal = try start()
        terminal.type("purple" + Keys.tab)
        try terminal.wait(until: "the bell") { $0.bells == 1 }
        terminal.type(Keys.control("u") + "ev" + Keys.tab + Keys.enter)
        try terminal.wait(for: "got: \"evil[31m \"")
    }

    @Test("Up and Down walk through older lines and come back to the unfinished one, however long it is")
    func walking() throws {
        let terminal = try start()
        terminal.type("first" + Keys.enter)
        try terminal.wait(for: "got: \"first\"\nprobe/1>")
        terminal.type("second" + Keys.enter)
        try terminal.wait(for: "got: \"second\"\nprobe/1>")
        let long = String(repeating: "long ", count: 300) + "end"
        terminal.type(long)
        terminal.type(Keys.up)
        try terminal.wait(forLine: "probe/1> second")
        terminal.type(Keys.up)
        try terminal.wait(forLine: "probe/1> first")
        terminal.type(Keys.up + Keys.down + Keys.down + "." + Keys.enter)
        try terminal.wait(forOutput: "got: \"\(long).\"")
    }

    @Test("^R searches older lines by any part of them, in any script, and Enter takes the line to the prompt")
    func searching() throws {
        let terminal = try start()
        for line in ["make the 夹克 red", "turn it into a sticker", "make the 背景 blue"] {
            terminal.type(line + Keys.enter)
            try terminal.wait(for: "got: \"\(line)\"\nprobe/1>")
        }
        terminal.type("unfinished" + Keys.control("r") + "夹")
        try terminal.wait(forLine: "search \"夹\": make the 夹克 red")
        terminal.type(Keys.backspace + "MAKE")
        try terminal.wait(forLine: "search \"MAKE\": make the 背景 blue")
        terminal.type(Keys.control("r"))
        try terminal.wait(forLine: "search \"MAKE\": make the 夹克 red")
        terminal.type(Keys.control("r"))
        try terminal.wait(forLine: "not found \"MAKE\": make the 夹克 red")
        terminal.type(Keys.enter)
        try terminal.wait(forLine: "probe/1> make the 夹克 red")
        terminal.type("!" + Keys.enter)
        try terminal.wait(for: "got: \"make the 夹克 red!\"")
    }

    @Test("^G, ^C and Escape leave the search with the line as it was; another key takes the match and acts on it")
    func leavingTheSearch() throws {
        let terminal = try start()
        terminal.type("blue sky" + Keys.enter)
        try terminal.wait(for: "got: \"blue sky\"\nprobe/1>")
        for key in [Keys.control("g"), Keys.control("c"), Keys.escape] {
            terminal.type("mine" + Keys.control("r") + "sky")
            try terminal.wait(forLine: "search \"sky\": blue sky")
            terminal.type(key)
            try terminal.wait(forLine: "probe/1> mine")
            terminal.type(Keys.control("u"))
        }
        terminal.type(Keys.control("r") + "sky" + Keys.home + "a " + Keys.enter)
        try terminal.wait(for: "got: \"a blue sky\"")
    }

    @Test("History outlives the program, is shared with another session, and leaves out keys and spaced lines")
    func sharedHistory() throws {
        let one = try start()
        let two = try start()
        one.type("from one" + Keys.enter)
        try one.wait(for: "got: \"from one\"\nprobe/1>")
        two.type(Keys.up)
        try two.wait(forLine: "probe/1> from one")
        two.type(Keys.control("u") + "from two" + Keys.enter)
        try two.wait(for: "got: \"from two\"\nprobe/1>")
        two.type(" secret plan" + Keys.enter)
        try two.wait(for: "got: \" secret plan\"\nprobe/1>")
        two.type("sk-abcdefghijklmnop0123456789" + Keys.enter)
        try two.wait(for: "0123456789\"\nprobe/1>")
        let three = try start()
        three.type(Keys.up)
        try three.wait(forLine: "probe/1> from two")
        three.type(Keys.up)
        try three.wait(forLine: "probe/1> from one")
    }
}
