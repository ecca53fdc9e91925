#include "CSample.h"

static const unsigned char astronaut[] = {
#embed "astronaut.jpg"
};

const unsigned char *sample_picture(size_t *size) {
    *size = sizeof astronaut;
    return astronaut;
}
