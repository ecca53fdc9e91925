// libedit for Swift: the header, and one typed inline function for each use of its variadic calls, which Swift cannot
// make. Everything goes through the wide-character interface: one wchar_t is one Unicode scalar.
#include <errno.h>
#include <histedit.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>
#include <wctype.h>

/// The columns a character takes up in the current locale: 0 for a combining mark, -1 for a control character.
static inline int clibedit_width(unsigned scalar) {
    // Declared in wchar.h only where X/Open names are asked for.
    extern int wcwidth(wchar_t);
    return wcwidth((wchar_t)scalar);
}

static inline int clibedit_is_printable(unsigned scalar) {
    return iswprint((wint_t)scalar);
}

static inline int clibedit_is_alphanumeric(unsigned scalar) {
    return iswalnum((wint_t)scalar);
}

/// An editing command: what EL_ADDFN takes. The header leaves it undeclared.
typedef unsigned char (*clibedit_command)(EditLine *, wint_t);

/// Switches: EL_SIGNAL, EL_EDITMODE, EL_PREP_TERM.
static inline int clibedit_set_int(EditLine *el, int operation, int value) {
    return el_wset(el, operation, value);
}

/// Keys come from `read` alone; it has to assemble the characters itself.
static inline int clibedit_set_reader(EditLine *el, el_rfunc_t read) {
    return el_wset(el, EL_GETCFN, read);
}

/// "emacs" or "vi". Resets every key binding.
static inline int clibedit_set_editor(EditLine *el, const wchar_t *name) {
    return el_wset(el, EL_EDITOR, name);
}

/// The name belongs to libedit.
static inline const wchar_t *clibedit_editor(EditLine *el) {
    const wchar_t *name = NULL;
    return el_wget(el, EL_EDITOR, &name) == 0 ? name : NULL;
}

/// The terminal's description by name; -1 if there is none. libedit keeps the pointer.
static inline int clibedit_set_terminal(EditLine *el, const char *name) {
    return el_wset(el, EL_TERMINAL, name);
}

/// A capability of the terminal by its termcap name; NULL if it has none.
static inline const char *clibedit_capability(EditLine *el, char *name) {
    char *value = NULL;
    return el_get(el, EL_GETTC, name, &value) == 0 ? value : NULL;
}

/// Sets a capability of the terminal, such as its columns ("co") or lines ("li"), for libedit alone.
static inline int clibedit_set_capability(EditLine *el, const wchar_t *name, const wchar_t *value) {
    return el_wset(el, EL_SETTC, name, value, (wchar_t *)NULL);
}

/// Changes one terminal flag of a mode: "-d" is the editing mode, "-isig" clears ISIG.
static inline int clibedit_set_tty(EditLine *el, const wchar_t *mode, const wchar_t *flag) {
    return el_wset(el, EL_SETTY, mode, flag, (wchar_t *)NULL);
}

/// libedit keeps `name` and `help` without copying them.
static inline int clibedit_add_command(EditLine *el, const wchar_t *name, const wchar_t *help, clibedit_command f) {
    return el_wset(el, EL_ADDFN, name, help, f);
}

/// Binds a key sequence in the main key map.
static inline int clibedit_bind(EditLine *el, const wchar_t *keys, const wchar_t *command) {
    return el_wset(el, EL_BIND, keys, command, (wchar_t *)NULL);
}

/// Binds a key sequence in vi's command map.
static inline int clibedit_bind_alternative(EditLine *el, const wchar_t *keys, const wchar_t *command) {
    return el_wset(el, EL_BIND, L"-a", keys, command, (wchar_t *)NULL);
}

static inline int clibedit_set_client(EditLine *el, void *client) {
    return el_wset(el, EL_CLIENTDATA, client);
}

static inline void *clibedit_client(EditLine *el) {
    void *client = NULL;
    return el_wget(el, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}

static int clibedit_no_history(void *reference, HistEventW *event, int operation, ...) {
    (void)reference, (void)event, (void)operation;
    return -1;
}

/// A history that is always empty: some vi commands call it without looking whether there is one.
static inline int clibedit_set_no_history(EditLine *el) {
    return el_wset(el, EL_HIST, clibedit_no_history, (void *)NULL);
}
