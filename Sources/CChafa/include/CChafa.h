// Pictures as character cells, by libchafa. Its own header brings GLib with it, which Swift need not see.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum { RC_TRUECOLOUR, RC_256, RC_16, RC_MONOCHROME } RCColours;
/// Half blocks are in every font; ASCII is for terminals and locales without them.
typedef enum { RC_HALF_BLOCKS, RC_ASCII } RCSymbols;

/// Draws a picture (3 or 4 channels, straight alpha, no gaps between rows) into a box of cells and returns the text with
/// its colour sequences, rows ended by line breaks; NULL for sizes that make no sense. Free it with rc_free.
/// A cell counts as twice as high as wide.
char *_Nullable rc_cells(const uint8_t *_Nonnull pixels, int width, int height, int channels, int columns, int rows,
                         RCColours colours, RCSymbols symbols);
void rc_free(char *_Nullable text);
