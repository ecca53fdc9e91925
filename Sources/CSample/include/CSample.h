#ifndef CSAMPLE_H
#define CSAMPLE_H

#include <stddef.h>

/// The picture of the demonstration, a JPEG that lives as long as the program.
const unsigned char *sample_picture(size_t *size);

#endif
