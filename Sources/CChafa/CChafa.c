#include "CChafa.h"
#include <chafa.h>

static char *printed(ChafaCanvasConfig *config, const uint8_t *pixels, int width, int height, int channels) {
    ChafaCanvas *canvas = chafa_canvas_new(config);
    uint8_t *whole = NULL;
    if (channels == 3 && width % 4 != 0) {
        // libchafa 1.12 misreads rows of three channels where the width is two or three beyond a multiple of four.
        whole = g_malloc((gsize) width * height * 4);
        for (gsize i = 0; i < (gsize) width * height; i++) {
            for (int c = 0; c < 3; c++) whole[i * 4 + c] = pixels[i * 3 + c];
            whole[i * 4 + 3] = 255;
        }
        channels = 4;
    }
    chafa_canvas_draw_all_pixels(canvas, channels == 4 ? CHAFA_PIXEL_RGBA8_UNASSOCIATED : CHAFA_PIXEL_RGB8,
                                 whole ? whole : pixels, width, height, width * channels);
    g_free(whole);
    // The fall-back description emits every sequence: libchafa's own list knows few terminals.
    ChafaTermInfo *terminal = chafa_term_db_get_fallback_info(chafa_term_db_get_default());
    GString *text = chafa_canvas_print(canvas, terminal);
    chafa_term_info_unref(terminal);
    chafa_canvas_unref(canvas);
    return g_string_free(text, FALSE);
}

char *rc_cells(const uint8_t *pixels, int width, int height, int channels, int columns, int rows, RCColours colours,
               RCSymbols symbols) {
    // libchafa 1.12 writes out of bounds on huge canvases.
    if (width < 1 || height < 1 || columns < 1 || rows < 1 || columns > 400 || rows > 200) return NULL;
    if (channels != 3 && channels != 4) return NULL;

    ChafaSymbolMap *map = chafa_symbol_map_new();
    if (symbols == RC_ASCII) chafa_symbol_map_add_by_tags(map, CHAFA_SYMBOL_TAG_ASCII);
    else chafa_symbol_map_add_by_tags(map, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_SOLID | CHAFA_SYMBOL_TAG_VHALF);

    ChafaCanvasMode mode = CHAFA_CANVAS_MODE_TRUECOLOR;
    if (colours == RC_256) mode = CHAFA_CANVAS_MODE_INDEXED_240;
    if (colours == RC_16) mode = CHAFA_CANVAS_MODE_INDEXED_16;
    if (colours == RC_MONOCHROME) mode = CHAFA_CANVAS_MODE_FGBG;

    ChafaCanvasConfig *config = chafa_canvas_config_new();
    chafa_canvas_config_set_geometry(config, columns, rows);
    chafa_canvas_config_set_symbol_map(config, map);
    chafa_canvas_config_set_canvas_mode(config, mode);
    // Without colours libchafa 1.14 in DIN99d shows what is black as colons.
    chafa_canvas_config_set_color_space(
        config, colours == RC_MONOCHROME ? CHAFA_COLOR_SPACE_RGB : CHAFA_COLOR_SPACE_DIN99D);
    chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_NONE);
    // In few colours libchafa spreads a picture's lights and shades first, and what was dimmed on purpose is as light again.
    if (colours != RC_MONOCHROME) chafa_canvas_config_set_preprocessing_enabled(config, FALSE);

    char *text = printed(config, pixels, width, height, channels);
    chafa_canvas_config_unref(config);
    chafa_symbol_map_unref(map);
    return text;
}

char *rc_sixels(const uint8_t *pixels, int width, int height, int channels) {
    if (width < 1 || height < 6 || width > 4000 || height > 4000) return NULL;
    if (channels != 3 && channels != 4) return NULL;
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SIXELS);
    // One cell of the picture's own size: no other scaling takes place.
    chafa_canvas_config_set_geometry(config, 1, 1);
    chafa_canvas_config_set_cell_geometry(config, width, height);
    chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_TRUECOLOR);
    chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_NONE);
    char *text = printed(config, pixels, width, height, channels);
    chafa_canvas_config_unref(config);
    return text;
}

void rc_free(char *text) { g_free(text); }
