import Glibc
import LineEditing
import TerminalUI

/// What a person sees while a turn is under way: the line of progress, above it the lines that follow the turn, below it the
/// one that is being typed.
actor TurnDisplay {
    private enum News {
        case typed(TypedAhead)
        case continued
    }

    private let progress: ProgressLine
    private let editor: TerminalLineEditor?
    private var showing: Task<Void, Never>?
    private var stops: SignalSource?
    private var news: AsyncStream<News>.Continuation?

    init(_ progress: ProgressLine, editor: TerminalLineEditor?) {
        self.progress = progress
        self.editor = editor
    }

    func begin() async {
        await progress.begin()
        guard let editor else { return }
        let (stream, news) = AsyncStream.makeStream(of: News.self)
        self.news = news
        showing = Task { [progress] in
            for await piece in stream {
                switch piece {
                case .typed(let text):
                    let more = text.later.isEmpty ? "" : "\u{2026}"
                    await progress.show(waiting: text.waiting, typing: text.unfinished + more)
                case .continued: await progress.startAnew()
                }
            }
        }
        stops = SignalSource([SIGCONT]) { _ in
            news.yield(.continued)
            return false
        }
        editor.beginTypingAhead { news.yield(.typed($0)) }
    }

    func update(_ what: String) async {
        await progress.update(what)
    }

    func show(_ drawing: String) async {
        await progress.write(above: drawing)
    }

    /// Takes everything away. What was typed is kept for the lines that are read next.
    func end() async {
        await editor?.endTypingAhead()
        stops = nil
        news?.finish()
        await showing?.value
        await progress.end()
    }
}
