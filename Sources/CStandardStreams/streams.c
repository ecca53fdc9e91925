#include "CStandardStreams.h"
#include <errno.h>
#include <fcntl.h>

// Whoever starts the program may have closed one of them (>&- in a shell). The first file that is opened would take its
// number, and be read or written to in its place: a session's journal as well. This runs before anything else opens any.
__attribute__((constructor)) static void open_standard_streams(void) {
    for (int stream = 0; stream <= 2; stream++) {
        if (fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest number that is free is this one.
        if (open("/dev/null", stream == 0 ? O_RDONLY : O_WRONLY) != stream) return;
    }
}
