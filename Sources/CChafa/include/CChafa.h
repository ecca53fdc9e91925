// Pictures as character cells and as sixels, by libchafa. Its own header brings GLib with it, which Swift need not see.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum { RC_TRUECOLOUR, RC_256, RC_16, RC_MONOCHROME } RCColours;
/// Half blocks are in every font; ASCII is for terminals and locales without them.
typedef enum { RC_HALF_BLOCKS, RC_ASCII } RCSymbols;

/// Draws a picture (3 or 4 channels, straight alpha, no gaps between rows) over a box of cells, stretched to all of it,
/// and returns the text with its colour sequences, rows ended by line breaks; NULL for sizes that make no sense. Free it
/// with rc_free.
char *_Nullable rc_cells(const uint8_t *_Nonnull pixels, int width, int height, int channels, int columns, int rows,
                         RCColours colours, RCSymbols symbols);
/// Draws a picture pixel for pixel as sixels; the height is cut off to a multiple of six. NULL for a height below six and
/// for sides above 4000. Free it with rc_free.
char *_Nullable rc_sixels(const uint8_t *_Nonnull pixels, int width, int height, int channels);
void rc_free(char *_Nullable text);
