import Foundation
import ImageModels
import TerminalUI

/// What the manual tells of the program's surroundings.
extension Manual {
    static func variables(of catalogue: ModelCatalogue) -> [([String], String)] {
        catalogue.services.map { ($0.keys, "The key for \($0.title). One that is set counts before one that is kept.") }
            + catalogue.services.compactMap { service in
                service.baseVariable.map { ([$0], "Another address for \(service.title): \(service.base)") }
            } + [
                (["RETOUCH_SESSIONS"], "The folder that holds the sessions."),
                (
                    ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"],
                    "The way to the services; https_proxy, http_proxy and no_proxy count as well."
                ),
                (["SSL_CERT_FILE"], "Certificates to trust besides the system's."),
                (["VISUAL", "EDITOR"], "The editor for /edit and ^X^E; nano, sensible-editor or vi without."),
                (["PAGER"], "What shows long lists; less -R -F -X without."),
                (["EDITRC"], "The file of key bindings, as editrc(5) has it."),
                (["TERM", "COLORTERM"], "What the terminal can do. Nothing is drawn on a dumb one."),
                (["NO_COLOR"], "No colours, if it is not empty. CLICOLOR=0 says the same."),
                (["CLICOLOR_FORCE", "FORCE_COLOR"], "Colours, even where there is no terminal."),
                (
                    ["TERM_PROGRAM", "LC_TERMINAL", "VTE_VERSION"],
                    "Tell which terminal it is: what it shows pictures by, and whether it follows links."
                ),
                (["RETOUCH_TERMINAL_WAIT"], "Seconds that the terminal has to say what it can do; 0 asks nothing."),
                (["LC_ALL", "LC_CTYPE", "LANG"], "Whether characters other than ASCII can be shown."),
                (["WAYLAND_DISPLAY", "DISPLAY"], "The desktop, for the clipboard and the browser."),
                (["SSH_CONNECTION", "SSH_TTY"], "Set by ssh: no browser is opened there."),
                (["DBUS_SESSION_BUS_ADDRESS"], "The way to the desktop's secret service, which keeps keys."),
                (["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"], "Where the files below are, if not in HOME."),
                (["HOME", "PATH"], "As always."),
            ]
    }

    static var files: [(String, String)] {
        // Told of a home folder by this name, the program names its files.
        let home = "/HOME"
        let terminal = Terminal(isTerminal: false, environment: [:], unicode: true)
        let surroundings = Surroundings(
            environment: [:], workingFolder: URL(fileURLWithPath: "/"), home: URL(fileURLWithPath: home),
            standardInputIsTerminal: false, output: terminal, talk: terminal)
        func path(_ url: URL) -> String { url.path.replacing(home, with: "~") }
        return [
            ("./sessions", "The sessions, where this folder exists or can be made."),
            (path(surroundings.dataFolder.appendingPathComponent("sessions")), "The sessions otherwise."),
            (
                path(Configuration.file(in: surroundings)),
                "What to start with: an object that may have model, timeout, connectTimeout, links, budget, images, bell, suggestions and title."
            ),
            (
                path(Models.ownCatalogueFile(in: surroundings)),
                "Further models and services, in the form of retouch models --json."
            ),
            (path(KeyRing(surroundings: surroundings).file), "Keys that retouch key set has kept, for you alone."),
            (path(surroundings.historyFile), "The lines that were typed."),
            (path(surroundings.spendingFile), "What was spent, for /cost."),
            (path(surroundings.rescueFolder), "Pictures that were received when a session folder could not take them."),
            (
                path(surroundings.stateFolder.appendingPathComponent("jobs")),
                "Notes of jobs that replay --batch asked for lately."
            ),
            ("~/.editrc", "Key bindings, as editrc(5) has them."),
        ]
    }
}
